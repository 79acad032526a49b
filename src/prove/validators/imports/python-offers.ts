/** What a Python module of the tree defines, where that is fully known. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Files } from '../../../kit/graph/files.ts';
import type { PythonGraph } from '../../../kit/graph/python/resolve.ts';
import type { Offer } from './script-offers.ts';
import type { Source } from './source.ts';

interface Parts {
  readonly files: Files;
  readonly graph: PythonGraph;
  readonly read: (path: RepoPath) => Promise<Source | null>;
}

const MAX_CHAIN = 20;
/** Ways to define names that are not written down. */
const DYNAMIC =
  /__getattr__|\bglobals\s*\(|\blocals\s*\(|\bvars\s*\(|\bsetattr\s*\(|\bexec\s*\(|\beval\s*\(|sys\.modules|__import__|import_module|__path__|__dict__|lazy|_LazyModule/;

export class PythonOffers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether a module defines a name. `no` is certain: the name is not even in the text, or in what it stars in. */
  async offers(path: RepoPath, name: string, seen: ReadonlySet<string> = new Set()): Promise<Offer> {
    if (seen.has(path)) return 'no';
    if (seen.size >= MAX_CHAIN || !/\.pyi?$/.test(path) || /^__\w+__$/.test(name)) return 'unknown';
    const twin = path.endsWith('.pyi') ? path.slice(0, -1) : `${path}i`;
    if (this.#parts.files.isFile(twin)) return 'unknown';
    const source = await this.#parts.read(path);
    if (!source || source.facts.error !== null) return 'unknown';
    if (hasWord(source.text, name)) return 'yes';
    if (DYNAMIC.test(source.text)) return 'unknown';
    for (const star of source.facts.imports.filter(({ names }) => names.some((one) => one.local === '*'))) {
      const passed = await this.#parts.graph.resolve({ ...star, from: path });
      if (passed.kind !== 'found' || passed.path === null) return 'unknown';
      const offer = await this.offers(passed.path, name, new Set([...seen, path]));
      if (offer !== 'no') return offer;
    }
    return 'no';
  }

  /** The names that the module is known to define, for hints. */
  async names(path: RepoPath): Promise<readonly string[]> {
    const source = await this.#parts.read(path);
    if (!source) return [];
    const { imports, exports } = source.facts;
    return [
      ...exports.map((fact) => fact.name),
      ...imports.flatMap(({ names }) => names.map((one) => one.local)),
    ];
  }
}

function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!/[\p{L}\p{N}_]/u.test(before) && !/[\p{L}\p{N}_]/u.test(after)) return true;
  }
  return false;
}
