/** What a JavaScript or TypeScript file of the tree exports, where that is fully known. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Files } from '../../../kit/graph/files.ts';
import type { ScriptGraph } from '../../../kit/graph/javascript/resolve.ts';
import { isScript, languageOf } from '../../../kit/syntax/language.ts';
import { exportsOpenly, isCommonJs } from './commonjs.ts';
import type { Source } from './source.ts';

export type Offer = 'yes' | 'no' | 'unknown';

interface Parts {
  readonly files: Files;
  readonly graph: ScriptGraph;
  readonly read: (path: RepoPath) => Promise<Source | null>;
}

const MAX_CHAIN = 20;
export class ScriptOffers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether a file exports a name. `no` is certain: the name is not even in the text, or in what it passes on. */
  async offers(path: RepoPath, name: string, seen: ReadonlySet<string> = new Set()): Promise<Offer> {
    if (seen.has(path)) return 'no';
    if (seen.size >= MAX_CHAIN || !isScript(languageOf(path)) || this.#hasTwin(path)) return 'unknown';
    const source = await this.#parts.read(path);
    if (!source || source.facts.error !== null) return 'unknown';
    const { facts, text } = source;
    if (facts.exports.some((fact) => fact.name === name)) return 'yes';
    if (hasWord(text, name) || !isKnown(source)) return 'unknown';
    for (const fact of facts.exports.filter((one) => one.name === '*' && one.from !== null)) {
      if (name === 'default') continue;
      const passed = await this.#parts.graph.resolve({
        from: path,
        specifier: fact.from ?? '',
        types: false,
      });
      if (passed.kind !== 'found' || passed.path === null) return 'unknown';
      const offer = await this.offers(passed.path, name, new Set([...seen, path]));
      if (offer !== 'no') return offer;
    }
    return 'no';
  }

  /** The names that the file is known to export, for hints. */
  async names(path: RepoPath): Promise<readonly string[]> {
    const source = await this.#parts.read(path);
    return (source?.facts.exports ?? []).map((fact) => fact.name).filter((name) => name !== '*');
  }

  /** A declaration beside the code may export more than the code. */
  #hasTwin(path: RepoPath): boolean {
    const stem = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
    const twins = ['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.d.ts', '.d.mts', '.d.cts', '.js.flow'];
    return twins.some((extension) => stem + extension !== path && this.#parts.files.isFile(stem + extension));
  }
}

/** Whether the exports of a file are all written in it. */
function isKnown({ facts, text }: Source): boolean {
  return isCommonJs(text) ? exportsOpenly(text) : facts.exports.length > 0;
}

function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!/[\w$]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}
