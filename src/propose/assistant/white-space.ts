/** Makes the white space of a replacement follow the file: what a reply gets wrong most often, and means least. */
import type { Found } from './find-text.ts';
import { linesOf } from './find-text.ts';

export interface Replacement {
  readonly replace: string;
  /** What was mended, one clause each. */
  readonly salvaged: readonly string[];
}

interface Spot {
  /** Of the excerpt. */
  readonly text: string;
  readonly found: Found;
  /** As the reply has it. */
  readonly find: string;
}

/** What is put in place of what was found. Line ends are never told: they were not shown. */
export function settle(replace: string, spot: Spot): Replacement {
  const salvaged: string[] = [];
  const mend = (text: string, mended: string, clause: string): string => {
    if (mended !== text) salvaged.push(clause);
    return mended;
  };
  if (spot.found.loosely) salvaged.push('white space of the text that it replaces');
  let text = replace.replaceAll('\r\n', '\n');
  text = spot.found.loosely ? shifted(text, spot) : text;
  text = mend(text, indented(spot.found.loosely ? text : deepened(text, spot), spot), 'indentation');
  text = mend(text, trimmed(text, spot), 'blanks at the ends of lines');
  text = mend(text, ended(text, spot), 'the end of its last line');
  return { replace: text.replaceAll('\n', lineEndAt(spot)), salvaged };
}

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

/** What the reply takes for an indentation, and what stands there instead. */
type Pair = readonly [theirs: string, ours: string];

/** Lines move with those that the reply named: each as the deepest of them that it stands below. */
function shifted(replace: string, { find, found }: Spot): string {
  const [named, standing] = [find, found.expect].map((text) =>
    linesOf(text).map(({ text: line }) => (line.trim() === '' ? null : indentOf(line))),
  );
  const pairs = (named ?? [])
    .flatMap((theirs, at): Pair[] => (theirs === null ? [] : [[theirs, standing?.[at] ?? '']]))
    .sort(([a], [b]) => b.length - a.length);
  return eachLine(replace, (line) => shiftedLine(line, pairs));
}

/** What names the beginning of one line, without what it is indented by, and takes several lines in its place. */
function deepened(replace: string, { text, find, found: { at } }: Spot): string {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const [first = '', ...rest] = replace.split('\n');
  const indents = rest.filter((line) => line.trim() !== '').map((line) => indentOf(line).length);
  const theirs = indentOf(find);
  const ours = before + theirs;
  const isMeant =
    before.trim() !== '' || find.trimEnd().includes('\n') || Math.min(...indents) >= ours.length;
  if (isMeant) return replace;
  return [first, ...rest.map((line) => shiftedLine(line, [[theirs, ours]]))].join('\n');
}

function shiftedLine(line: string, pairs: readonly Pair[]): string {
  if (line.trim() === '') return line;
  const indent = indentOf(line);
  return moved(indent, pairs) + line.slice(indent.length);
}

function moved(indent: string, pairs: readonly Pair[]): string {
  const below = pairs.find(([theirs]) => indent.startsWith(theirs));
  if (below) return below[1] + indent.slice(below[0].length);
  const [theirs, ours] = pairs.at(-1) ?? ['', ''];
  const less = theirs.length - indent.length;
  return theirs.startsWith(indent) ? ours.slice(0, Math.max(0, ours.length - less)) : indent;
}

/** Tabs become what the file is indented with, and the other way round; where the file has both, nothing changes. */
function indented(replace: string, { text, found }: Spot): string {
  const indents = linesOf(text).map((line) => indentOf(line.text));
  const tabs = indents.filter((indent) => indent.startsWith('\t')).length;
  const spaces = indents.filter((indent) => /^ {2}/.test(indent)).length;
  if ((tabs === 0) === (spaces === 0)) return replace;
  const unit = tabs > 0 ? stepOf(replace) : stepOf(text);
  const standing = new Set(linesOf(found.expect).map((line) => line.text));
  return eachLine(replace, (line) => {
    const indent = indentOf(line);
    if (standing.has(line)) return line;
    const styled =
      tabs > 0 ? indent.replaceAll(' '.repeat(unit), '\t') : indent.replaceAll('\t', ' '.repeat(unit));
    return styled + line.slice(indent.length);
  });
}

const USUAL_STEP = 4;

/** By how many spaces a text is indented: the least that a line has, of those that do not go on a comment. */
function stepOf(text: string): number {
  const widths = linesOf(text)
    .filter((line) => line.text.trim() !== '' && !line.text.trim().startsWith('*'))
    .map((line) => /^ */.exec(line.text)?.[0].length ?? 0)
    .filter((width) => width >= 2);
  return widths.length === 0 ? USUAL_STEP : Math.min(...widths);
}

/** Blanks at the ends of lines go where the file has none. */
function trimmed(replace: string, { text }: Spot): string {
  if (/[ \t](?:\r?\n|$)/.test(text)) return replace;
  return eachLine(replace, (line) => line.trimEnd());
}

/** Whole lines are replaced by whole lines, and no empty line comes after them unasked. */
function ended(replace: string, { text, found }: Spot): string {
  if (replace === '') return replace;
  const after = text.slice(found.at + found.expect.length);
  if (found.expect.endsWith('\n')) return replace.endsWith('\n') ? replace : `${replace}\n`;
  const isAtLineEnd = after === '' || /^\r?\n/.test(after);
  return isAtLineEnd && replace.endsWith('\n') ? replace.slice(0, -1) : replace;
}

/** As the line that is replaced ends, or the one before it. */
function lineEndAt({ text, found }: Spot): string {
  const next = text.indexOf('\n', found.at);
  const at = next === -1 ? text.lastIndexOf('\n') : next;
  return text[at - 1] === '\r' ? '\r\n' : '\n';
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}
