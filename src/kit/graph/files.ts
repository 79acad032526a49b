/** The files of one tree, indexed for look-ups by path and by directory, with bounded reading of texts. */
import { hash } from 'node:crypto';
import { repoPath, type RepoPath } from '../../domain/path.ts';
import type { Entry, Tree } from '../../domain/tree.ts';
import type { Shelf } from '../../domain/validator.ts';
import { decode } from '../text.ts';
import { placeOf } from '../tree/place.ts';

/** Manifests, lock files and configurations above this are not read: what depends on them is undecidable. */
const MAX_TEXT_BYTES = 5_000_000;
/** What a shelf keeps is small: a workspace has a thousand manifests of a kilobyte, and one lock file of megabytes. */
const MAX_KEPT_BYTES = 16_000;
/** A workspace of a thousand packages is told in some fifty kilobytes. */
const MAX_DERIVED_BYTES = 1_000_000;

export class Files {
  readonly entries: readonly Entry[];
  readonly #tree: Tree;
  readonly #kept: Shelf | undefined;
  readonly #byPath = new Map<string, Entry>();
  readonly #names = new Map<string, ReadonlySet<string>>();
  readonly #texts = new Map<string, Promise<string | null>>();
  readonly #folded = new Map<string, RepoPath[]>();

  private constructor(tree: Tree, entries: readonly Entry[], kept: Shelf | undefined) {
    this.#tree = tree;
    this.#kept = kept;
    this.entries = entries;
    for (const entry of entries) this.#byPath.set(entry.path, entry);
  }

  /** Small texts that were read once are taken from the shelf, where there is one. */
  static async of(tree: Tree, kept?: Shelf): Promise<Files> {
    return new Files(tree, await tree.list(), kept);
  }

  entry(path: string): Entry | undefined {
    return this.#byPath.get(path);
  }

  /** A regular file (or a link: where it leads is not followed). */
  isFile(path: string): boolean {
    return this.#byPath.has(path) && this.#byPath.get(path)?.mode !== 'submodule';
  }

  isDirectory(path: string): boolean {
    return path === '' || this.entries[this.#placeOf(`${path}/`)]?.path.startsWith(`${path}/`) === true;
  }

  /** The names directly below a directory; nothing when there is no such directory. */
  names(directory: string): ReadonlySet<string> {
    let names = this.#names.get(directory);
    if (!names) this.#names.set(directory, (names = this.#listNames(directory)));
    return names;
  }

  /** Of thousands of directories a few are asked for: their entries lie together, those of each folder as well. */
  #listNames(directory: string): Set<string> {
    const within = directory === '' ? '' : `${directory}/`;
    const names = new Set<string>();
    for (let at = this.#placeOf(within); ;) {
      const path = this.entries[at]?.path;
      if (path?.startsWith(within) !== true) return names;
      const slash = path.indexOf('/', within.length);
      names.add(path.slice(within.length, slash === -1 ? undefined : slash));
      at = slash === -1 ? at + 1 : this.#placeOf(`${path.slice(0, slash)}${AFTER_SLASH}`);
    }
  }

  #placeOf(name: string): number {
    return placeOf(repoPath(name), this.entries);
  }

  /** Whether the path leads through a symbolic link or a submodule, whose content the tree does not hold. */
  isBeyond(path: string): boolean {
    for (let at = path; at !== ''; at = directoryOf(at)) {
      const mode = this.#byPath.get(at)?.mode;
      if (mode === 'submodule' || mode === 'symlink') return true;
    }
    return false;
  }

  /** The text of a regular file; null when there is none, or when it cannot be read within bounds. */
  text(path: string): Promise<string | null> {
    let text = this.#texts.get(path);
    if (!text) this.#texts.set(path, (text = this.#read(path)));
    return text;
  }

  async #read(path: string): Promise<string | null> {
    const entry = this.#byPath.get(path);
    if (!entry || (entry.mode !== 'file' && entry.mode !== 'executable')) return null;
    const known = this.#kept?.get(entry.oid);
    if (known) return decode(known).text;
    const blob = await this.#tree.bytes(entry.oid);
    if (blob.kind !== 'bytes' || blob.bytes.length > MAX_TEXT_BYTES) return null;
    const { length } = blob.bytes;
    if (length > 0 && length <= MAX_KEPT_BYTES) this.#kept?.put(entry.oid, blob.bytes);
    return decode(blob.bytes).text;
  }

  /**
   * What follows from these files alone, as JSON: worked out where the shelf does not have it, and put there when each
   * of them could be read.
   */
  async derived<T>(kind: string, paths: readonly string[], compute: () => Promise<T>): Promise<T> {
    if (!this.#kept) return compute();
    const named = paths.map((path) => [path, this.#byPath.get(path)?.mode, this.#byPath.get(path)?.oid]);
    const key = `${kind}:${hash('sha256', JSON.stringify(named))}`;
    const known = this.#kept.get(key);
    if (known) return JSON.parse(Buffer.from(known).toString('utf8')) as T;
    const value = await compute();
    const record = Buffer.from(JSON.stringify(value), 'utf8');
    const texts = await Promise.all(paths.map((path) => this.text(path)));
    if (record.length <= MAX_DERIVED_BYTES && !texts.includes(null)) this.#kept.put(key, record);
    return value;
  }

  /** Every path whose base name without extensions is this, letter case ignored. */
  stemmed(stem: string): readonly RepoPath[] {
    if (this.#folded.size === 0) {
      for (const { path } of this.entries) {
        const key = stemOf(path).toLowerCase();
        const held = this.#folded.get(key);
        if (held) held.push(path);
        else this.#folded.set(key, [path]);
      }
    }
    return this.#folded.get(stem.toLowerCase()) ?? [];
  }
}

/** All that lies in a folder comes before its name with this behind it. */
const AFTER_SLASH = '0';

/** The directory of a path; the empty string for the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last segment of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The base name up to its first dot (a leading dot belongs to the name). */
export function stemOf(path: string): string {
  const base = baseOf(path);
  const dot = base.indexOf('.', 1);
  return dot === -1 ? base : base.slice(0, dot);
}

/** Joins a directory and a relative path; null when the result lies outside the tree. */
export function join(directory: string, relative: string): RepoPath | null {
  const parts = directory.split('/').filter((part) => part !== '');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return repoPath(parts.join('/'));
}

/** The way from a directory to a path: `./x`, `../x`. */
export function relativePath(directory: string, path: string): string {
  const from = directory === '' ? [] : directory.split('/');
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = '../'.repeat(from.length - shared);
  return `${up || './'}${to.slice(shared).join('/')}`;
}

/** The directories from a path's own up to the root. */
export function directoriesUp(path: string): string[] {
  const up: string[] = [];
  for (let at = directoryOf(path); ; at = directoryOf(at)) {
    up.push(at);
    if (at === '') return up;
  }
}
