/** A source line with carets under the place, whatever tabs, wide characters or length it has. */
import type { Place } from '../../domain/finding.ts';
import { visible } from '../escape.ts';
import { characterWidth, displayWidth } from './width.ts';

/** One character of the source as it is shown: what stands for it, and how wide that is. */
interface Cell {
  readonly shown: string;
  readonly width: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place and the text of its first line. */
interface Quoted {
  readonly at: Place;
  readonly snippet: string;
}

export interface SourceLook {
  readonly width: number;
  readonly ellipsis: string;
}

export interface SourceLine {
  /** `  3 | import a from 'b';` */
  readonly code: string;
  /** `    |        `, up to the carets. */
  readonly margin: string;
  /** `^^^` */
  readonly carets: string;
}

const TAB = 4;

/** How wide the margin has to be for the number of a line. */
export function digitsOf({ line }: Place): number {
  return Math.max(3, String(line).length);
}

/** The line and its carets; null when the snippet does not hold the place (no text, or too far to the right). */
export function sourceLine(
  { at, snippet }: Quoted,
  look: SourceLook,
  digits = digitsOf(at),
): SourceLine | null {
  const { line, endLine, column, endColumn } = at;
  const text = snippet.replace(/[\r\n]+$/, '');
  const start = column - 1;
  if (text === '' || start > text.length) return null;
  const end = endLine > line ? text.length : Math.min(endColumn - 1, text.length);
  const { cells, marked } = layOut(text, { from: start, to: end });
  const gutter = String(line).padStart(digits);
  const room = Math.max(10, look.width - gutter.length - 3);
  const window = fitting(cells, marked, { room, ellipsis: look.ellipsis.length });
  const left = window.from > 0 ? look.ellipsis : '';
  const right = window.to < cells.length ? look.ellipsis : '';
  const before = left.length + widthOf(cells, { from: window.from, to: marked.from });
  const run = Math.max(1, widthOf(cells, { from: marked.from, to: Math.min(marked.to, window.to) }));
  return {
    code: `${gutter} | ${left}${show(cells, window)}${right}`.trimEnd(),
    margin: `${' '.repeat(gutter.length)} | ${' '.repeat(before)}`,
    carets: '^'.repeat(run),
  };
}

/** Cells of the line without its indentation (unless the place lies in it), and the marked range among them. */
function layOut(text: string, place: Span): { cells: Cell[]; marked: Span } {
  const indent = Math.min(/^[ \t]*/.exec(text)?.[0].length ?? 0, place.from);
  const cells: Cell[] = [];
  let at = 0;
  let column = 0;
  let from = -1;
  let to = -1;
  for (const character of text) {
    if (at >= indent) {
      if (from === -1 && at + character.length > place.from) from = cells.length;
      if (to === -1 && at >= place.to) to = cells.length;
      const cell = cellOf(character, column);
      cells.push(cell);
      column += cell.width;
    }
    at += character.length;
  }
  if (from === -1) from = cells.length;
  return { cells, marked: { from, to: to === -1 ? cells.length : Math.max(to, from) } };
}

function cellOf(character: string, column: number): Cell {
  if (character === '\t') {
    const width = TAB - (column % TAB);
    return { shown: ' '.repeat(width), width };
  }
  const shown = visible(character);
  return { shown, width: shown === character ? characterWidth(character) : displayWidth(shown) };
}

/** The part of a long line that shows the marked place: a third of the room before it, the rest after. */
function fitting(
  cells: readonly Cell[],
  marked: Span,
  { room, ellipsis }: { room: number; ellipsis: number },
): Span {
  if (widthOf(cells, { from: 0, to: cells.length }) <= room) return { from: 0, to: cells.length };
  let from = marked.from;
  for (let used = 0; from > 0; from--) {
    used += cells[from - 1]?.width ?? 0;
    if (used > room / 3 && from > 1) break;
  }
  const left = from > 0 ? ellipsis : 0;
  let to = from;
  for (let used = left; to < cells.length; to++) {
    used += cells[to]?.width ?? 0;
    if (used > room - ellipsis) break;
  }
  return { from, to };
}

function widthOf(cells: readonly Cell[], { from, to }: Span): number {
  return cells.slice(from, to).reduce((sum, cell) => sum + cell.width, 0);
}

function show(cells: readonly Cell[], { from, to }: Span): string {
  return cells
    .slice(from, to)
    .map((cell) => cell.shown)
    .join('');
}
