/** Names that a function uses, not those that it gives: calls, properties, types and strings tell what code is about. */
import type { Run } from './align.ts';
import { KIND, type Tokens, type Unit } from './tokens.ts';

const USED = new Uint8Array(9);
for (const kind of [KIND.type, KIND.property, KIND.call, KIND.string]) USED[kind] = 1;

export function addNames(
  names: Set<number>,
  tokens: Tokens,
  { first, end }: Pick<Unit, 'first' | 'end'>,
): void {
  for (let at = first; at < end; at++) if (USED[tokens.kind[at] ?? 0] === 1) names.add(tokens.hash[at] ?? 0);
}

/** Names of the first side: those that stand in the same place on both sides, and those that have another one there. */
export function namesCompared(
  runs: readonly Run[],
  one: Tokens,
  other: Tokens,
): { same: Set<number>; other: Set<number> } {
  const names = { same: new Set<number>(), other: new Set<number>() };
  for (const run of runs)
    for (let at = run.one, its = run.other; at < run.one + run.length; at++, its++)
      if (USED[one.kind[at] ?? 0] === 1) {
        const agree = one.hash[at] === other.hash[its];
        names[agree ? 'same' : 'other'].add(one.hash[at] ?? 0);
      }
  return names;
}
