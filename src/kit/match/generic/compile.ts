/** Patterns over text that no grammar reads: templates, markup, settings. */
import type { Bound } from '../match.ts';
import type { Variable } from '../rule.ts';
import { piecesOf, type Pieces } from './pattern.ts';
import { Search, type Stretch } from './search.ts';
import { sheetOf, type Sheet } from './tokens.ts';

export interface GenericPattern {
  /** All places from left to right; of those that end at one place the shortest. Throws TooLong. */
  all(text: string): readonly GenericFound[];
}

interface GenericFound {
  readonly start: number;
  readonly end: number;
  readonly bindings: ReadonlyMap<Variable, Bound>;
}

/** How many line ends `...` skips where a rule does not say it. */
const USUAL_SPAN = 10;

/** They are matched by recursion. */
const MAX_PIECES = 1000;

/** A pattern, or the reason why there is none; `span` is how many line ends each `...` may skip, null for the usual. */
export function compileGeneric(pattern: string, span: number | null = null): GenericPattern | string {
  const pieces = piecesOf(pattern);
  if (!pieces) return 'the pattern matches everything';
  if (pieces.pieces.length > MAX_PIECES) return 'the pattern is too long';
  return { all: (text) => find(pieces, text, span ?? USUAL_SPAN) };
}

function find(pattern: Pieces, text: string, span: number): GenericFound[] {
  const sheet = sheetFor(text);
  const search = new Search(pattern, sheet, span);
  const ends = new Map<number, GenericFound>();
  // What ends in a gap ends where its block does, wherever it begins.
  const isOpen = pattern.pieces[pattern.pieces.length - 1]?.kind === 'gap';
  for (let start = search.next(0, 0); start < sheet.tokens.length; start = search.next(0, start + 1)) {
    const last = search.from(start);
    if (last === undefined || last < start) continue;
    const bindings = new Map(
      [...search.bound].map(([name, stretch]) => [name, boundTo(name, stretch, { sheet, text })]),
    );
    ends.set(isOpen ? start : last, { ...offsets({ from: start, to: last }, sheet), bindings });
  }
  return [...ends.values()].sort((a, b) => a.start - b.start);
}

let latest: { readonly text: string; readonly sheet: Sheet } | undefined;

/** Many patterns are asked about one text after another: the last one is kept. */
function sheetFor(text: string): Sheet {
  if (latest?.text !== text) latest = { text, sheet: sheetOf(text) };
  return latest.sheet;
}

/** What a gap skipped begins where the token before it ends, so that a fix keeps the blanks between them. */
function boundTo(name: Variable, stretch: Stretch, { sheet, text }: { sheet: Sheet; text: string }): Bound {
  const { start, end } = offsets(stretch, sheet);
  const before = sheet.tokens[stretch.from - 1];
  const from = name.startsWith('$...') && end > start && before ? before.end : start;
  return { start: from, end, text: text.slice(from, end) };
}

/** An empty stretch stands where the token after it begins. */
function offsets({ from, to }: Stretch, { tokens }: Sheet): { start: number; end: number } {
  const start = tokens[from]?.start ?? tokens[tokens.length - 1]?.end ?? 0;
  return { start, end: to < from ? start : (tokens[to]?.end ?? start) };
}
