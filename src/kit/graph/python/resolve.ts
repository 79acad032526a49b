/** Resolves the imports of Python against a tree in which nothing is installed. */
import type { RepoPath } from '../../../domain/path.ts';
import { baseOf, directoryOf, join, type Files } from '../files.ts';
import { Ignored } from '../ignored.ts';
import { FOUND, foundAt, undecidable, type Resolution } from '../resolution.ts';
import { comesAlong, isHosted, isWellKnown, knownDistributions } from './distributions.ts';
import { normalised, readRequirements, type Requirements } from './manifests.ts';
import { PythonModules, type Walked } from './modules.ts';
import { isStandard, standardModule } from './stdlib.ts';

export interface PythonImport {
  readonly from: RepoPath;
  /** Without the dots of a relative import. */
  readonly specifier: string;
  readonly level: number;
}

const IDENTIFIERS = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const MAX_SPECIFIER = 1000;
/** Directories that projects put on the path of the interpreter. */
const SOURCE_ROOT = /^(?:src|lib|python|py|source|sources)$/;

export class PythonGraph {
  readonly #files: Files;
  readonly #modules: PythonModules;
  #requirements: Promise<Requirements> | undefined;

  constructor(files: Files) {
    this.#files = files;
    this.#modules = new PythonModules({ files, ignored: new Ignored(files) });
  }

  /** The distributions that the tree declares, normalised. */
  async declared(): Promise<ReadonlySet<string>> {
    return (await this.#known()).declared;
  }

  async resolve(wanted: PythonImport): Promise<Resolution> {
    const { specifier, level } = wanted;
    if (specifier.length > MAX_SPECIFIER) return undecidable('it is too long to be a name');
    if (specifier === '' ? level === 0 : !IDENTIFIERS.test(specifier))
      return undecidable('it is no dotted name');
    const parts = specifier === '' ? [] : specifier.split('.');
    return level > 0 ? this.#relative(wanted, parts) : this.#absolute(wanted, parts);
  }

  /** The submodule that `from package import name` may mean; null when there is no module of that name. */
  async submodule({ from, specifier, level }: PythonImport, name: string): Promise<Resolution | null> {
    const dotted = specifier === '' ? name : `${specifier}.${name}`;
    const resolved = await this.resolve({ from, specifier: dotted, level });
    return resolved.kind === 'found' || resolved.kind === 'undecidable' ? resolved : null;
  }

  async #relative({ from, level }: PythonImport, parts: readonly string[]): Promise<Resolution> {
    const base = join(directoryOf(from), '../'.repeat(Math.min(level, MAX_SPECIFIER) - 1));
    if (base === null) return undecidable('it leads out of the repository');
    const walked = await this.#modules.walk(base, parts);
    if (walked.kind === 'missing') return { kind: 'no-file', target: walked.target, certain: true };
    return walked.kind === 'module' ? at(walked.path) : undecidable(walked.why);
  }

  async #absolute({ from }: PythonImport, parts: readonly string[]): Promise<Resolution> {
    const top = parts[0] ?? '';
    const standard = isStandard(top) ? standardModule(parts) : undefined;
    if (standard || standard === null) return FOUND;
    const roots = this.#modules.rootsOf(top);
    const own = await this.#firstParty(from, parts, roots);
    if (own && own.kind !== 'undecidable') return own;
    if (standard === false) {
      // A module inside a regular package hides nothing: its directory is not on the path.
      const hidden = [...roots].some((root) => !this.#modules.isRegular(root));
      return hidden
        ? undecidable('a module here has the same name')
        : { kind: 'no-builtin', name: parts.join('.') };
    }
    if (isHosted(top)) return undecidable('a host application provides it');
    return own ?? this.#external(parts);
  }

