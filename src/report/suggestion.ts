/** A proposal as whole lines in the place of others: what GitHub's button can apply exactly as it was proven. */
import type { Hunk } from '../domain/change.ts';
import { visible } from './escape.ts';

export interface Suggestion {
  /** The lines of the head that it replaces, 1-based; GitHub shows all of them in one hunk of the diff. */
  readonly startLine: number;
  readonly line: number;
  /** What stands there afterwards, without line ends; none takes the lines away. */
  readonly lines: readonly string[];
}

/** One file under a proposal, and the runs of lines that the change added to it. */
export interface Touched {
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
}

/** A diff shows so many lines around what changed, and comments can stand on them too. */
const CONTEXT = 3;
const MOST_LINES = 60;
const MOST_CHARACTERS = 8000;

/**
 * Null where the button would not do exactly what was tried. GitHub replaces whole lines by the text of the comment:
 * what that makes of another line end than LF, or of a last line without one, nobody documents (suggestions have
 * mixed line ends: LexiFi/dead_code_analyzer#71, w3c-fedid/digital-credentials#572); and nobody should press a button
 * for text that cannot be seen.
 */
export function suggestionIn({ before, after, hunks }: Touched): Suggestion | null {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const region = extended(changed(old, fresh), shownRuns(hunks), old.length);
  if (!region) return null;
  const gone = old.slice(region.from, region.to);
  const lines = fresh.slice(region.from, fresh.length - (old.length - region.to));
  if (![...gone, ...lines].every(isPlain) || !isShort(gone) || !isShort(lines)) return null;
  return {
    startLine: region.from + 1,
    line: region.to,
    lines: lines.map((line) => line.slice(0, -1)),
  };
}

/** Lines of the old text: from an index on, up to another one. */
interface Region {
  readonly from: number;
  readonly to: number;
}

/** Each with its end. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** The least run of old lines in which all the differences lie; empty where lines are only put in. */
function changed(old: readonly string[], fresh: readonly string[]): Region {
  const most = Math.min(old.length, fresh.length);
  let from = 0;
  while (from < most && old[from] === fresh[from]) from++;
  let same = 0;
  while (same < most - from && old.at(-1 - same) === fresh.at(-1 - same)) same++;
  return { from, to: old.length - same };
}

/** With a neighbour where there is no line to replace; null when the diff does not show all of it in one hunk. */
function extended({ from, to }: Region, runs: readonly Hunk[], count: number): Region | null {
  const wanted =
    from < to
      ? [{ from, to }]
      : [
          { from: from - 1, to },
          { from, to: to + 1 },
        ];
  const isShown = (region: Region) =>
    runs.some(({ start, count: length }) => start <= region.from + 1 && region.to < start + length);
  return wanted.find((region) => region.from >= 0 && region.to <= count && isShown(region)) ?? null;
}

/** What a diff shows of the head, hunk by hunk; hunks whose context meets are one. */
function shownRuns(hunks: readonly Hunk[]): Hunk[] {
  const runs: Hunk[] = [];
  for (const { start, count } of hunks) {
    const first = Math.max(1, start - CONTEXT);
    const end = start + count + CONTEXT;
    const last = runs.at(-1);
    if (last && first <= last.start + last.count)
      runs[runs.length - 1] = { start: last.start, count: end - last.start };
    else runs.push({ start: first, count: end - first });
  }
  return runs;
}

/** Ends with LF alone, and all of it can be seen. */
function isPlain(line: string): boolean {
  const text = line.slice(0, -1);
  return line.endsWith('\n') && visible(text, '\t') === text;
}

function isShort(lines: readonly string[]): boolean {
  return lines.length <= MOST_LINES && lines.join('').length <= MOST_CHARACTERS;
}
