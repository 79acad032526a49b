/** A tree of files as data: what a validator sees of a repository, and all that it sees. */
import type { RepoPath } from './path.ts';

/** Git's object id of a blob (40 or 64 hex digits), or a made-up id for a file that git does not hold. */
export type Oid = string;

export type Mode = 'file' | 'executable' | 'symlink' | 'submodule';

export interface Entry {
  readonly path: RepoPath;
  readonly mode: Mode;
  readonly oid: Oid;
}

/** What reading a blob gave. Only `bytes` is content; the others are reasons that a report can name. */
export type Blob =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What differs in a tree: of each such path the entry that it has there, or null where there is none. */
export type Alterations = ReadonlyMap<RepoPath, Entry | null>;

export interface Tree {
  /** The commit or tree that this is; null for a working tree, an index or a tree under trial. */
  readonly id: string | null;
  /** Every entry below the root, submodules and symbolic links included, ordered by the bytes of the path. */
  list(): Promise<readonly Entry[]>;
  entry(path: RepoPath): Promise<Entry | undefined>;
  bytes(oid: Oid): Promise<Blob>;
  /** The tree that this one was made from, and what differs: who has the list of that one need not be told another. */
  readonly since?: { readonly tree: Tree; alterations(): Promise<Alterations> };
}

/** Blobs above this are never read into memory: a person does not review them, and no parser survives them. */
export const MAX_BLOB_BYTES = 5_000_000;
