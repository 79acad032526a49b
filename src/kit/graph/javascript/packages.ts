/** Bare specifiers: built-in modules, packages of this tree, declared packages, and those that nobody knows. */
import type { RepoPath } from '../../../domain/path.ts';
import { join, type Files } from '../files.ts';
import { asObject, member } from '../json.ts';
import { FOUND, foundAt, undecidable, type Resolution } from '../resolution.ts';
import type { Aliases } from './aliases.ts';
import type { Ambient } from './ambient.ts';
import { builtins } from './builtins.ts';
import type { CompilerPathsResolver } from './compiler-paths.ts';
import { exportsMap, targetsOf } from './entries.ts';
import type { Locator } from './locate.ts';
import { Locks } from './locks.ts';
import type { Manifest, Manifests } from './manifests.ts';
import { isCommon, isProvided } from './provided.ts';
import type { Import } from './specifier.ts';
import { localPackages, type LocalPackages } from './workspaces.ts';

interface Parts {
  readonly files: Files;
  readonly manifests: Manifests;
  readonly locator: Locator;
  readonly paths: CompilerPathsResolver;
  readonly aliases: Aliases;
  readonly ambient: Ambient;
}

interface Bare {
  readonly name: string;
  /** `.` or `./sub/path`. */
  readonly entry: string;
}

