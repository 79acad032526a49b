/** Finds the pieces of a pattern in a sheet: the shortest stretch from each place where they begin. */
import { TooLong } from '../too-long.ts';
import type { Variable } from '../rule.ts';
import type { Piece, Pieces } from './pattern.ts';
import type { Sheet, Token } from './tokens.ts';

/** Tokens, both ends included; a gap that skipped nothing ends before it starts. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** More than any rule needs on files that people write; what goes beyond is ended. */
const STEPS = 2_000_000;

export class Search {
  readonly #pattern: Pieces;
  readonly #sheet: Sheet;
  readonly #lines: number;
  /** Where the tokens end that belong to the block of the first one. */
  #limit = 0;
  #steps = 0;
  /** Dead ends of this block, where they hang on nothing that was met before. */
  #failed = new Set<number>();
  #places: number[] = [];
  bound = new Map<Variable, Stretch>();

  /** `lines` is how many line ends a gap may skip. */
  constructor(pattern: Pieces, sheet: Sheet, lines: number) {
    this.#pattern = pattern;
    this.#sheet = sheet;
    this.#lines = lines;
  }

  /** The last token of a match that begins at a token; undefined for none. Throws TooLong. */
  from(start: number): number | undefined {
    const limit = this.#sheet.limits[start] as number;
    if (limit !== this.#limit) this.#failed = new Set();
    this.#limit = limit;
    this.#places = [];
    this.bound = new Map();
    return this.#match(0, start);
  }

  /** The first token from `at` on that a piece may begin with; behind the last one there is none. */
  next(piece: number, at: number): number {
    if (++this.#steps > STEPS) throw new TooLong();
    const wanted = this.#pattern.pieces[piece];
    if (wanted?.kind !== 'word') return at;
    const places = this.#sheet.places.get(wanted.text) ?? [];
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return places[low] ?? Infinity;
  }

  #match(piece: number, at: number): number | undefined {
    const { pieces, free } = this.#pattern;
    const wanted = pieces[piece];
    if (!wanted) return at - 1;
    const state = piece * (this.#sheet.tokens.length + 1) + at;
    if (free && this.#failed.has(state)) return undefined;
    if (++this.#steps > STEPS) throw new TooLong();
    const end = wanted.kind === 'gap' ? this.#gap(wanted, piece, at) : this.#single(wanted, piece, at);
    if (end === undefined && free) this.#failed.add(state);
    return end;
  }

  #single(wanted: Exclude<Piece, { kind: 'gap' }>, piece: number, at: number): number | undefined {
    const token = this.#sheet.tokens[at];
    if (!token || at >= this.#limit || !this.#closes(piece, at)) return undefined;
    this.#places[piece] = at;
    if (wanted.kind === 'word')
      return token.text === wanted.text ? this.#match(piece + 1, at + 1) : undefined;
    return /^\w/.test(token.text) ? this.#binding(wanted.name, { from: at, to: at }, piece) : undefined;
  }

  /** Nothing at first, then a token more each time; at the end of a pattern it takes all that it may. */
  #gap({ name, spans }: Extract<Piece, { kind: 'gap' }>, piece: number, at: number): number | undefined {
    const { tokens } = this.#sheet;
    const line = (tokens[at - 1] ?? tokens[at])?.line ?? 0;
    const last = line + this.#lines * spans;
    let end = at;
    if (piece === this.#pattern.pieces.length - 1) {
      while (end < this.#limit && (tokens[end] as Token).line <= last) end++;
      return name === undefined ? end - 1 : this.#binding(name, { from: at, to: end - 1 }, piece);
    }
    for (end = this.next(piece + 1, at); end <= this.#limit; end = this.next(piece + 1, end + 1)) {
      if ((tokens[end]?.line ?? last) > last) return undefined;
      const stretch = { from: at, to: end - 1 };
      const found = name === undefined ? this.#match(piece + 1, end) : this.#binding(name, stretch, piece);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A closing bracket closes what the pattern's opening one met, where that is closed on its line. */
  #closes(piece: number, at: number): boolean {
    const opener = this.#pattern.openers.get(piece);
    if (opener === undefined) return true;
    const partner = this.#sheet.partners.get(this.#places[opener] as number);
    return partner === undefined || partner === at;
  }

  #binding(name: Variable, stretch: Stretch, piece: number): number | undefined {
    const known = this.bound.get(name);
    if (known) return this.#says(known, stretch) ? this.#match(piece + 1, stretch.to + 1) : undefined;
    this.bound.set(name, stretch);
    const end = this.#match(piece + 1, stretch.to + 1);
    if (end === undefined) this.bound.delete(name);
    return end;
  }

  #says(known: Stretch, stretch: Stretch): boolean {
    const { tokens } = this.#sheet;
    const length = known.to - known.from;
    if (stretch.to - stretch.from !== length) return false;
    for (let at = 0; at <= length; at++) {
      if (tokens[known.from + at]?.text !== tokens[stretch.from + at]?.text) return false;
    }
    return true;
  }
}
