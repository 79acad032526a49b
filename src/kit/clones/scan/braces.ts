/** Tokens of languages that look like C: what they share. */
import { CLASS, CLASS_OF } from './bytes.ts';
import { number, open, word } from './lexemes.ts';
import { SHAPE, type Tape } from './tape.ts';
import type { Words } from './words.ts';

/** Reads the tape; `mark` reads what begins with none of a name, a digit, a bracket. */
export function readBraces(tape: Tape, words: Words, mark: (tape: Tape, byte: number) => void): void {
  while (tape.at < tape.size) {
    const byte = tape.bytes[tape.at] ?? 0;
    switch (CLASS_OF[byte]) {
      case CLASS.space:
        tape.at++;
        break;
      case CLASS.line:
        tape.at++;
        tape.row++;
        break;
      case CLASS.letter:
        word(tape, words);
        break;
      case CLASS.digit:
        number(tape);
        break;
      case CLASS.open:
        open(tape, SHAPE.block);
        break;
      case CLASS.close:
        tape.close(byte);
        break;
      default:
        mark(tape, byte);
    }
  }
}
