/** Tokens under construction: growable arrays, the brackets that are open, and the place in the bytes. */
import { KIND } from '../tokens.ts';
import { BYTE_HASH } from './bytes.ts';

/** What a token is to those who look for units: a punctuation character, a word of the language, or neither. */
// prettier-ignore
export const CODE = { none: 0, arrow: 1, ellipsis: 2, operator: 3, indent: 4, dedent: 5, newline: 6, tagEnd: 7, word: 128 };

/** What an open bracket holds. The ones from `block` on are closed by a brace. */
export const SHAPE = {
  group: 0,
  tag: 1,
  element: 2,
  block: 3,
  value: 4,
  template: 5,
  slot: 6,
} as const;

const COMMA = 44;
/** More than any reader looks ahead: the bytes end in that many NULs, so that none needs to ask where they end. */
const PADDING = 8;

export class Tape {
  readonly bytes: Uint8Array;
  readonly size: number;
  /** The next byte to read, and the line that it is on. */
  at = 0;
  row = 1;
  /** Where the token starts that is being read. */
  from = 0;

  count = 0;
  hash: Int32Array;
  kind: Uint8Array;
  line: Int32Array;
  start: Int32Array;
  end: Int32Array;
  code: Uint8Array;
  /** The other bracket of a pair, or -1. */
  pair: Int32Array;
  /** 1 where a semicolon was left out before the token. */
  broken: Uint8Array;
  #broke = 0;
  #capacity: number;

  depth = 0;
  #braces = 0;
  #opened = new Int32Array(64);
  #shapes = new Uint8Array(64);

  constructor(bytes: Uint8Array) {
    this.size = bytes.length;
    this.bytes = new Uint8Array(bytes.length + PADDING);
    this.bytes.set(bytes);
    this.#capacity = (bytes.length >> 2) + 64;
    this.hash = new Int32Array(this.#capacity);
    this.kind = new Uint8Array(this.#capacity);
    this.line = new Int32Array(this.#capacity);
    this.start = new Int32Array(this.#capacity);
    this.end = new Int32Array(this.#capacity);
    this.code = new Uint8Array(this.#capacity);
    this.pair = new Int32Array(this.#capacity);
    this.broken = new Uint8Array(this.#capacity);
  }

  /** Adds the token from `from` to `at`, which starts on the line `row`. */
  push(kind: number, hash: number, code: number): void {
    const n = this.count;
    if (n === this.#capacity) this.#grow();
    this.hash[n] = hash;
    this.kind[n] = kind;
    this.line[n] = this.row;
    this.start[n] = this.from;
    this.end[n] = this.at;
    this.code[n] = code;
    this.pair[n] = -1;
    this.broken[n] = this.#broke;
    this.#broke = 0;
    this.count = n + 1;
  }

  /** The code of the last token. */
  get last(): number {
    return this.count === 0 ? CODE.none : (this.code[this.count - 1] ?? 0);
  }

  /** Leaves a semicolon out. */
  break(): void {
    this.#broke = 1;
  }

  /** What holds the place that is read; a group where nothing does. */
  get shape(): number {
    return this.depth === 0 ? SHAPE.group : (this.#shapes[this.depth - 1] ?? 0);
  }

  /** The token that opened the innermost bracket. */
  get opener(): number {
    return this.depth === 0 ? -1 : (this.#opened[this.depth - 1] ?? -1);
  }

  /** Remembers that the last token opens a bracket. */
  open(shape: number): void {
    if (this.depth === this.#opened.length) {
      this.#opened = grown(this.#opened, new Int32Array(this.depth * 2));
      this.#shapes = grown(this.#shapes, new Uint8Array(this.depth * 2));
    }
    this.#opened[this.depth] = this.count - 1;
    this.#shapes[this.depth] = shape;
    this.depth++;
    if (shape >= SHAPE.block) this.#braces++;
  }

  /** Turns the innermost bracket into another shape. */
  reshape(shape: number): void {
    this.#shapes[this.depth - 1] = shape;
  }

  /** Closes the innermost bracket whatever it is, without a pair. */
  drop(): void {
    this.depth--;
    if ((this.#shapes[this.depth] ?? 0) >= SHAPE.block) this.#braces--;
  }

  /**
   * Adds a closing bracket that stands at `at`; a comma before it goes. Braces are believed: a `}` closes what
   * was left open inside of it, another bracket closes nothing beyond a brace. What it closed, or -1.
   */
  close(byte: number): number {
    if (this.last === COMMA) this.count--;
    const brace = byte === 125;
    let shape = -1;
    let opener = -1;
    while (brace && this.#braces > 0 && this.shape < SHAPE.block) this.drop();
    if (this.depth > 0 && brace === this.shape >= SHAPE.block) {
      [shape, opener] = [this.shape, this.opener];
      this.drop();
    }
    this.from = this.at++;
    this.push(KIND.punctuation, BYTE_HASH[byte] ?? 0, byte);
    if (opener >= 0) this.join(opener, this.count - 1);
    return shape;
  }

  /** Makes two tokens a pair. */
  join(opener: number, closer: number): void {
    this.pair[opener] = closer;
    this.pair[closer] = opener;
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    this.hash = grown(this.hash, new Int32Array(capacity));
    this.kind = grown(this.kind, new Uint8Array(capacity));
    this.line = grown(this.line, new Int32Array(capacity));
    this.start = grown(this.start, new Int32Array(capacity));
    this.end = grown(this.end, new Int32Array(capacity));
    this.code = grown(this.code, new Uint8Array(capacity));
    this.pair = grown(this.pair, new Int32Array(capacity));
    this.broken = grown(this.broken, new Uint8Array(capacity));
    this.#capacity = capacity;
  }
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
