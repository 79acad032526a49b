/** The input `show`: where the verdict is shown besides the log and the outputs. */
import { closest } from 'fastest-levenshtein';
import { UserError } from '../../../errors.ts';
import { visible } from '../../../kit/visible.ts';
import { SURFACES, type Surface } from './receipt.ts';

/** Names separated by commas or lines; empty and `all` mean every one, `none` alone means none. */
export function surfacesOf(input: string): readonly Surface[] {
  const names = input.split(/[\s,]+/).filter(Boolean);
  if (names.length === 0 || names.includes('all')) return SURFACES;
  if (names.length === 1 && names[0] === 'none') return [];
  for (const name of names) {
    if (!SURFACES.some((surface) => surface === name)) throw new UserError(unknown(name));
  }
  return SURFACES.filter((surface) => names.includes(surface));
}

function unknown(name: string): string {
  const nearest = closest(name, [...SURFACES, 'all', 'none']);
  return `The input show has ${visible(name)}: expected ${SURFACES.join(', ')}, all or none; nearest is ${nearest}.`;
}
