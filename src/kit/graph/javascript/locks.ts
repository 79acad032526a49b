/** The lock files of a tree: whether a package would be installed, though nobody declares it. */
import { baseOf, type Files } from '../files.ts';

const NAMES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'deno.lock',
]);
const MAX_LOCKS = 50;

/** `none`: there is no lock file, so nothing is known. `unreadable`: one is too large, or binary. */
export type Locked = 'yes' | 'no' | 'none' | 'unreadable';

export class Locks {
  readonly #files: Files;
  readonly #answers = new Map<string, Promise<Locked>>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether some lock file mentions the package. Texts are searched, not parsed: no bomb goes off. */
  knows(name: string): Promise<Locked> {
    let answer = this.#answers.get(name);
    if (!answer) this.#answers.set(name, (answer = this.#search(name)));
    return answer;
  }

  async #search(name: string): Promise<Locked> {
    const paths = this.#files.entries
      .map(({ path }) => path)
      .filter((path) => !path.includes('node_modules/') && NAMES.has(baseOf(path)));
    const binary = this.#files.entries.some(({ path }) => baseOf(path) === 'bun.lockb');
    if (paths.length === 0) return binary ? 'unreadable' : 'none';
    const texts = await Promise.all(paths.slice(0, MAX_LOCKS).map((path) => this.#files.text(path)));
    if (texts.some((text) => text !== null && mentions(text, name))) return 'yes';
    return binary || paths.length > MAX_LOCKS || texts.includes(null) ? 'unreadable' : 'no';
  }
}

/** Whether a lock file's text has the package as a key: `"node_modules/x":`, `x@1.2.3:`, `/x/1.2.3:`, `"x": [`. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (startsName(text, at) && endsName(text, at + name.length)) return true;
  }
  return false;
}

function startsName(text: string, at: number): boolean {
  const before = text[at - 1] ?? '\n';
  if (before !== '/') return /[\s"',]/.test(before);
  const scope = /[^\s"',/]*\/$/.exec(text.slice(Math.max(0, at - 100), at));
  return !scope?.[0].startsWith('@');
}

function endsName(text: string, at: number): boolean {
  return /^(?:["'@:]|\/\d)/.test(text.slice(at, at + 2));
}
