/** Whether git would ignore a path: what is ignored may exist without being in the tree. */
import ignore, { type Ignore } from 'ignore';
import { directoriesUp, type Files } from './files.ts';

const MAX_IGNORE_CHARS = 100_000;

export class Ignored {
  readonly #files: Files;
  readonly #rules = new Map<string, Promise<Ignore | null>>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether a `.gitignore` of the tree covers the path; deeper files have the last word, as in git. */
  async covers(path: string): Promise<boolean> {
    if (path === '') return false;
    for (const directory of directoriesUp(path)) {
      const rules = await this.#rulesOf(directory);
      if (!rules) continue;
      const within = directory === '' ? path : path.slice(directory.length + 1);
      const { ignored, unignored } = rules.test(within);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  #rulesOf(directory: string): Promise<Ignore | null> {
    let rules = this.#rules.get(directory);
    if (!rules) this.#rules.set(directory, (rules = this.#read(directory)));
    return rules;
  }

  async #read(directory: string): Promise<Ignore | null> {
    const path = directory === '' ? '.gitignore' : `${directory}/.gitignore`;
    const text = await this.#files.text(path);
    if (text === null || text.length > MAX_IGNORE_CHARS) return null;
    return ignore({ allowRelativePaths: true }).add(text);
  }
}
