/** Tokens of JavaScript and TypeScript, JSX too. */
import { KIND } from '../../tokens.ts';
import { BYTE_HASH, CLASS, CLASS_OF, FNV_PRIME, FNV_START } from '../bytes.ts';
import {
  blockComment,
  BRACE,
  calls,
  DOT,
  lineComment,
  number,
  open,
  operator,
  quoted,
  word,
} from '../lexemes.ts';
import { CODE, SHAPE, type Tape } from '../tape.ts';
import { JsxReader } from './jsx.ts';
import { AWAIT, BLOCKS, CONTROL, VALUES, WORDS } from './words.ts';

const SLASH = 47;
const BACKTICK = 96;
const DOLLAR_BRACE = hashOfTwo(36, BRACE);

export function readScript(tape: Tape): void {
  new ScriptReader(tape).read();
}

class ScriptReader {
  readonly #tape: Tape;
  readonly #jsx: JsxReader;
  /** Whether what was read last is a value: then `/` divides and `<` compares. */
  #operand = false;
  /** No regular expression that starts before this offset ends on its line. */
  #plain = 0;

  constructor(tape: Tape) {
    this.#tape = tape;
    this.#jsx = new JsxReader(tape);
  }

  read(): void {
    const tape = this.#tape;
    if (tape.bytes[0] === 35 && tape.bytes[1] === 33) lineComment(tape);
    while (tape.at < tape.size) {
      const { shape } = tape;
      if (shape === SHAPE.tag || shape === SHAPE.element) this.#operand = this.#jsx.read();
      else this.#code(tape.bytes[tape.at] ?? 0);
    }
  }

  #code(byte: number): void {
    const tape = this.#tape;
    switch (CLASS_OF[byte]) {
      case CLASS.space:
        tape.at++;
        break;
      case CLASS.line:
        tape.at++;
        tape.row++;
        break;
      case CLASS.letter:
        this.#word();
        break;
      case CLASS.digit:
        number(tape);
        this.#operand = true;
        break;
      case CLASS.open:
        open(tape, this.#opensBlock() ? SHAPE.block : SHAPE.value);
        this.#operand = false;
        break;
      case CLASS.close:
        this.#close(byte);
        break;
      default:
        this.#mark(byte);
    }
  }

  #word(): void {
    const code = word(this.#tape, WORDS);
    this.#operand = code === CODE.none || VALUES.has(code);
  }

  /** Whether a brace here opens statements, not an object. */
  #opensBlock(): boolean {
    const { last } = this.#tape;
    return (
      this.#operand ||
      last === CODE.none ||
      last === CODE.arrow ||
      last === BRACE ||
      last === 125 ||
      BLOCKS.has(last)
    );
  }

  #close(byte: number): void {
    const tape = this.#tape;
    const shape = tape.close(byte);
    if (byte === 41) {
      const before = (tape.pair[tape.count - 1] ?? -1) - 1;
      const code = before < 0 ? 0 : (tape.code[before] ?? 0);
      this.#operand = !CONTROL.has(code) && code !== AWAIT;
    } else {
      this.#operand = shape !== SHAPE.block;
    }
    if (shape === SHAPE.template) this.#chunk(tape.at);
  }

  #mark(byte: number): void {
    const tape = this.#tape;
    const next = tape.bytes[tape.at + 1] ?? 0;
    switch (byte) {
      case 59: // ;
        tape.at++;
        tape.break();
        this.#operand = false;
        return;
      case 34: // "
      case 39: // '
        quoted(tape, 34);
        this.#operand = true;
        return;
      case BACKTICK:
        if (this.#operand) calls(tape);
        this.#chunk(tape.at + 1);
        return;
      case SLASH:
        if (next === SLASH) lineComment(tape);
        else if (next === 42) blockComment(tape);
        else this.#slash();
        return;
      case 60: // <
        if (!this.#operand && this.#jsx.opens()) this.#jsx.openTag();
        else this.#operator();
        return;
      case 35: // #
        if (CLASS_OF[next] === CLASS.letter) this.#word();
        else this.#operator();
        return;
      case DOT:
        if (CLASS_OF[next] === CLASS.digit) {
          number(tape);
          this.#operand = true;
          return;
        }
    }
    this.#operator();
  }

  #operator(): void {
    const tape = this.#tape;
    const { bytes, at } = tape;
    const [byte, next] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    // `?.` reads as `.`
    if (byte === 63 && next === DOT && CLASS_OF[bytes[at + 2] ?? 0] !== CLASS.digit) {
      tape.from = at;
      tape.at += 2;
      tape.push(KIND.punctuation, BYTE_HASH[DOT] ?? 0, DOT);
      this.#operand = false;
      return;
    }
    operator(tape);
    // `x++`, `x!` are values as `x` is; `++x`, `!x` are still to come.
    const width = tape.at - at;
    const keeps =
      (byte === 33 && width === 1) || ((byte === 43 || byte === 45) && width === 2 && next === byte);
    if (!keeps) this.#operand = false;
  }

  /** A division or a regular expression. */
  #slash(): void {
    const tape = this.#tape;
    const { at } = tape;
    if (this.#operand || at < this.#plain || !this.#pattern()) this.#operator();
    else this.#operand = true;
  }

  /** Reads a regular expression, if there is the end of one on this line. */
  #pattern(): boolean {
    const tape = this.#tape;
    const { bytes, size } = tape;
    let at = tape.at;
    let inSet = false;
    let hash = FNV_START;
    for (let byte = SLASH; byte !== SLASH || inSet || at === tape.at;) {
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      if (byte === 92) hash = Math.imul(hash ^ (bytes[++at] ?? 0), FNV_PRIME);
      else if (byte === 91) inSet = true;
      else if (byte === 93) inSet = false;
      byte = bytes[++at] ?? 0;
      if (byte === 10 || at >= size) {
        this.#plain = at;
        return false;
      }
    }
    do {
      hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
      at++;
    } while (CLASS_OF[bytes[at] ?? 0] === CLASS.letter);
    tape.from = tape.at;
    tape.at = at;
    tape.push(KIND.string, hash, CODE.none);
    return true;
  }

  /** Text of a template up to the next `${` or its end; `at` is where to look from. */
  #chunk(from: number): void {
    const tape = this.#tape;
    const { bytes, size } = tape;
    let at = from;
    let hash = from > tape.at ? (BYTE_HASH[BACKTICK] ?? 0) : FNV_START;
    let rows = 0;
    let byte = bytes[at] ?? 0;
    while (at < size && byte !== BACKTICK && !(byte === 36 && bytes[at + 1] === BRACE)) {
      hash = Math.imul(hash ^ byte, FNV_PRIME);
      if (byte === 92 && at + 1 < size) {
        byte = bytes[++at] ?? 0;
        hash = Math.imul(hash ^ byte, FNV_PRIME);
      }
      if (byte === 10) rows++;
      byte = bytes[++at] ?? 0;
    }
    const ends = at >= size || byte === BACKTICK;
    if (at < size && ends) hash = Math.imul(hash ^ bytes[at++]!, FNV_PRIME);
    tape.from = tape.at;
    tape.at = at;
    if (at > tape.from) tape.push(KIND.string, hash, CODE.none);
    tape.row += rows;
    this.#operand = ends;
    if (ends) return;
    tape.from = at;
    tape.at = at + 2;
    tape.push(KIND.punctuation, DOLLAR_BRACE, CODE.operator);
    tape.open(SHAPE.template);
  }
}

function hashOfTwo(first: number, second: number): number {
  return Math.imul((BYTE_HASH[first] ?? 0) ^ second, FNV_PRIME);
}
