/** What a module lets others reach: `export`, `export { … }`, `module.exports`, `exports.x`. */
import { isName } from '../draft.ts';
import { hashOf } from '../bytes.ts';
import { BRACE, DOT } from '../lexemes.ts';
import type { Tape } from '../tape.ts';
import { DEFAULT, EXPORT } from './words.ts';

const EQUALS = 61;
const MODULE = hashOf('module');
const EXPORTS = hashOf('exports');
const FROM = hashOf('from');

export class Exports {
  readonly #tape: Tape;
  /** Hashes of the names that are exported elsewhere than where they are declared. */
  readonly #names = new Set<number>();
  /** Where the objects start and end that are exported whole. */
  readonly #objects: { readonly start: number; readonly end: number }[] = [];
  /** How many of them end before the place that is asked about; places are asked about in order. */
  #passed = 0;

  constructor(tape: Tape) {
    this.#tape = tape;
    for (let at = 0; at < tape.count; at++) {
      if (tape.code[at] === EXPORT) this.#list(at + 1);
      else if (tape.code[at] === EQUALS && tape.hash[at - 1] === EXPORTS) this.#assigned(at + 1);
    }
  }

  /** Whether a function or class at the top of the file can be reached from others. */
  has({ name, start, head }: { name: number; start: number; head: number }): boolean {
    const tape = this.#tape;
    for (let at = start; at <= head; at++) {
      if (tape.code[at] === EXPORT || tape.hash[at] === EXPORTS) return true;
    }
    if (tape.code[start - 1] === EQUALS && tape.hash[start - 2] === EXPORTS) return true;
    return name >= 0 && (this.#names.has(tape.hash[name] ?? 0) || this.#holds(start));
  }

  /** `export { a, b as c }` and `export default a`. */
  #list(from: number): void {
    const tape = this.#tape;
    const end = tape.pair[from] ?? -1;
    if (tape.code[from] === DEFAULT && isName(tape, from + 1)) this.#names.add(tape.hash[from + 1] ?? 0);
    if (tape.code[from] === BRACE && tape.hash[end + 1] !== FROM) this.#namesIn(from + 1, end);
  }

  /** `module.exports = a` and `module.exports = { a, b }`. */
  #assigned(from: number): void {
    const tape = this.#tape;
    if (tape.code[from - 3] === DOT && tape.hash[from - 4] !== MODULE) return;
    const end = tape.pair[from] ?? -1;
    if (isName(tape, from)) this.#names.add(tape.hash[from] ?? 0);
    if (tape.code[from] !== BRACE || end < from) return;
    this.#namesIn(from + 1, end);
    if (from > (this.#objects.at(-1)?.end ?? -1)) this.#objects.push({ start: from, end });
  }

  #namesIn(from: number, end: number): void {
    const tape = this.#tape;
    for (let at = from; at < end; at++) {
      const pair = tape.pair[at] ?? -1;
      if (isName(tape, at)) this.#names.add(tape.hash[at] ?? 0);
      else if (pair > at) at = pair;
    }
  }

  #holds(token: number): boolean {
    while (token > (this.#objects[this.#passed]?.end ?? Infinity)) this.#passed++;
    return token > (this.#objects[this.#passed]?.start ?? Infinity);
  }
}
