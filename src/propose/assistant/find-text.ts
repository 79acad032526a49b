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
  const places = [...exactly(text, find), ...(text.includes('\r\n') ? exactly(text, crlf(find)) : [])];
  const found = places.length > 0 ? places : loosely(text, find);
  const [first] = found;
  if (!first) return 'the reply expects text that does not stand in the lines it was shown';
  return found.length === 1 ? first : 'the reply names text that stands there more than once';
}

/** Lines were shown with LF; the file may have CRLF. */
const crlf = (text: string): string => (text.includes('\n') ? text.replace(/\r?\n/g, '\r\n') : '');

function exactly(text: string, find: string): Found[] {
  if (find === '') return [];
  const at = text.indexOf(find);
  const again = at === -1 ? -1 : text.indexOf(find, at + 1);
  return [at, again].filter((one) => one !== -1).map((one) => ({ at: one, expect: find, loosely: false }));
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
  const runs = lines.flatMap((first, index) => {
    const run = lines.slice(index, index + wanted.length);
    const isSame = run.length === wanted.length && run.every((line, n) => line.text.trim() === wanted[n]);
    const last = run.at(-1);
    if (!isSame || !last) return [];
    const end = last.at + last.text.length + (endsLine ? last.end.length : 0);
    return [{ at: first.at, expect: text.slice(first.at, end), loosely: true }];
  });
  return runs.slice(0, 2);
}
