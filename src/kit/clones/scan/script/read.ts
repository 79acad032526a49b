/** Tokens of JavaScript and TypeScript, JSX too. */
import { KIND } from '../../tokens.ts';
import { BYTE_HASH, CLASS, CLASS_OF } from '../bytes.ts';
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
import { chunk, pattern } from './literals.ts';
import { AWAIT, BLOCKS, CONTROL, VALUES, WORDS } from './words.ts';

const SLASH = 47;
const BACKTICK = 96;

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
    if (shape === SHAPE.template) this.#operand = chunk(tape, tape.at);
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
        this.#operand = chunk(tape, tape.at + 1);
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
    const end = this.#operand || tape.at < this.#plain ? 0 : pattern(tape);
    if (end > tape.at) this.#plain = end;
    if (end === tape.at) this.#operand = true;
    else this.#operator();
  }
}