  /** A module of this repository; null when none has the name. */
  async #firstParty(
    from: RepoPath,
    parts: readonly string[],
    roots: ReadonlySet<string>,
  ): Promise<Resolution | null> {
    let doubt: Resolution | null = null;
    let fault: Resolution | null = null;
    const found = new Map<string, Resolution>();
    for (const root of roots) {
      const walked = await this.#modules.walk(root, parts);
      if (walked.kind === 'module') found.set(root, at(walked.path));
      else if (walked.kind === 'missing' && walked.regular && this.#isRoot(root, from)) {
        fault ??= { kind: 'no-file', target: walked.target, certain: true };
      } else if (walked.kind === 'unsure' || !isRival(walked)) {
        doubt ??= undecidable('it may lie elsewhere');
      }
    }
    if (found.size > 0) return this.#choose(from, found);
    return doubt ?? fault;
  }

  /** Which of several modules of one name is meant: the neighbour's, or the only one that is surely on the path. */
  #choose(from: RepoPath, found: ReadonlyMap<string, Resolution>): Resolution {
    const own = found.get(directoryOf(from));
    if (own && !this.#modules.isRegular(directoryOf(from))) return own;
    const sure = [...found].filter(([root]) => found.size === 1 || this.#isRoot(root, from));
    const [only] = sure;
    return only && sure.length === 1 ? only[1] : FOUND;
  }

  /** Whether the interpreter surely looks in a directory: a project's root or source root, or the importer's own. */
  #isRoot(root: string, from: RepoPath): boolean {
    let own = directoryOf(from);
    while (own !== '' && this.#modules.isRegular(own)) own = directoryOf(own);
    if (root === own || root === '') return true;
    const project = SOURCE_ROOT.test(baseOf(root)) ? directoryOf(root) : root;
    return ['pyproject.toml', 'setup.py', 'setup.cfg'].some((name) => this.#files.names(project).has(name));
  }

  async #external(parts: readonly string[]): Promise<Resolution> {
    const requirements = await this.#known();
    const name = parts[0] ?? '';
    if (requirements.declared.size === 0) return undecidable('nothing declares what the project needs');
    const candidates = distributionsFor(parts);
    if (isRelated(name, requirements.declared)) return FOUND;
    const standing = requirements.standing(candidates);
    if (standing === 'declared') return FOUND;
    if (standing === 'mentioned') return undecidable('a manifest mentions it');
    if (comesAlong(name, requirements.declared))
      return undecidable('a declared distribution brings it along');
    if (standing === 'locked') return { kind: 'phantom', name, where: 'the lock file' };
    const hoistable = !requirements.hasLock && isWellKnown(name);
    return { kind: 'no-package', name, certain: !hoistable && !requirements.incomplete };
  }

  #known(): Promise<Requirements> {
    this.#requirements ??= readRequirements(this.#files);
    return this.#requirements;
  }
}

function at(path: RepoPath | null): Resolution {
  return path === null ? FOUND : foundAt(path);
}

/** A namespace directory that lacks the module leaves room for another of its portions; a plain module does not. */
function isRival(walked: Walked): boolean {
  return walked.kind === 'missing' && walked.regular;
}

/** Every distribution, normalised, that the module may come from. */
function distributionsFor(parts: readonly string[]): string[] {
  const top = normalised(parts[0] ?? '');
  const bare = top.replace(/^-+|-+$/g, '');
  const forms = [
    top,
    bare,
    `python-${bare}`,
    `${bare}-python`,
    `py${bare}`,
    `py-${bare}`,
    `${bare}-py`,
    `${bare}py`,
  ];
  const stubs = [`types-${bare}`, `${bare}-stubs`];
  const longer = parts.slice(1, 4).map((_, index) => normalised(parts.slice(0, index + 2).join('-')));
  return [
    ...new Set([...forms, ...stubs, ...longer, bare.replace(/^py-?/, ''), ...knownDistributions(parts)]),
  ].filter((name) => name.length > 1);
}

/** Whether a declared distribution has the module's name as a part of its own: `pytest-django`, `types-redis`. */
function isRelated(top: string, declared: ReadonlySet<string>): boolean {
  const name = normalised(top).replace(/^-+|-+$/g, '');
  const solid = name.replaceAll('-', '');
  if (solid.length < 2) return true;
  for (const distribution of declared) {
    if (`-${distribution}-`.includes(`-${name}-`) || distribution.replaceAll('-', '') === solid) return true;
  }
  return false;
}
