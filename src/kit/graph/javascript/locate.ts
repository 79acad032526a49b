/** Which file a path in an import names, under every rule that Node.js, TypeScript and bundlers follow. */
import type { RepoPath } from '../../../domain/path.ts';
import { baseOf, directoryOf, join, type Files } from '../files.ts';
import type { Ignored } from '../ignored.ts';
import { asText, member } from '../json.ts';
import { mapTargets } from './entries.ts';
import type { Manifests } from './manifests.ts';

export type Located =
  | { readonly kind: 'file'; readonly path: RepoPath }
  | { readonly kind: 'unsure'; readonly why: string }
  | { readonly kind: 'missing' };

/** Extensions that an import may leave out, in the order in which they win. */
const EXTENSIONS = [
  ...['.ts', '.tsx', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs'],
  ...[
    '.json',
    '.node',
    '.vue',
    '.svelte',
    '.astro',
    '.wasm',
    '.css',
    '.scss',
    '.sass',
    '.less',
    '.mdx',
    '.md',
  ],
];

/** What a compiled extension stands for in the source: `./x.js` may be `./x.ts`. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.jsx'],
  '.jsx': ['.tsx', '.d.ts'],
  '.mjs': ['.mts', '.d.mts', '.ts'],
  '.cjs': ['.cts', '.d.cts', '.ts'],
  '.ts': ['.d.ts', '.tsx'],
  '.mts': ['.d.mts'],
  '.cts': ['.d.cts'],
};

/** React Native and server frameworks choose among such files by platform. */
const PLATFORM = /^\.(?:ios|android|native|web|windows|macos|electron|server|client|browser|node|worker)\./;

/** Directories that a build makes; when the tree has none of them, what they would hold is unknown. */
const BUILT =
  /^(?:dist|build|built|out|output|generated|__generated__|gen|_generated|target|node_modules|esm|cjs|es|umd|pkg|lib|coverage|\.\w[\w.-]*|dist-\w+|lib-\w+|\+types)$/;

/** Names that code generators give their files. */
const GENERATED = /^\$|(?:^|[._-])(?:gen|generated)(?:[._-]|$)/;

export class Locator {
  readonly #files: Files;
  readonly #ignored: Ignored;
  readonly #manifests: Manifests;

  constructor(parts: { files: Files; ignored: Ignored; manifests: Manifests }) {
    this.#files = parts.files;
    this.#ignored = parts.ignored;
    this.#manifests = parts.manifests;
  }

  /** The file that a path without query names, given from the root of the tree. */
  async locate(target: string): Promise<Located> {
    if (this.#files.isBeyond(target)) return unsure('it leads through a symbolic link or a submodule');
    const file = this.#fileAt(target);
    if (file) return { kind: 'file', path: file };
    const directory = this.#files.isDirectory(target) ? await this.#directoryAt(target) : null;
    if (directory) return directory;
    return (await this.#mayBeMade(target)) ?? { kind: 'missing' };
  }

  /** The file itself, its source, or the file with an extension. */
  #fileAt(target: string): RepoPath | null {
    const candidates = [target, ...sourcesOf(target), ...EXTENSIONS.map((extension) => target + extension)];
    const found = candidates.find((candidate) => this.#files.isFile(candidate));
    return (found as RepoPath | undefined) ?? this.#variantOf(target);
  }

  /** `./x` for `x.ios.ts`, and for the only kind of file that a bundler's own extensions could mean: `x.graphql`. */
  #variantOf(target: string): RepoPath | null {
    const base = baseOf(target);
    const stem = base.replace(/\.[cm]?[jt]sx?$/, '');
    if (stem === '') return null;
    for (const name of this.#files.names(directoryOf(target))) {
      const rest = name.startsWith(stem) ? name.slice(stem.length) : '';
      const other =
        stem === base &&
        /^\.[a-z]\w*$/i.test(rest) &&
        this.#files.isFile(join(directoryOf(target), name) ?? '');
      if (other || PLATFORM.test(rest)) return join(directoryOf(target), name);
    }
    return null;
  }

  /** A directory stands for its package.json's entry, or for its index. */
  async #directoryAt(directory: string): Promise<Located | null> {
    const manifest = await this.#manifests.in(directory);
    if (manifest === 'unreadable') return unsure('its package.json cannot be read');
    if (manifest) {
      const entries = ['main', 'module', 'types', 'typings', 'browser', 'source']
        .map((field) => asText(member(manifest.json, field)))
        .concat(mapTargets(member(manifest.json, 'exports')));
      for (const entry of entries) {
        const target = entry === null ? null : join(directory, entry);
        const file = target === null ? null : (this.#fileAt(target) ?? this.#indexOf(target));
        if (file) return { kind: 'file', path: file };
      }
      if (entries.some((entry) => entry !== null)) return unsure('its entry is made by a build');
    }
    const index = this.#indexOf(directory);
    return index ? { kind: 'file', path: index } : null;
  }

  #indexOf(directory: string): RepoPath | null {
    const index = [...this.#files.names(directory)].find((name) => /^index\.(?!test\.|spec\.)/.test(name));
    return index === undefined ? null : join(directory, index);
  }

  /** What is ignored by git, or lies where builds write, may be there when the code runs. */
  async #mayBeMade(target: string): Promise<Located | null> {
    if (GENERATED.test(baseOf(target))) return unsure('its name says that it is generated');
    const missing = this.#firstMissing(target);
    if (BUILT.test(missing)) return unsure(`${missing} is where builds write`);
    const forms = ['', '.js', '.ts', '.json', '.d.ts', '/index.js', '/index.ts'];
    for (const path of [...forms.map((form) => target + form), ...sourcesOf(target)]) {
      if (await this.#ignored.covers(path)) return unsure('git ignores it: it may be generated');
    }
    return null;
  }

  /** The first segment of a path that the tree lacks, unless it is the last one. */
  #firstMissing(target: string): string {
    const parts = target.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      if (!this.#files.isDirectory(parts.slice(0, depth).join('/'))) return parts[depth - 1] ?? '';
    }
    const base = parts.at(-1) ?? '';
    return /^(?:dist|build|generated|__generated__)$/.test(base) ? base : '';
  }
}

function sourcesOf(target: string): string[] {
  const extension = /\.[cm]?[jt]sx?$/.exec(target)?.[0];
  if (extension === undefined) return [];
  const stem = target.slice(0, -extension.length);
  return (SOURCES[extension] ?? []).map((source) => stem + source);
}

function unsure(why: string): Located {
  return { kind: 'unsure', why };
}
