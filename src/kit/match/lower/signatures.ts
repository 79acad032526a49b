/**
 * Signatures of TypeScript that a line end divides. The grammar takes one that begins with `<` for type arguments of what
 * stands on the line above, which loses the interface, and at times the file, around it.
 */

/** Blank, or within a comment by its looks. */
const NO_CODE = /^\s*(?:\/\/|\/?\*|$)/;
/** May be the end of a signature. */
const LAST = /[\w$>\])}"'`]\r?$/;

/** The same text, as long as it was, with semicolons for those line ends; null when there are none. */
export function divided(text: string): string | null {
  const lines = text.split('\n');
  let last = -1;
  let found = false;
  const ends = lines.map(() => '\n');
  lines.forEach((line, at) => {
    if (NO_CODE.test(line)) return;
    const above = lines[last] ?? '';
    if (/^\s*</.test(line) && LAST.test(above) && !above.includes('//')) {
      ends[last] = ';';
      found = true;
    }
    last = at;
  });
  return found ? lines.map((line, at) => (at < lines.length - 1 ? line + ends[at] : line)).join('') : null;
}
