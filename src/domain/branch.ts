/** The port to a branch that can be written: objects first, then all its names at once, and only from where they stood. */
import type { Fault } from './fault.ts';
import type { RepoPath } from './path.ts';
import type { Mode, Oid } from './tree.ts';

/** What a tree has at a path. */
export interface Held {
  readonly mode: Mode;
  readonly oid: Oid;
}

/** One path of a new tree; null takes it away. */
export interface Written {
  readonly path: RepoPath;
  readonly content: { readonly mode: Mode; readonly bytes: Uint8Array } | Held | null;
}

/** A path that two trees do not have alike; null where one of them does not have it. */
export interface Altered {
  readonly path: RepoPath;
  readonly before: Held | null;
  readonly after: Held | null;
}

/** What a commit is made of, besides its words. */
export interface Found {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
}

export interface NewCommit {
  /** Null for the first of a history of its own, as a journal's. */
  readonly parent: Oid | null;
  readonly files: readonly Written[];
  /** Subject, blank line, body, blank line, trailers. */
  readonly message: string;
}

/** Moves a name from one commit to another; null where it does not stand yet, or shall stand no more. */
export interface Move {
  /** `refs/heads/feature`. */
  readonly ref: string;
  readonly from: Oid | null;
  readonly to: Oid | null;
}

export type Done<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export const done = <T>(value: T): Done<T> => ({ ok: true, value });

export const failed = (kind: Fault['kind'], message: string): Extract<Done<never>, { ok: false }> => ({
  ok: false,
  fault: { kind, message },
});

export interface Branch {
  /** Where the name stands now; null for one that is not there. */
  tip(ref: string): Promise<Done<Oid | null>>;
  /** Makes a commit that no name leads to yet, and says its id and that of its tree. */
  commit(made: NewCommit): Promise<Done<{ readonly commit: Oid; readonly tree: Oid }>>;
  /** All of them or none, each by compare-and-swap. A fault of kind `moved`: one stood elsewhere. Never forced. */
  move(moves: readonly Move[]): Promise<Done<null>>;
  /** What a commit is; a fault where it is not there any more. */
  find(commit: Oid): Promise<Done<Found>>;
  /** The text of a file of a commit; null for one that is not there. */
  read(commit: Oid, path: RepoPath): Promise<Done<Uint8Array | null>>;
  /** Whether `commit` is `tip` or an ancestor of it. A commit that is not there any more is not. */
  contains(tip: Oid, commit: Oid): Promise<Done<boolean>>;
  /** Every path that the two commits' trees do not have alike, renames as two of them: all, or a fault. */
  changes(from: Oid, to: Oid): Promise<Done<readonly Altered[]>>;
}
