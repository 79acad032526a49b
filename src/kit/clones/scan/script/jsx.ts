/** Elements among the code: tags and text, so that neither apostrophes nor braces of it derail the brackets. */
import { KIND } from '../../tokens.ts';
import { BYTE_HASH, CLASS, CLASS_OF, FNV_PRIME, FNV_START, hashOf, IN_WORD } from '../bytes.ts';
import { blockComment, BRACE, lineComment, open, space, spanning } from '../lexemes.ts';
import { CODE, SHAPE, type Tape } from '../tape.ts';

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const END = hashOf('</');
const SELF_END = hashOf('/>');
/** Words behind `<` that make it the start of types. */
const TYPE_WORDS = new Set(['const', 'keyof', 'typeof', 'readonly', 'unique'].map(hashOf));
const EXTENDS = hashOf('extends');
/** Longer than the type arguments of components are, in bytes. */
const FAR = 200;

export class JsxReader {
  readonly #tape: Tape;
  /** Where the last `</name` of each name is, by the hash of the name. */
  #ends: Map<number, number> | undefined;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  /**
   * Whether the `<` at `at`, where a value is due, opens an element and no type parameters: attributes follow,
   * or it closes itself, or its end is to be found further on.
   */
  opens(): boolean {
    const { bytes, size } = this.#tape;
    const start = this.#tape.at + 1;
    const name = this.#name(start);
    if (name.end === start) return bytes[start] === GREATER && this.#endsAfter(name.hash, start);
    if (CLASS_OF[bytes[start] ?? 0] !== CLASS.letter || TYPE_WORDS.has(name.hash)) return false;
    let at = this.#typesEnd(name.end);
    for (let of = CLASS_OF[bytes[at] ?? 0]; at < size && (of === CLASS.space || of === CLASS.line);)
      of = CLASS_OF[bytes[++at] ?? 0];
    const byte = bytes[at] ?? 0;
    if (byte === SLASH) return bytes[at + 1] !== 42 || this.#endsAfter(name.hash, at);
    if (byte === BRACE) return true;
    if (byte === GREATER) return this.#endsAfter(name.hash, at);
    return at > name.end && CLASS_OF[byte] === CLASS.letter && this.#name(at).hash !== EXTENDS;
  }

  /** Reads `<` and the name behind it. */
  openTag(): void {
    const tape = this.#tape;
    tape.from = tape.at++;
    tape.push(KIND.punctuation, BYTE_HASH[LESS] ?? 0, CODE.operator);
    tape.open(SHAPE.tag);
    this.#take(KIND.call);
    const end = this.#typesEnd(tape.at);
    if (end === tape.at) return;
    tape.from = tape.at;
    tape.at = end;
    tape.push(KIND.type, hashBetween(tape.bytes, tape.from, end), CODE.none);
  }

  /** Behind `<Type>` after the name of a component, if there is one on this line; else the place itself. */
  #typesEnd(from: number): number {
    const { bytes } = this.#tape;
    if (bytes[from] !== LESS) return from;
    let deep = 1;
    let at = from + 1;
    for (; deep > 0; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 32 || byte === BRACE || byte === 61 || at - from > FAR) return from;
      if (byte === LESS) deep++;
      if (byte === GREATER) deep--;
    }
    return at;
  }

  /** Reads on in a tag or an element; whether what is read now is a value. */
  read(): boolean {
    if (this.#tape.shape === SHAPE.tag) return this.#inTag();
    return this.#inElement();
  }

  #inTag(): boolean {
    const tape = this.#tape;
    if (space(tape)) return false;
    const { bytes, at } = tape;
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1] ?? 0;
    if (byte === SLASH && next === GREATER) return this.#end(at + 2, SELF_END);
    if (byte === SLASH && next === SLASH) lineComment(tape);
    else if (byte === SLASH && next === 42) blockComment(tape);
    else if (byte === BRACE) open(tape, SHAPE.slot);
    else if (byte === 34 || byte === 39) spanning(tape, byte, { width: 1, escapes: false });
    else if (byte === LESS) this.openTag();
    else if (CLASS_OF[byte] === CLASS.letter || CLASS_OF[byte] === CLASS.digit) this.#take(KIND.property);
    else if (CLASS_OF[byte] === CLASS.close || byte === 59 || byte === 44) tape.drop();
    else {
      tape.from = tape.at++;
      tape.push(KIND.punctuation, BYTE_HASH[byte] ?? 0, CODE.operator);
      if (byte === GREATER) tape.reshape(SHAPE.element);
    }
    return false;
  }

  #inElement(): boolean {
    const tape = this.#tape;
    const { bytes, at } = tape;
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === BRACE) open(tape, SHAPE.slot);
    else if (bytes[at] === LESS && next === SLASH) {
      let end = this.#name(at + 2).end;
      while (end < tape.size && CLASS_OF[bytes[end] ?? 0] === CLASS.space) end++;
      return this.#end(bytes[end] === GREATER ? end + 1 : end, END);
    } else if (bytes[at] === LESS && (next === GREATER || CLASS_OF[next] === CLASS.letter)) this.openTag();
    else if (!space(tape)) this.#text();
    return false;
  }

  /** Ends the innermost element with a token up to `end`. */
  #end(end: number, hash: number): boolean {
    const tape = this.#tape;
    const { opener } = tape;
    tape.from = tape.at;
    tape.at = end;
    tape.push(KIND.punctuation, hash, CODE.tagEnd);
    tape.join(opener, tape.count - 1);
    tape.drop();
    return true;
  }

  /** Text between tags; white space within it counts as one space, as it does on the page. */
  #text(): void {
    const tape = this.#tape;
    const { bytes, size } = tape;
    tape.from = tape.at;
    let [at, rows, end] = [tape.at, 0, tape.at];
    let hash = FNV_START;
    do {
      const of = CLASS_OF[bytes[at] ?? 0];
      if (of === CLASS.line) rows++;
      if (of !== CLASS.space && of !== CLASS.line) {
        if (end < at) hash = Math.imul(hash ^ 32, FNV_PRIME);
        hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
        end = at + 1;
      }
      at++;
    } while (at < size && bytes[at] !== LESS && bytes[at] !== BRACE);
    tape.at = end;
    tape.push(KIND.string, hash, CODE.none);
    tape.at = at;
    tape.row += rows;
  }

  /** Reads a name as one token; nothing when there is none. */
  #take(kind: number): void {
    const tape = this.#tape;
    const { end, hash } = this.#name(tape.at);
    if (end === tape.at) return;
    tape.from = tape.at;
    tape.at = end;
    tape.push(kind, hash, CODE.none);
  }

  /** A name of a tag or an attribute: with dots, dashes and colons. */
  #name(from: number): { end: number; hash: number } {
    const { bytes } = this.#tape;
    let end = from;
    let hash = FNV_START;
    for (let byte = bytes[end] ?? 0; IN_WORD[byte] === 1 || byte === 45 || byte === 46 || byte === 58;) {
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      byte = bytes[++end] ?? 0;
    }
    return { end, hash };
  }

  #endsAfter(hash: number, at: number): boolean {
    this.#ends ??= this.#findEnds();
    return (this.#ends.get(hash) ?? -1) > at;
  }

  #findEnds(): Map<number, number> {
    const ends = new Map<number, number>();
    const { bytes, size } = this.#tape;
    for (let at = bytes.indexOf(LESS); at >= 0 && at < size; at = bytes.indexOf(LESS, at + 1)) {
      if (bytes[at + 1] === SLASH) ends.set(this.#name(at + 2).hash, at);
    }
    return ends;
  }
}

function hashBetween(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_START;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
  return hash;
}
