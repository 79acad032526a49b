/** The package.json files of a tree: who declares what, and which packages live here. */
import { repoPath, type RepoPath } from '../../../domain/path.ts';
import { baseOf, directoriesUp, directoryOf, type Files } from '../files.ts';
import { asObject, asText, asTexts, member, parseObject, type Json } from '../json.ts';

export interface Manifest {
  readonly path: RepoPath;
  readonly directory: string;
  readonly name: string | null;
  /** Dependencies of every kind: for finding a module it does not matter which. */
  readonly declared: ReadonlySet<string>;
  readonly json: Json;
}

const KINDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
const NAME = 'package.json';
const MAX_MANIFESTS = 5_000;

export class Manifests {
  readonly #files: Files;
  readonly #byDirectory = new Map<string, Promise<Manifest | 'unreadable' | null>>();
  #all: Promise<readonly Manifest[]> | undefined;

  constructor(files: Files) {
    this.#files = files;
  }

  /** The manifest in a directory; `unreadable` when there is one that nobody can read. */
  in(directory: string): Promise<Manifest | 'unreadable' | null> {
    let manifest = this.#byDirectory.get(directory);
    if (!manifest) this.#byDirectory.set(directory, (manifest = this.#read(directory)));
    return manifest;
  }

  async #read(directory: string): Promise<Manifest | 'unreadable' | null> {
    const path = repoPath(directory === '' ? NAME : `${directory}/${NAME}`);
    if (!this.#files.isFile(path)) return null;
    const json = parseObject(await this.#files.text(path));
    if (!json) return 'unreadable';
    const declared = new Set(KINDS.flatMap((kind) => Object.keys(asObject(member(json, kind)) ?? {})));
    for (const kind of ['bundledDependencies', 'bundleDependencies']) {
      for (const name of asTexts(member(json, kind))) declared.add(name);
    }
    return { path, directory, name: asText(member(json, 'name')), declared, json };
  }

  /** The manifests from a file's directory up to the root, nearest first; `unreadable` ones are only counted. */
  async above(path: string): Promise<{ manifests: Manifest[]; unreadable: boolean }> {
    const read = await Promise.all(directoriesUp(path).map((directory) => this.in(directory)));
    const manifests = read.filter((one): one is Manifest => one !== null && one !== 'unreadable');
    return { manifests, unreadable: read.includes('unreadable') };
  }

  /** Every readable manifest of the tree, installed packages left out. */
  all(): Promise<readonly Manifest[]> {
    this.#all ??= this.#readAll();
    return this.#all;
  }

  /** Where they lie, the unreadable ones included. */
  paths(): readonly RepoPath[] {
    return this.#files.entries
      .map(({ path }) => path)
      .filter((path) => path.endsWith(NAME) && baseOf(path) === NAME && !path.includes('node_modules/'))
      .slice(0, MAX_MANIFESTS);
  }

  async #readAll(): Promise<readonly Manifest[]> {
    const read = await Promise.all(this.paths().map((path) => this.in(directoryOf(path))));
    return read.filter((one): one is Manifest => one !== null && one !== 'unreadable');
  }
}
