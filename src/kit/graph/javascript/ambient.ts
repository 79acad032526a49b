/** Modules that declaration files declare out of nothing: `declare module 'x'`, `declare module '*.svg'`. */
import type { Files } from '../files.ts';

const DECLARED = /\bdeclare\s{1,9}module\s{1,9}(['"])([^'"\n]{1,300})\1/g;
const MAX_FILES = 3_000;

export class Ambient {
  readonly #files: Files;
  #patterns: Promise<ReadonlySet<string>> | undefined;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether some declaration file of the tree declares the module, itself or by a pattern. */
  async declares(specifier: string): Promise<boolean> {
    this.#patterns ??= this.#read();
    const patterns = await this.#patterns;
    if (patterns.has(specifier)) return true;
    return [...patterns].some((pattern) => {
      const [head = '', tail] = pattern.split('*', 2);
      return tail !== undefined && specifier.startsWith(head) && specifier.endsWith(tail);
    });
  }

  async #read(): Promise<ReadonlySet<string>> {
    const paths = this.#files.entries.map(({ path }) => path).filter((path) => /\.d\.[cm]?ts$/.test(path));
    const texts = await Promise.all(paths.slice(0, MAX_FILES).map((path) => this.#files.text(path)));
    return new Set(
      texts
        .flatMap((text) => [...(text ?? '').matchAll(DECLARED)].map((match) => match[2] ?? ''))
        // It silences the compiler about every module there is, and provides none.
        .filter((pattern) => pattern !== '*'),
    );
  }
}
