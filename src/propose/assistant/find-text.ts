/** Finds the text that an edit names among the lines that were shown: as it stands, or else but for white space. */
import type { Excerpt } from './excerpt.ts';

export interface Found {
  /** Offset in the text of the excerpt. */
  readonly at: number;
  /** What stands there. */
  readonly expect: string;
  /** It stands there with other white space than the reply says. */
  readonly loosely: boolean;
}

/** Where it stands; a clause when that is nowhere, or in more than one place. */
export function findText({ text }: Excerpt, find: string): Found | string {
  if (find.trim() === '') return 'the reply does not say which text it replaces';
  const exact = [...exactly(text, find), ...(text.includes('\r\n') ? exactly(text, crlf(find)) : [])];
  const beginsLine = exact.filter(({ at }) => at === 0 || text[at - 1] === '\n');
  // What ends with a line is meant to be whole lines: the end of another line that looks the same is not.
  const ways = find.endsWith('\n') ? [beginsLine, loosely(text, find), exact] : [exact, loosely(text, find)];
  const [first, ...others] = ways.find((way) => way.length > 0) ?? [];
  if (!first) return 'the reply expects text that does not stand in the lines it was shown';
  return others.length === 0 ? first : 'the reply names text that stands there more than once';
}

/** Lines were shown with LF; the file may have CRLF. */
const crlf = (text: string): string => (text.includes('\n') ? text.replace(/\r?\n/g, '\r\n') : '');

function exactly(text: string, find: string): Found[] {
  const found: Found[] = [];
  if (find === '') return found;
  for (let at = text.indexOf(find); at !== -1; at = text.indexOf(find, at + 1)) {
    found.push({ at, expect: find, loosely: false });
  }
  return found;
}

interface Line {
  readonly at: number;
  /** Without its end. */
  readonly text: string;
  /** LF, CRLF, or nothing at the end of the file. */
  readonly end: string;
}

export function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\n]*?)(\r?\n|$)/g)]
    .filter(([whole]) => whole !== '')
    .map(({ index, 1: line = '', 2: end = '' }) => ({ at: index, text: line, end }));
}

/** Runs of whole lines that are equal but for the white space at their beginnings and ends. */
function loosely(text: string, find: string): Found[] {
  const lines = linesOf(text);
  const wanted = linesOf(find).map((line) => line.text.trim());
  const endsLine = find.endsWith('\n');
  return lines.flatMap((first, index) => {
    const run = lines.slice(index, index + wanted.length);
    const isSame = run.length === wanted.length && run.every((line, n) => line.text.trim() === wanted[n]);
    const last = run.at(-1);
    if (!isSame || !last) return [];
    const end = last.at + last.text.length + (endsLine ? last.end.length : 0);
    return [{ at: first.at, expect: text.slice(first.at, end), loosely: true }];
  });
}
