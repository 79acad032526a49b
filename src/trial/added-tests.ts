/** Tells whether a patch of a test file only adds to it: what is there must go on saying what it says. */
import type { PatchedFile } from '../kit/patch.ts';
import { Shift, type Region } from './shift.ts';
import type { Lines } from '../kit/text.ts';

/** No line that could be an import is longer. */
const MAX_IMPORT = 500;
// One statement to the line, nothing called but `require`, no comment begun.
const NAMES = String.raw`(?:(?!/\*)[\w\s{},*$.'"@/:#-])*`;
const IMPORT = new RegExp(
  `^\\s*(?:(?:import\\b|from\\b)${NAMES}|(?:const|let|var)\\b${NAMES}=\\s*require\\(${NAMES}\\))?;?\\s*$`,
);
/** What stands at the left margin has a name for the whole file. */
const DECLARED = /^(?:export\s+)?(?:async\s+)?(?:def|class|function\*?)\s+([\w$]+)/;
const BOUND = /^([\w$]+)\s*(?::[^=]*)?=(?!=)|^del\s+([\w$]+)|\bimport\s+([\w$]+)\s*$|\bas\s+([\w$]+)/;
/** What runs around every test of the file, or stands in for what they test. */
const SHARED =
  /^(?:before|after)(?:Each|All)?\s*\(|\b(?:vi|jest)\s*\.\s*(?:mock|setMock|unstable_mockModule)\s*\(|\bautouse\s*=|^(?:async\s+)?def\s+(?:set_?up|tear_?down)/i;

/**
 * Whole lines at the end, and imports. Lines in between could put what follows them into a comment, into a block that
 * never runs, or behind a decorator. None gives another meaning to a name that is there, or has a say in other tests.
 */
export function onlyAdds(file: PatchedFile): boolean {
  if (file.before === '') return true;
  const shift = new Shift(file);
  const added = shift.regions.map((region) => insertion(shift, region));
  const known = new Set(namesIn(file.before.split('\n'), [DECLARED]));
  return added.every((one) => {
    if (one === null || namesIn(one.lines, [DECLARED, BOUND]).some((name) => known.has(name))) return false;
    if (one.lines.some((line) => SHARED.test(line))) return false;
    return one.isLast || one.lines.every(isImport);
  });
}

interface Insertion {
  readonly lines: readonly string[];
  /** Nothing but empty lines stands behind it. */
  readonly isLast: boolean;
}

/** The lines that came in between; null when a line went, or became another one. */
function insertion({ before, after }: Shift, region: Region): Insertion | null {
  const [had, has] = [linesOf(before, region.before), linesOf(after, region.after)];
  let head = 0;
  while (head < had.length && had[head] === has[head]) head++;
  let tail = 0;
  while (tail < had.length - head && had.at(-1 - tail) === has.at(-1 - tail)) tail++;
  if (head + tail !== had.length) return null;
  const end = has.length - tail;
  const rest = [...has.slice(end), ...linesOf(after, { from: region.after.to + 1, to: after.count })];
  return { lines: has.slice(head, end), isLast: rest.every((line) => line.trim() === '') };
}

const isImport = (line: string): boolean => line.length <= MAX_IMPORT && IMPORT.test(line);

function namesIn(lines: readonly string[], patterns: readonly RegExp[]): string[] {
  return lines.flatMap((line) => patterns.flatMap((pattern) => pattern.exec(line)?.slice(1) ?? []));
}

function linesOf(lines: Lines, { from, to }: Region['before']): string[] {
  return Array.from({ length: Math.max(0, Math.min(to, lines.count) - from + 1) }, (_, at) =>
    lines.line(from + at),
  );
}
