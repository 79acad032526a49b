/** What to do so that the code of a copy calls the original, where that is simple to say. */
import type { RepoPath } from '../../../domain/path.ts';
import { importOf, isApart, isDeclared } from './imports.ts';
import { nameOf, pathOf, type Named } from './place.ts';
import { code } from './words.ts';

const MAX_IMPORT = 200;

/** One sentence: call the original, and how it is imported; or what stands in the way. */
export function howToCall(copy: Named, original: Named, paths: ReadonlySet<RepoPath>): string {
  const name = nameOf(original);
  const { unit } = original;
  const isHere = copy.path === original.path;
  if (unit.name === '') return 'Give it a name and call it in both places.';
  if (unit.holder) return 'Move what they share to where both can call it.';
  if (unit.owner === '' && !unit.exported && !isDeclared(original))
    return `Make ${name} a function of its own and call it in both places.`;
  if (isClosure(original, copy)) return `Move ${name} out of the function around it and call it.`;
  if (isHere && (unit.owner === '' || unit.owner === copy.unit.owner)) return `Call ${name} instead.`;
  // Whether a method needs its object is not known here.
  if (unit.owner !== '' && unit.exported)
    return `Call ${name} where its object is at hand, or move it to where both can call it.`;
  if (unit.owner !== '' || isApart(copy, original, paths)) return `Move ${name} to where both can call it.`;
  if (!unit.exported) return `Make ${name} reachable from outside ${pathOf(original)} and call it.`;
  const how = importOf(copy, original, paths);
  return how === null ? `Call ${name} instead.` : `Call ${name} instead: ${code(how, MAX_IMPORT)}.`;
}

/** Whether the original stands inside a function that the copy is not in. */
function isClosure({ path, unit, read }: Named, copy: Named): boolean {
  return read.scan.units.some(
    ({ first, end }) =>
      first < unit.first &&
      end >= unit.end &&
      !(path === copy.path && first < copy.unit.first && copy.unit.first < end),
  );
}
