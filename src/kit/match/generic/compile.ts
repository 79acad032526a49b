/** Patterns over text that no grammar reads: templates, markup, settings. */
import type { Bound } from '../match.ts';
import type { Variable } from '../rule.ts';
import { piecesOf, type Pieces } from './pattern.ts';
import { Search, type Stretch } from './search.ts';
import { sheetOf, type Sheet } from './tokens.ts';

export interface GenericPattern {
  /** All places, one for each beginning, from left to right. Throws TooLong. */
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
  const found: GenericFound[] = [];
  for (let start = search.next(0, 0); start < sheet.tokens.length; start = search.next(0, start + 1)) {
    const last = search.from(start);
    if (last === undefined || last < start) continue;
    const bindings = new Map(
      [...search.bound].map(([name, stretch]) => [name, boundTo(stretch, sheet, text)]),
    );
    found.push({ ...offsets({ from: start, to: last }, sheet), bindings });
  }
  return found;
}

let latest: { readonly text: string; readonly sheet: Sheet } | undefined;

/** Many patterns are asked about one text after another: the last one is kept. */
function sheetFor(text: string): Sheet {
  if (latest?.text !== text) latest = { text, sheet: sheetOf(text) };
  return latest.sheet;
}

function boundTo(stretch: Stretch, sheet: Sheet, text: string): Bound {
  const { start, end } = offsets(stretch, sheet);
  return { start, end, text: text.slice(start, end) };
}

/** An empty stretch stands where the token after it begins. */
function offsets({ from, to }: Stretch, { tokens }: Sheet): { start: number; end: number } {
  const start = tokens[from]?.start ?? tokens[tokens.length - 1]?.end ?? 0;
  return { start, end: to < from ? start : (tokens[to]?.end ?? start) };
}
