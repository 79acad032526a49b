/** The Python modules of a tree: where a name could be imported from, and what a dotted name leads to. */
import type { RepoPath } from '../../../domain/path.ts';
import { directoryOf, join, stemOf, type Files } from '../files.ts';
import type { Ignored } from '../ignored.ts';
import { BuildTraces } from './build-traces.ts';

export type Walked =
  | { readonly kind: 'module'; readonly path: RepoPath | null }
  | { readonly kind: 'unsure'; readonly why: string }
  /** `regular`: the package that lacks the module has an `__init__`, so nothing else can add to it. */
  | { readonly kind: 'missing'; readonly target: string; readonly regular: boolean };

const SOURCE = /\.pyi?$/;
const COMPILED = /\.(?:pyx|pxd|so|pyd|pyc|ipynb|dylib|abi3\.so)$|\.(?:cpython|cp\d|abi3)[\w.-]*\.(?:so|pyd)$/;

export class PythonModules {
  readonly #files: Files;
  readonly #ignored: Ignored;
  readonly #traces: BuildTraces;
  #roots: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(parts: { files: Files; ignored: Ignored }) {
    this.#files = parts.files;
    this.#ignored = parts.ignored;
    this.#traces = new BuildTraces(parts.files);
  }

  /** The directories in which a top-level name is a module or a package. */
  rootsOf(top: string): ReadonlySet<string> {
    this.#roots ??= this.#index();
    return this.#roots.get(top) ?? new Set();
  }

  #index(): ReadonlyMap<string, ReadonlySet<string>> {
    const roots = new Map<string, Set<string>>();
    const add = (name: string, directory: string): boolean => {
      const held = roots.get(name);
      if (held?.has(directory)) return false;
      if (held) held.add(directory);
      else roots.set(name, new Set([directory]));
      return true;
    };
    for (const { path, mode } of this.#files.entries) {
      if (mode === 'symlink') add(stemOf(path), directoryOf(path));
      if (!SOURCE.test(path) && !COMPILED.test(path)) continue;
      add(stemOf(path), directoryOf(path));
      for (let at = directoryOf(path); at !== ''; at = directoryOf(at)) {
        if (!add(at.slice(directoryOf(at) === '' ? 0 : directoryOf(at).length + 1), directoryOf(at))) break;
      }
    }
    return roots;
  }

  /** Whether a directory is a package with an `__init__`. */
  isRegular(directory: string): boolean {
    return ['__init__.py', '__init__.pyi', '__init__.pyx'].some((name) =>
      this.#files.names(directory).has(name),
    );
  }

  /** Follows a dotted name from a directory. */
  async walk(directory: string, parts: readonly string[]): Promise<Walked> {
    let at = directory;
    for (const [index, part] of parts.entries()) {
      const target = join(at, part) ?? part;
      if (this.#files.isBeyond(target)) return unsure('it leads through a symbolic link or a submodule');
      const module = this.#moduleAt(at, part);
      const isPackage = this.#files.isDirectory(target);
      if (module !== null && (!isPackage || !this.isRegular(target))) {
        if (index === parts.length - 1) return { kind: 'module', path: module };
        return this.#belowModule(module, target);
      }
      if (!isPackage) return (await this.#mayBeMade(at, part)) ?? this.#missing(at, target);
      at = target;
    }
    const init = [...this.#files.names(at)].find((name) => /^__init__\.pyi?$/.test(name));
    return { kind: 'module', path: init === undefined ? null : join(at, init) };
  }

  #missing(at: string, target: string): Walked {
    return { kind: 'missing', target, regular: this.isRegular(at) };
  }

  /** `x.py`, `x.pyi`, or compiled from something. */
  #moduleAt(directory: string, name: string): RepoPath | null {
    const names = this.#files.names(directory);
    for (const extension of ['.py', '.pyi', '.pyx']) {
      if (names.has(name + extension)) return join(directory, name + extension);
    }
    const compiled = [...names].find((file) => file.startsWith(`${name}.`) && COMPILED.test(file));
    return compiled === undefined ? null : join(directory, compiled);
  }

  /** A module has no submodules, unless its code makes it look as if (`six.moves`). */
  async #belowModule(module: RepoPath, target: string): Promise<Walked> {
    const text = await this.#files.text(module);
    if (text === null || /sys\.modules|__path__/.test(text))
      return unsure('the module may make up submodules');
    return { kind: 'missing', target, regular: true };
  }

  /** What a build, a generator or the package's own code may add to a directory. */
  async #mayBeMade(at: string, name: string): Promise<Walked | null> {
    const init = await this.#files.text(join(at, '__init__.py') ?? '');
    if (init !== null && /__path__|sys\.modules|lazy_loader|_LazyModule/.test(init)) {
      return unsure('the package looks for modules in ways of its own');
    }
    const target = at === '' ? name : `${at}/${name}`;
    for (const path of [`${target}.py`, `${target}/__init__.py`, `${target}.so`]) {
      if (await this.#ignored.covers(path)) return unsure('git ignores it: it may be generated');
    }
    return (await this.#traces.mayMake(name)) ? unsure('the build may make it') : null;
  }
}

function unsure(why: string): Walked {
  return { kind: 'unsure', why };
}
