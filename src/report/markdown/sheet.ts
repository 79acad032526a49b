/** A Markdown text of bounded length: what finds no room is counted. */
import { counted } from '../words.ts';

/** Bytes: a comment may have 65,536 characters, a check run's summary 65,535 (contracts: comment body, check run). */
export const COMMENT_LIMIT = 60_000;

export class Sheet {
  readonly #blocks: string[] = [];
  #room: number;

  /** At most so many bytes, whatever a limit of GitHub's counts. */
  constructor(limit: number) {
    this.#room = limit;
  }

  /** Adds a block, if there is room for it. */
  add(block: string): void {
    const size = Buffer.byteLength(block) + 2;
    if (block === '' || size > this.#room) return;
    this.#blocks.push(block);
    this.#room -= size;
  }

  /** Adds as many lines as find room between `open` and `close`, and counts the others. */
  addLines({ open, lines, close, most }: Lines): void {
    if (lines.length === 0) return;
    const frame = Buffer.byteLength(open + close) + 100;
    const kept: string[] = [];
    let used = frame;
    for (const line of lines.slice(0, most)) {
      used += Buffer.byteLength(line) + 1;
      if (used > this.#room) break;
      kept.push(line);
    }
    const left = lines.length - kept.length;
    const rest = left === 0 ? '' : `\n\n${counted(left, 'more', 'more')} not shown.`;
    this.add(`${open}${kept.join('\n')}${rest}${close}`);
  }

  /** Adds a fold with a list in it. */
  addFold(summary: string, items: readonly string[]): void {
    const open = `<details><summary>${summary}</summary>\n\n`;
    this.addLines({ open, lines: items.map((item) => `- ${item}`), close: '\n\n</details>', most: 50 });
  }

  toString(): string {
    return `${this.#blocks.join('\n\n')}\n`;
  }
}

interface Lines {
  readonly open: string;
  readonly lines: readonly string[];
  readonly close: string;
  readonly most: number;
}
