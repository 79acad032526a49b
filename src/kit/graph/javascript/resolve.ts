/** Resolves the specifiers of JavaScript and TypeScript against a tree in which nothing is installed. */
import type { RepoPath } from '../../../domain/path.ts';
import { directoryOf, directoriesUp, join, type Files } from '../files.ts';
import { Ignored } from '../ignored.ts';
import { asObject, member } from '../json.ts';
import { FOUND, foundAt, undecidable, type Resolution } from '../resolution.ts';
import { Aliases } from './aliases.ts';
import { Ambient } from './ambient.ts';
import { prefixedBuiltins } from './builtins.ts';
import { CompilerPathsResolver } from './compiler-paths.ts';
import { targetsOf } from './entries.ts';
import { Locator } from './locate.ts';
import { Manifests } from './manifests.ts';
import { Packages } from './packages.ts';
import { readSpecifier, type Import } from './specifier.ts';

/** Queries that bundlers define for existing files; others may belong to a plugin that makes the file up. */
const QUERIES = /^\?(?:raw|url|inline|no-inline|worker|sharedworker|init|component|react|t=\d+)?(?:&|=|$)/;

/** Frameworks that make up modules whose names begin with `#`. */
const FRAMEWORK = /^(?:@nuxt\/.*|nuxt.*|nitro.*|@nitro.*|h3|@tanstack\/.*start.*|@?docus.*)$/;

export class ScriptGraph {
  readonly #files: Files;
  readonly manifests: Manifests;
  readonly #locator: Locator;
  readonly #paths: CompilerPathsResolver;
  readonly #aliases: Aliases;
  readonly #packages: Packages;

  constructor(files: Files) {
    this.#files = files;
    this.manifests = new Manifests(files);
    const manifests = this.manifests;
    this.#locator = new Locator({ files, ignored: new Ignored(files), manifests });
    this.#paths = new CompilerPathsResolver({ files, locator: this.#locator });
    this.#aliases = new Aliases({ files, manifests });
    this.#packages = new Packages({
      ...{ files, manifests, locator: this.#locator, paths: this.#paths },
      ...{ aliases: this.#aliases, ambient: new Ambient(files) },
    });
  }

  async resolve(wanted: Import): Promise<Resolution> {
    const { from, specifier } = wanted;
    const read = readSpecifier(specifier);
    switch (read.kind) {
      case 'relative':
        return this.#relative(wanted, read);
      case 'builtin':
        return prefixedBuiltins.has(read.name) ? FOUND : { kind: 'no-builtin', name: read.name };
      case 'imports':
        return this.#subpathImport(wanted);
      case 'bare':
        return this.#packages.resolve(wanted, read);
      case 'alias':
        return this.#alias(from, specifier);
      case 'other':
        return undecidable(read.why);
    }
  }

  async #relative(
    { from, specifier }: Import,
    { path, query }: { path: string; query: string },
  ): Promise<Resolution> {
    const raw = query === '' ? null : join(directoryOf(from), specifier);
    if (raw !== null && this.#files.isFile(raw)) return foundAt(raw);
    const target = join(directoryOf(from), path);
    if (target === null) return undecidable('it leads out of the repository');
    const located = await this.#locator.locate(target);
    if (located.kind === 'file') return foundAt(located.path);
    if (located.kind === 'unsure') return undecidable(located.why);
    const elsewhere = await this.#paths.inRootDirs(from, path);
    if (elsewhere) return elsewhere;
    if (query !== '' && !QUERIES.test(query)) return undecidable('a plugin may make it up');
    if (this.#isMovedManifest(from, path)) return undecidable('the compiled file may lie elsewhere');
    if (await this.#aliases.mention(specifier)) return undecidable('a configuration maps it');
    return { kind: 'no-file', target, certain: true };
  }

  /** Compiled code lies deeper or higher than its source: `../package.json` is meant from there. */
  #isMovedManifest(from: RepoPath, path: string): boolean {
    if (!/(?:^|\/)(?:package|tsconfig)\.json$/.test(path)) return false;
    return directoriesUp(from).some((directory) => this.#files.isFile(join(directory, 'package.json') ?? ''));
  }

  async #alias(from: RepoPath, specifier: string): Promise<Resolution> {
    const mapped = await this.#paths.resolve(from, specifier);
    if (mapped?.kind !== 'no-file')
      return mapped ?? undecidable('it looks like an alias that a bundler defines');
    const longer = specifier.split('/').slice(0, 2).join('/');
    return (await this.#aliases.mention(longer)) ? undecidable('a configuration maps it') : mapped;
  }

  /** `#x`: the nearest package.json's `imports`. */
  async #subpathImport({ from, specifier }: Import): Promise<Resolution> {
    const mapped = await this.#paths.resolve(from, specifier);
    if (mapped && mapped.kind !== 'no-file') return mapped;
    const { manifests, unreadable } = await this.manifests.above(from);
    const [nearest] = manifests;
    const map = asObject(member(nearest?.json ?? null, 'imports'));
    if (!nearest || !map || unreadable) return mapped ?? undecidable('no package.json maps it');
    const targets = targetsOf(map, specifier);
    if (targets) return this.#importTarget(nearest.directory, targets);
    const first = specifier.split('/')[0] ?? specifier;
    const framework = manifests.some(({ name, declared }) =>
      [name ?? '', ...declared].some((one) => FRAMEWORK.test(one)),
    );
    const doubtful =
      framework || (await this.#aliases.mention(first)) || (await this.#paths.incomplete(from));
    if (doubtful) return undecidable('a configuration may map it');
    return mapped ?? { kind: 'no-entry', name: specifier, entry: specifier, manifest: nearest.path };
  }

  async #importTarget(directory: string, targets: readonly string[]): Promise<Resolution> {
    let missing: string | null = null;
    for (const target of targets) {
      if (!target.startsWith('./')) return FOUND;
      const path = join(directory, target);
      const located = path === null ? null : await this.#locator.locate(path);
      if (located?.kind === 'file') return foundAt(located.path);
      if (located?.kind !== 'missing') return undecidable('its target is made by a build');
      missing ??= path;
    }
    if (missing === null) return undecidable('it has no target');
    return { kind: 'no-file', target: missing, certain: true };
  }
}
