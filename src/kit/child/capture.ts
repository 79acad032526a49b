/** What a child printed: its first and last bytes in bounded memory, and a form that is safe to show. */

/** Keeps the start and the end of an output of any size; V8 says why it died at the end, tools at the start. */
export class Capture {
  readonly #half: number;
  #head: Buffer[] = [];
  #headBytes = 0;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #total = 0;

  constructor(cap = 65_536) {
    this.#half = Math.max(1, cap >> 1);
  }

  /** How many bytes were printed, kept or not. */
  get total(): number {
    return this.#total;
  }

  get truncated(): boolean {
    return this.#total > this.#headBytes + this.#tailBytes;
  }

  write(chunk: Buffer): void {
    this.#total += chunk.length;
    const room = this.#half - this.#headBytes;
    // Copies, so that a small rest does not keep a whole chunk alive.
    if (room > 0) {
      this.#head.push(Buffer.from(chunk.subarray(0, room)));
      this.#headBytes += this.#head.at(-1)?.length ?? 0;
    }
    const rest = chunk.subarray(Math.max(0, room));
    if (rest.length === 0) return;
    this.#tail.push(Buffer.from(rest.subarray(-this.#half)));
    this.#tailBytes += this.#tail.at(-1)?.length ?? 0;
    if (this.#tailBytes > 2 * this.#half) this.#trim();
  }

  /** The kept bytes; start and end adjoin when nothing was left out. */
  bytes(): Buffer {
    this.#trim();
    return Buffer.concat([...this.#head, ...this.#tail]);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  #trim(): void {
    if (this.#tailBytes <= this.#half) return;
    const joined = Buffer.concat(this.#tail);
    this.#tail = [Buffer.from(joined.subarray(-this.#half))];
    this.#tailBytes = this.#half;
  }
}

/**
 * Untrusted output as part of one line of a message: control and invisible characters are escaped (no ANSI, no
 * OSC 8, no bidi), and nothing in it is a workflow command. Of a long one the end stays, which says why a process
 * died, or the start, which is where an error has its message.
 */
export function quote(output: string, keep: 'start' | 'end' = 'end'): string {
  const line = output
    .split(/[\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' / ');
  const shown =
    line.length <= QUOTED ? line : keep === 'end' ? `…${line.slice(-QUOTED)}` : `${line.slice(0, QUOTED)}…`;
  return shown.replace(UNSAFE, escape).replace(/::/g, ':\\u{3a}').replace(/##\[/g, '#\\u{23}[');
}

const QUOTED = 300;
// Cc, Cf (bidi controls, zero width, tags), line and paragraph separators, lone surrogates, private use, and
// what the decoder put for bytes that are not UTF-8.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

function escape(unit: string): string {
  return `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`;
}
