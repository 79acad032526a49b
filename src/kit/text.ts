/** Source text out of bytes, and places in it: one coordinate system for git, ESLint, tree-sitter and SARIF. */
import { isUtf8 } from 'node:buffer';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'unknown-8bit';

/** Decoded text without its byte order mark, and what is needed to write the same bytes again. */
export interface Text {
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
}

/**
 * Decodes a source file. A byte order mark decides; otherwise UTF-8, and bytes that are not UTF-8 read as
 * Latin-1, which loses nothing and keeps every line where git counts it. NUL bytes are text (git's `--text`).
 */
export function decode(bytes: Uint8Array): Text {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) {
    return { text: buffer.subarray(2).toString('utf16le'), encoding: 'utf-16le', bom: true };
  }
  if (buffer[0] === 0xfe && buffer[1] === 0xff) {
    return { text: swapped(buffer.subarray(2)).toString('utf16le'), encoding: 'utf-16be', bom: true };
  }
  if (!isUtf8(buffer)) return { text: buffer.toString('latin1'), encoding: 'unknown-8bit', bom: false };
  const bom = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  return { text: buffer.toString('utf8', bom ? 3 : 0), encoding: 'utf-8', bom };
}

/** The inverse of {@link decode}; null when the text has a character that the encoding cannot hold. */
export function encode({ text, encoding, bom }: Text): Buffer | null {
  if (encoding === 'unknown-8bit') {
    const bytes = Buffer.from(text, 'latin1');
    return bytes.toString('latin1') === text ? bytes : null;
  }
  if (encoding === 'utf-8') return Buffer.from(bom ? `\ufeff${text}` : text, 'utf8');
  const little = Buffer.from(bom ? `\ufeff${text}` : text, 'utf16le');
  return encoding === 'utf-16le' ? little : swapped(little);
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

/**
 * The lines of a text. Only LF ends a line, as for git: ESLint and JavaScript also count U+2028, U+2029 and a
 * lone CR, by which a change could push its findings off the lines that it added.
 */
export class Lines {
  readonly #starts: number[] = [0];
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** How many lines git counts: text after the last LF is a line, nothing after it is not. */
  get count(): number {
    return this.#starts.length - ((this.#starts.at(-1) ?? 0) === this.text.length ? 1 : 0);
  }

  /** 1-based line and column (UTF-16 units) of an offset; offsets outside the text are clipped. */
  position(offset: number): { line: number; column: number } {
    const clipped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clipped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clipped - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset of a 1-based line and column; clipped to the text. */
  offset(line: number, column: number): number {
    const start = this.#starts[Math.max(1, line) - 1] ?? this.text.length;
    return Math.min(start + Math.max(1, column) - 1, this.text.length);
  }

  /** The text of a 1-based line without its end (LF, CRLF); empty when there is no such line. */
  line(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return '';
    const next = this.#starts[line];
    const end = next === undefined ? this.text.length : next - 1;
    return this.text.slice(start, this.text[end - 1] === '\r' && end > start ? end - 1 : end);
  }
}
