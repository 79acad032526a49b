/** Looks for clones in texts and prints what was found, so that expectations read like code. */
import type { Clone, Difference, Read, Side } from '../../../../src/kit/clones/clone.ts';
import { type Asked, findClones, type Found } from '../../../../src/kit/clones/find.ts';
import { recordOf } from '../../../../src/kit/clones/record.ts';
import { scan } from '../../../../src/kit/clones/scan.ts';
import type { CloneLanguage } from '../../../../src/kit/clones/tokens.ts';

const LANGUAGE: Record<string, CloneLanguage> = { ts: 'script', py: 'python', java: 'java', go: 'go' };

export function readText(text: string, language: CloneLanguage = 'script'): Read {
  const bytes = Buffer.from(text);
  return { bytes, scan: scan(bytes, language) };
}

export class Corpus {
  readonly names: string[];
  readonly files: Read[];

  constructor(texts: Record<string, string>) {
    this.names = Object.keys(texts);
    this.files = Object.entries(texts).map(([name, text]) =>
      readText(text, LANGUAGE[name.split('.').at(-1) ?? ''] ?? 'script'),
    );
  }

  /** By name what is asked; without it everything is. */
  async find(asked?: Record<string, Asked | 'all'>, records?: readonly Int32Array[]): Promise<Found> {
    const sources = this.files.map((file, id) => ({
      id,
      language: file.scan.language,
      record: records?.[id] ?? recordOf(file),
    }));
    return findClones({
      sources,
      asked: new Map(
        asked === undefined
          ? sources.map(({ id }) => [id, 'all'])
          : Object.entries(asked).map(([name, question]) => [this.names.indexOf(name), question]),
      ),
      read: async (id) => this.files[id] ?? null,
    });
  }

  /** `kind a.ts:1-9 b.ts:1-9` */
  async said(asked?: Record<string, Asked | 'all'>): Promise<string[]> {
    const { clones } = await this.find(asked);
    return clones.map(({ kind, left, right }) => `${kind} ${this.place(left)} ${this.place(right)}`);
  }

  place({ source, startLine, endLine }: Side): string {
    return `${this.names[source]}:${startLine}-${endLine}`;
  }

  /** `variable list→items` */
  differences({ left, right, differences }: Clone): string[] {
    return differences.map(
      (one) => `${one.kind} ${this.#text(left.source, one.left)}→${this.#text(right.source, one.right)}`,
    );
  }

  #text(source: number, { start, end }: Difference['left']): string {
    const { bytes, scan } = this.files[source] as Read;
    if (start === end) return '';
    return Buffer.from(bytes)
      .toString('utf8', scan.tokens.start[start], scan.tokens.end[end - 1])
      .replaceAll(/\s+/g, ' ');
  }
}
