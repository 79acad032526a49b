/** Tokens of Python, with the layout that stands for braces. */
import { KIND } from '../../tokens.ts';
import { CLASS, CLASS_OF, hashOf } from '../bytes.ts';
import { DOT, lineComment, number, open, operator, word } from '../lexemes.ts';
import { CODE, SHAPE, type Tape } from '../tape.ts';
import { isPrefix, string } from './strings.ts';
import { WORDS } from './words.ts';

const LF = 10;
const TAB = 9;
const FORM_FEED = 12;
const HASH = 35;
const BACKSLASH = 92;
const QUOTE = 34;
const NEWLINE = hashOf('NEWLINE');
const INDENT = hashOf('INDENT');
const DEDENT = hashOf('DEDENT');

export function readPython(tape: Tape): void {
  new PythonReader(tape).read();
}

class PythonReader {
  readonly #tape: Tape;
  /** The width of every open indentation, and the INDENT that opened it. */
  readonly #widths: number[] = [0];
  readonly #indents: number[] = [-1];
  #lineStarts = true;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  read(): void {
    const tape = this.#tape;
    while (tape.at < tape.size) {
      if (this.#lineStarts) this.#indentation();
      else this.#code(tape.bytes[tape.at] ?? 0);
    }
    tape.from = tape.size;
    this.#newline();
    this.#dedent(0);
  }

  #code(byte: number): void {
    const tape = this.#tape;
    switch (CLASS_OF[byte]) {
      case CLASS.space:
        tape.at++;
        break;
      case CLASS.line:
        tape.from = tape.at++;
        if (tape.depth === 0) this.#newline();
        this.#lineStarts = tape.depth === 0;
        tape.row++;
        break;
      case CLASS.letter:
        this.#word();
        break;
      case CLASS.digit:
        number(tape);
        break;
      case CLASS.open:
        open(tape, SHAPE.value);
        break;
      case CLASS.close:
        tape.close(byte);
        break;
      default:
        this.#mark(byte);
    }
  }

  #mark(byte: number): void {
    const tape = this.#tape;
    const { bytes, at } = tape;
    if (byte === HASH) lineComment(tape);
    else if (byte === QUOTE || byte === 39) string(tape, at);
    else if (byte === BACKSLASH) this.#continued();
    else if (byte === 59 && tape.depth === 0) {
      tape.from = tape.at++;
      this.#newline();
    } else if (byte === DOT && CLASS_OF[bytes[at + 1] ?? 0] === CLASS.digit && tape.last !== DOT)
      number(tape);
    else operator(tape);
  }

  /** A backslash before a line's end joins the lines. */
  #continued(): void {
    const tape = this.#tape;
    tape.at++;
    if (tape.bytes[tape.at] === 13) tape.at++;
    if (tape.bytes[tape.at] === LF) {
      tape.at++;
      tape.row++;
    }
  }

  /** A name, or the letters before a string. */
  #word(): void {
    const tape = this.#tape;
    const { bytes, at } = tape;
    let width = 1;
    while (width < 3 && CLASS_OF[bytes[at + width] ?? 0] === CLASS.letter) width++;
    const quote = bytes[at + width] ?? 0;
    if (quote === QUOTE || quote === 39) {
      if (bytes.subarray(at, at + width).every(isPrefix)) {
        string(tape, at + width);
        return;
      }
    }
    word(tape, WORDS);
  }

  /** Ends a statement, unless nothing stands on the line. One that is but a string documents, as a comment does. */
  #newline(): void {
    const tape = this.#tape;
    const alone = tape.count === 1 || tape.kind[tape.count - 2] === KIND.layout;
    if (alone && tape.kind[tape.count - 1] === KIND.string) tape.count--;
    if (tape.count > 0 && tape.kind[tape.count - 1] !== KIND.layout)
      tape.push(KIND.layout, NEWLINE, CODE.newline);
  }

  /** Measures the start of a line; lines without code have none. */
  #indentation(): void {
    const tape = this.#tape;
    const { bytes } = tape;
    let { at } = tape;
    let width = 0;
    for (
      let byte = bytes[at] ?? 0;
      CLASS_OF[byte] === CLASS.space && at < tape.size;
      byte = bytes[++at] ?? 0
    ) {
      width = byte === TAB ? (width | 7) + 1 : byte === FORM_FEED ? 0 : width + 1;
    }
    this.#lineStarts = false;
    tape.from = tape.at;
    tape.at = at;
    const byte = bytes[at] ?? 0;
    if (byte === LF || byte === HASH || at >= tape.size) return;
    if (width > (this.#widths.at(-1) ?? 0)) {
      tape.push(KIND.layout, INDENT, CODE.indent);
      this.#widths.push(width);
      this.#indents.push(tape.count - 1);
    } else {
      this.#dedent(width);
    }
  }

  #dedent(width: number): void {
    const tape = this.#tape;
    tape.from = tape.at;
    while (width < (this.#widths.at(-1) ?? 0)) {
      tape.push(KIND.layout, DEDENT, CODE.dedent);
      tape.join(this.#indents.pop() ?? 0, tape.count - 1);
      this.#widths.pop();
    }
  }
}