export class Packages {
  readonly #parts: Parts;
  readonly #locks: Locks;
  #local: Promise<LocalPackages> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#locks = new Locks(parts.files);
  }

  async resolve(wanted: Import, bare: Bare): Promise<Resolution> {
    const { paths, manifests } = this.#parts;
    const mapped = await paths.resolve(wanted.from, wanted.specifier);
    if (mapped && mapped.kind !== 'no-file') return mapped;
    if (builtins.has(wanted.specifier)) return FOUND;
    const above = await manifests.above(wanted.from);
    const local = await this.#localEntry(wanted, bare, above.manifests);
    if (local) return local;
    const declared = new Set(above.manifests.flatMap((manifest) => [...manifest.declared]));
    if (declares(declared, bare.name)) return FOUND;
    if (above.unreadable) return undecidable('a package.json above it cannot be read');
    if (above.manifests.length === 0) return undecidable('no package.json governs it');
    return (await this.#explained(wanted, bare, declared)) ?? mapped ?? this.#unknown(wanted, bare, declared);
  }

  /** Whatever may provide a module that no manifest above declares. */
  async #explained(
    { from, specifier }: Import,
    bare: Bare,
    declared: ReadonlySet<string>,
  ): Promise<Resolution | null> {
    const { aliases, ambient } = this.#parts;
    if (isProvided(bare.name, declared)) return undecidable('a host or framework provides it');
    if (await ambient.declares(specifier)) return undecidable('a declaration file declares it');
    const prefix = bare.name.split('/')[0] ?? bare.name;
    if ((await aliases.mention(bare.name)) || (await aliases.mentionPrefix(prefix))) {
      return undecidable('a configuration names it');
    }
    const below = await this.#parts.paths.belowBase(from, specifier);
    return below === null ? null : { kind: 'no-file', target: below, certain: true };
  }

  async #unknown(wanted: Import, { name, entry }: Bare, declared: ReadonlySet<string>): Promise<Resolution> {
    if (builtins.has(name) && entry !== '.' && entry !== './')
      return { kind: 'no-builtin', name: wanted.specifier };
    const elsewhere = (await this.#parts.manifests.all()).filter((one) => declares(one.declared, name));
    const members = (await this.#localPackages()).members;
    if (elsewhere.some((one) => members.has(one.path)) && !(await this.#installsStrictly())) {
      return undecidable('the package manager hoists what another package of the workspace declares');
    }
    const locked = await this.#locked(name);
    if (elsewhere[0]) return { kind: 'phantom', name, where: elsewhere[0].path };
    if (locked === 'yes') return { kind: 'phantom', name, where: 'the lock file' };
    const hoistable = locked === 'none' && (isCommon(name) || wanted.types);
    const doubtful = locked === 'unreadable' || hoistable || declared.size === 0;
    const certain = !doubtful && !(await this.#parts.paths.incomplete(wanted.from));
    return { kind: 'no-package', name, certain };
  }

  #localPackages(): Promise<LocalPackages> {
    this.#local ??= localPackages(this.#parts.files, this.#parts.manifests);
    return this.#local;
  }

  /** pnpm shows a package only what it declares, unless it is told to hoist as npm and yarn do. */
  async #installsStrictly(): Promise<boolean> {
    const { files } = this.#parts;
    if (!files.isFile('pnpm-lock.yaml') && !files.isFile('pnpm-workspace.yaml')) return false;
    const settings = await Promise.all(['.npmrc', 'pnpm-workspace.yaml'].map((path) => files.text(path)));
    return !settings.some((text) =>
      /shamefully-?hoist\s*[=:]\s*true|node-?linker\s*[=:]\s*["']?hoisted/i.test(text ?? ''),
    );
  }

  async #locked(name: string) {
    const [own, types] = await Promise.all([this.#locks.knows(name), this.#locks.knows(typesOf(name))]);
    return types === 'yes' ? types : own;
  }

  /** A package of this tree, by its name; null when there is none. */
  async #localEntry(wanted: Import, bare: Bare, above: readonly Manifest[]): Promise<Resolution | null> {
    const packages = (await this.#localPackages()).byName.get(bare.name) ?? [];
    const own = above.find((manifest) => manifest.name === bare.name);
    let fault: Resolution | null = null;
    for (const { directory, member: isMember } of packages) {
      const manifest = await this.#parts.manifests.in(directory);
      if (manifest === null || manifest === 'unreadable') continue;
      const resolved = await this.#entryOf(manifest, bare);
      const known = isMember || manifest === own;
      if (resolved.kind === 'found' || resolved.kind === 'undecidable') return resolved;
      fault ??=
        known && packages.length === 1 ? resolved : undecidable('several packages here have its name');
    }
    const doubtful = fault !== null && (await this.#parts.aliases.mention(wanted.specifier));
    return doubtful ? undecidable('a configuration names it') : fault;
  }

  async #entryOf(manifest: Manifest, { name, entry }: Bare): Promise<Resolution> {
    if (entry === '.' || entry === './') return FOUND;
    const direct = join(manifest.directory, entry);
    const file = direct === null ? null : await this.#parts.locator.locate(direct);
    const publish = asObject(member(manifest.json, 'publishConfig'));
    if (publish && ['directory', 'exports'].some((key) => Object.hasOwn(publish, key))) {
      return undecidable('it is published from elsewhere');
    }
    const map = exportsMap(member(manifest.json, 'exports'));
    if (!map) return this.#unmapped(manifest, direct, file);
    const targets = targetsOf(map, entry);
    if (file?.kind === 'file') return foundAt(file.path);
    if (targets === null) return { kind: 'no-entry', name, entry, manifest: manifest.path };
    const isPattern = !Object.hasOwn(map, entry);
    return (
      (await this.#firstTarget(manifest.directory, targets)) ??
      (isPattern
        ? { kind: 'no-entry', name, entry, manifest: manifest.path }
        : undecidable('its target is not in the tree'))
    );
  }

  async #unmapped(
    manifest: Manifest,
    direct: RepoPath | null,
    file: { kind: string; path?: RepoPath } | null,
  ): Promise<Resolution> {
    if (file?.path !== undefined) return foundAt(file.path);
    const missing = file?.kind === 'missing' && !Object.hasOwn(manifest.json, 'typesVersions');
    if (!missing || direct === null) return undecidable('a build may make it');
    if (await this.#isBuiltElsewhere(manifest)) return undecidable('the package is built in another folder');
    return { kind: 'no-file', target: direct, certain: false };
  }

  /** The manifest names a main file that is not here: what is published is not this folder. */
  async #isBuiltElsewhere({ directory, json }: Manifest): Promise<boolean> {
    const main = member(json, 'main');
    const path = typeof main === 'string' ? join(directory, main) : null;
    return path !== null && (await this.#parts.locator.locate(path)).kind !== 'file';
  }

  /** The first target that is there, or a doubt; null when all of them are certainly missing. */
  async #firstTarget(directory: string, targets: readonly string[]): Promise<Resolution | null> {
    for (const target of targets) {
      const path = join(directory, target);
      const located = path === null ? null : await this.#parts.locator.locate(path);
      if (located?.kind === 'file') return foundAt(located.path);
      if (located?.kind !== 'missing') return undecidable('its target is made by a build');
    }
    return null;
  }
}

function declares(declared: ReadonlySet<string>, name: string): boolean {
  return declared.has(name) || declared.has(typesOf(name));
}

/** DefinitelyTyped's package for a package: `@scope/x` is `@types/scope__x`. */
function typesOf(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;
}
