/** The paths that tsconfig and jsconfig files define, through their `extends` chains and references. */
import { directoriesUp, directoryOf, join, type Files } from '../files.ts';
import { asObject, asText, asTexts, member, parseRelaxed, type Json } from '../json.ts';

export interface PathMapping {
  readonly pattern: string;
  /** Targets from the root of the tree, with at most one `*`. */
  readonly targets: readonly string[];
}

export interface CompilerPaths {
  readonly mappings: readonly PathMapping[];
  readonly baseUrl: string | null;
  readonly rootDirs: readonly string[];
  /** Something that it extends is not in the tree (generated, say): there may be more paths. */
  readonly incomplete: boolean;
}

const NOTHING: CompilerPaths = { mappings: [], baseUrl: null, rootDirs: [], incomplete: false };
const NAME = /^(?:ts|js)config(?:[.-][\w.-]+)?\.json$/;
const MAX_CHAIN = 16;
const MAX_MAPPINGS = 1_000;

export class CompilerConfigs {
  readonly #files: Files;
  readonly #byDirectory = new Map<string, Promise<readonly CompilerPaths[]>>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** The configurations that may govern a file, grouped by directory, nearest directory first. */
  async above(path: string): Promise<(readonly CompilerPaths[])[]> {
    const groups = await Promise.all(directoriesUp(path).map((directory) => this.#in(directory)));
    return groups.filter((group) => group.length > 0);
  }

  #in(directory: string): Promise<readonly CompilerPaths[]> {
    let group = this.#byDirectory.get(directory);
    if (!group) this.#byDirectory.set(directory, (group = this.#readAll(directory)));
    return group;
  }

  async #readAll(directory: string): Promise<readonly CompilerPaths[]> {
    const names = [...this.#files.names(directory)].filter((name) => NAME.test(name)).slice(0, 50);
    const paths = new Set(names.map((name) => (directory === '' ? name : `${directory}/${name}`)));
    for (const path of [...paths]) for (const reference of await this.#references(path)) paths.add(reference);
    return Promise.all([...paths].map((path) => this.#load(path, 0)));
  }

  /** Solutions keep the real configurations elsewhere and refer to them. */
  async #references(path: string): Promise<string[]> {
    const json = parseRelaxed(await this.#files.text(path));
    const references = member(json, 'references');
    if (!Array.isArray(references)) return [];
    return references.slice(0, 100).flatMap((reference) => {
      const target = join(directoryOf(path), asText(member(asObject(reference), 'path')) ?? '');
      if (target === null || !target.startsWith(directoryOf(path))) return [];
      return [target, `${target}/tsconfig.json`].filter((candidate) => this.#files.isFile(candidate));
    });
  }

  async #load(path: string, depth: number): Promise<CompilerPaths> {
    const json = parseRelaxed(await this.#files.text(path));
    if (!json || depth > MAX_CHAIN) return { ...NOTHING, incomplete: true };
    let inherited = NOTHING;
    const bases = member(json, 'extends');
    for (const base of (typeof bases === 'string' ? [bases] : asTexts(bases)).slice(0, MAX_CHAIN)) {
      inherited = overlaid(inherited, await this.#extended(base, path, depth));
    }
    return overlaid(inherited, own(json, directoryOf(path)));
  }

  /** A relative base must be in the tree; a base from a package never defines paths of this tree. */
  async #extended(base: string, from: string, depth: number): Promise<CompilerPaths> {
    const relative = base.startsWith('.') || base.startsWith('/');
    const target = relative ? join(directoryOf(from), base) : null;
    if (target === null) return relative ? { ...NOTHING, incomplete: true } : NOTHING;
    const forms = [target, `${target}.json`, `${target}/tsconfig.json`];
    const file = forms.find((form) => this.#files.isFile(form));
    return file === undefined ? { ...NOTHING, incomplete: true } : this.#load(file, depth + 1);
  }
}

function overlaid(under: CompilerPaths, over: CompilerPaths): CompilerPaths {
  return {
    mappings: over.mappings.length > 0 ? over.mappings : under.mappings,
    baseUrl: over.baseUrl ?? under.baseUrl,
    rootDirs: over.rootDirs.length > 0 ? over.rootDirs : under.rootDirs,
    incomplete: under.incomplete || over.incomplete,
  };
}

function own(json: Json, directory: string): CompilerPaths {
  const options = asObject(member(json, 'compilerOptions'));
  const within = (path: string) => join(directory, path.replace(/^\$\{configDir\}\/?/, './'));
  const baseText = asText(member(options, 'baseUrl'));
  const baseUrl = baseText === null ? null : within(baseText);
  const paths = Object.entries(asObject(member(options, 'paths')) ?? {}).slice(0, MAX_MAPPINGS);
  const base = baseUrl ?? directory;
  const mappings = paths.map(([pattern, targets]) => ({
    pattern,
    targets: asTexts(targets).flatMap((target) => {
      const joined = target.startsWith('${configDir}') ? within(target) : join(base, target);
      return joined === null ? [] : [joined];
    }),
  }));
  const rootDirs = asTexts(member(options, 'rootDirs')).map(within);
  return {
    mappings,
    baseUrl,
    rootDirs: rootDirs.filter((root) => root !== null),
    incomplete: rootDirs.includes(null) || (baseText !== null && baseUrl === null),
  };
}

/** The targets of a specifier under a mapping, star filled in; null when the pattern does not match. */
export function mapped({ pattern, targets }: PathMapping, specifier: string): string[] | null {
  const at = pattern.indexOf('*');
  if (at === -1) return pattern === specifier ? [...targets] : null;
  const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = specifier.length >= head.length + tail.length;
  if (!fits || !specifier.startsWith(head) || !specifier.endsWith(tail)) return null;
  const star = specifier.slice(head.length, specifier.length - tail.length);
  return targets.map((target) => target.replace('*', () => star));
}
