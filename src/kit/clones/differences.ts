/** Where two aligned stretches differ, as a message can say it: each rename once, what was added or left out as a whole. */
import type { Run } from './align.ts';
import type { Difference } from './clone.ts';
import { KIND, type Tokens } from './tokens.ts';

const MOST = 20;
/** Equal tokens between two gaps that say nothing: a bracket, a comma. */
const LOOSE = 4;
const KINDS = Object.fromEntries(
  (['variable', 'type', 'property', 'call', 'number', 'string'] as const).map((kind) => [KIND[kind], kind]),
) as Record<number, Difference['kind'] | undefined>;

/** A stretch of tokens on each side; `end` is exclusive. */
export interface Stretch {
  readonly left: Difference['left'];
  readonly right: Difference['right'];
}

/** The first {@link MOST}, in the order of the left side. */
export function differencesOf(
  runs: readonly Run[],
  { left, right }: Stretch,
  [one, other]: readonly [Tokens, Tokens],
): Difference[] {
  const differences = [...gaps(runs, { left, right }), ...renames(runs, one, other)];
  return differences
    .sort((a, b) => a.left.start - b.left.start || a.right.start - b.right.start)
    .slice(0, MOST);
}

function renames(runs: readonly Run[], one: Tokens, other: Tokens): Difference[] {
  const seen = new Map<string, Difference>();
  for (const run of runs)
    for (let at = run.one, its = run.other; at < run.one + run.length; at++, its++) {
      const kind = KINDS[one.kind[at] ?? 0];
      if (kind === undefined || one.hash[at] === other.hash[its]) continue;
      const key = `${kind} ${one.hash[at]} ${other.hash[its]}`;
      if (seen.has(key)) continue;
      seen.set(key, { kind, left: { start: at, end: at + 1 }, right: { start: its, end: its + 1 } });
    }
  return [...seen.values()];
}

function gaps(runs: readonly Run[], whole: Stretch): Difference[] {
  const found: Difference[] = [];
  let [start, otherStart] = [whole.left.start, whole.right.start];
  const ends = { one: whole.left.end, other: whole.right.end, length: Infinity };
  for (const run of [...runs, ends]) {
    if (run.one > start || run.other > otherStart) {
      const last = found.at(-1);
      const joins =
        last !== undefined && start - last.left.end < LOOSE && otherStart - last.right.end < LOOSE;
      if (joins) found.pop();
      found.push({
        kind: 'statement',
        left: { start: joins ? last.left.start : start, end: run.one },
        right: { start: joins ? last.right.start : otherStart, end: run.other },
      });
    }
    [start, otherStart] = [run.one + run.length, run.other + run.length];
  }
  return found;
}
