/** Tells whether a patch of a test file only adds to it: what is there must go on saying what it says. */
import type { PatchedFile } from '../kit/patch.ts';
import { Shift, type Region } from './shift.ts';
import type { Lines } from '../kit/text.ts';

// One statement to the line, nothing called but `require`, no comment begun.
const NAMES = String.raw`(?:(?!/\*)[\w\s{},*$.'"@/:#-])*`;
const IMPORT = new RegExp(
  `^\\s*(?:(?:import\\b|from\\b)${NAMES}|(?:const|let|var)\\b${NAMES}=\\s*require\\(${NAMES}\\))?;?\\s*$`,
);

/**
 * Whole lines in one place, and imports. Lines in two places could put what stands between them into a comment, or
 * into a block that never runs.
 */
export function onlyAdds(file: PatchedFile): boolean {
  const shift = new Shift(file);
  const added = shift.regions.map(({ before, after }) =>
    insertion(linesOf(shift.before, before), linesOf(shift.after, after)),
  );
  const places = added.filter((lines) => !lines?.every((line) => IMPORT.test(line)));
  return !added.includes(null) && places.length <= 1;
}

/** The lines that came in between; null when a line went, or became another one. */
function insertion(before: readonly string[], after: readonly string[]): readonly string[] | null {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return head + tail === before.length ? after.slice(head, after.length - tail) : null;
}

function linesOf(lines: Lines, { from, to }: Region['before']): string[] {
  return Array.from({ length: Math.min(to, lines.count) - from + 1 }, (_, at) => lines.line(from + at));
}
