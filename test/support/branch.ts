/** A branch in memory: commits, trees and refs as git has them, with a say before and after each call. */
import { createHash } from 'node:crypto';
import {
  done,
  failed,
  type Altered,
  type Branch,
  type Done,
  type Found,
  type Held,
  type Move,
  type NewCommit,
} from '../../src/domain/branch.ts';
import type { Fault } from '../../src/domain/fault.ts';
import { comparePaths, repoPath, type RepoPath } from '../../src/domain/path.ts';
import type { Mode, Oid } from '../../src/domain/tree.ts';
import { blobId } from './trees.ts';

type Files = ReadonlyMap<RepoPath, Held>;

export interface FakeCommit {
  readonly parents: readonly Oid[];
  readonly files: Files;
  readonly message: string;
  readonly author: string;
}

/** A file's text, or its text and mode; null takes it away. */
type Given = string | Uint8Array | { readonly mode: Mode; readonly text: string } | null;

export interface FakePush {
  readonly parents?: readonly Oid[];
  readonly message?: string;
  readonly author?: string;
}

/** What is done, by the name of the port's method. A `hear` that throws is a crash: before the call, or after it. */
export interface Heard {
  readonly method: keyof Branch;
  readonly when: 'before' | 'after';
  /** How many calls there were before this one. */
  readonly index: number;
}

const hash = (text: string): Oid => createHash('sha1').update(text).digest('hex');

export class FakeBranch implements Branch {
  readonly refs = new Map<string, Oid>();
  readonly commits = new Map<Oid, FakeCommit>();
  readonly blobs = new Map<Oid, Uint8Array>();
  /** Every move that happened. */
  readonly moves: (readonly Move[])[] = [];
  /** Names of the calls so far. */
  readonly calls: (keyof Branch)[] = [];
  /** What it returns before a call is the call's fault; what it returns after one is said instead of the answer. */
  hear: (heard: Heard) => Fault | undefined = () => undefined;
  #ids = 0;

  // What people do

  /** Lays a commit on a branch, by its short name or whole ref, and returns its id. Nothing checks anything. */
  push(name: string, files: Readonly<Record<string, Given>>, more: FakePush = {}): Oid {
    const ref = refOf(name);
    const tip = this.refs.get(ref);
    const parents = more.parents ?? (tip === undefined ? [] : [tip]);
    const held = new Map(this.filesOf(parents[0] ?? null));
    for (const [path, given] of Object.entries(files)) this.#put(held, repoPath(path), given);
    const { message = 'A change', author = 'Ada <ada@example.com>' } = more;
    const id = this.#add({ parents, files: held, message, author });
    this.refs.set(ref, id);
    return id;
  }

  /** Moves a branch, forced or not. */
  reset(name: string, commit: Oid): void {
    this.refs.set(refOf(name), commit);
  }

  // What is there

  tipOf(name: string): Oid {
    return this.refs.get(refOf(name)) ?? '';
  }

  filesOf(commit: Oid | null): Files {
    return commit === null ? new Map() : (this.commits.get(commit)?.files ?? new Map());
  }

  /** Text of each file by path: what a test compares. */
  textsOf(commit: Oid): Record<string, string> {
    const texts = [...this.filesOf(commit)].map(([path, { oid }]) => [path, this.#text(oid)] as const);
    return Object.fromEntries(texts.sort(([a], [b]) => comparePaths(a, b)));
  }

  messageOf(commit: Oid): string {
    return this.commits.get(commit)?.message ?? '';
  }

  // The port

  tip(ref: string): Promise<Done<Oid | null>> {
    return this.#call('tip', () => done(this.refs.get(ref) ?? null));
  }

  commit({ parent, files, message }: NewCommit): Promise<Done<{ commit: Oid; tree: Oid }>> {
    return this.#call('commit', () => {
      if (parent !== null && !this.commits.has(parent)) return failed('invalid', 'There is no such parent.');
      const held = new Map(this.filesOf(parent));
      for (const { path, content } of files) {
        if (content && 'oid' in content && content.mode !== 'submodule' && !this.blobs.has(content.oid))
          return failed('invalid', 'There is no such blob.');
        if (content === null) held.delete(path);
        else
          held.set(path, 'oid' in content ? content : { mode: content.mode, oid: this.#blob(content.bytes) });
      }
      const parents = parent === null ? [] : [parent];
      const commit = this.#add({ parents, files: held, message, author: 'the app' });
      return done({ commit, tree: treeOf(held) });
    });
  }

  move(moves: readonly Move[]): Promise<Done<null>> {
    return this.#call('move', () => {
      for (const { ref, from, to } of moves) {
        if ((this.refs.get(ref) ?? null) !== from) return failed('moved', `${ref} stands elsewhere.`);
        if (to !== null && !this.commits.has(to)) return failed('invalid', `${ref} has nowhere to go.`);
        if (from !== null && to !== null && !this.#contains(to, from))
          return failed('invalid', `${ref} would lose commits.`);
      }
      for (const { ref, to } of moves) {
        if (to === null) this.refs.delete(ref);
        else this.refs.set(ref, to);
      }
      this.moves.push(moves);
      return done(null);
    });
  }

  find(id: Oid): Promise<Done<Found>> {
    return this.#call('find', () => {
      const commit = this.commits.get(id);
      if (!commit) return failed('absent', 'There is no such commit.');
      return done({ tree: treeOf(commit.files), parents: commit.parents });
    });
  }

  read(commit: Oid, path: RepoPath): Promise<Done<Uint8Array | null>> {
    return this.#call('read', () => {
      if (!this.commits.has(commit)) return failed('absent', 'There is no such commit.');
      const held = this.filesOf(commit).get(path);
      return done(held ? (this.blobs.get(held.oid) ?? null) : null);
    });
  }

  contains(tip: Oid, commit: Oid): Promise<Done<boolean>> {
    return this.#call('contains', () => done(this.#contains(tip, commit)));
  }

  changes(from: Oid, to: Oid): Promise<Done<readonly Altered[]>> {
    return this.#call('changes', () => {
      if (!this.commits.has(from) || !this.commits.has(to))
        return failed('absent', 'There is no such commit.');
      const [before, after] = [this.filesOf(from), this.filesOf(to)];
      const paths = [...new Set([...before.keys(), ...after.keys()])].sort(comparePaths);
      const altered = paths.map((path) => ({
        path,
        before: before.get(path) ?? null,
        after: after.get(path) ?? null,
      }));
      return done(altered.filter((each) => !same(each.before, each.after)));
    });
  }

  async #call<T>(method: keyof Branch, act: () => Done<T>): Promise<Done<T>> {
    const index = this.calls.push(method) - 1;
    const refused = this.hear({ method, when: 'before', index });
    if (refused) return { ok: false, fault: refused };
    const answer = act();
    const lost = this.hear({ method, when: 'after', index });
    return lost ? { ok: false, fault: lost } : answer;
  }

  #contains(tip: Oid, commit: Oid): boolean {
    const seen = new Set<Oid>();
    const waiting = [tip];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at === commit) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      waiting.push(...(this.commits.get(at)?.parents ?? []));
    }
    return false;
  }

  #add(commit: FakeCommit): Oid {
    // Two commits of one moment differ: those of a rerun are not the first run's.
    const id = hash(
      `${++this.#ids}\0${treeOf(commit.files)}\0${commit.parents.join(' ')}\0${commit.message}`,
    );
    this.commits.set(id, commit);
    return id;
  }

  #put(held: Map<RepoPath, Held>, path: RepoPath, given: Given): void {
    if (given === null) held.delete(path);
    else if (typeof given === 'object' && 'mode' in given)
      held.set(path, { mode: given.mode, oid: this.#blob(Buffer.from(given.text)) });
    else held.set(path, { mode: 'file', oid: this.#blob(Buffer.from(given as string)) });
  }

  #blob(bytes: Uint8Array): Oid {
    const oid = blobId(bytes);
    this.blobs.set(oid, bytes);
    return oid;
  }

  #text(oid: Oid): string {
    return Buffer.from(this.blobs.get(oid) ?? []).toString('utf8');
  }
}

const refOf = (name: string): string => (name.startsWith('refs/') ? name : `refs/heads/${name}`);
const same = (a: Held | null, b: Held | null): boolean => a?.mode === b?.mode && a?.oid === b?.oid;

const MODES: Readonly<Record<Mode, string>> = {
  file: '100644',
  executable: '100755',
  symlink: '120000',
  submodule: '160000',
};

/** Git's own id of the tree that has these files. */
export function treeOf(files: Files): Oid {
  const entries = new Map<string, { mode: string; oid: Oid }>();
  const folders = new Map<string, Map<RepoPath, Held>>();
  for (const [path, { mode, oid }] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) entries.set(path, { mode: MODES[mode], oid });
    else {
      const name = path.slice(0, slash);
      const inside = folders.get(name) ?? new Map<RepoPath, Held>();
      folders.set(name, inside.set(repoPath(path.slice(slash + 1)), { mode, oid }));
    }
  }
  for (const [name, inside] of folders) entries.set(name, { mode: '40000', oid: treeOf(inside) });
  // Git orders a folder as if its name ended in a slash.
  const key = (name: string, mode: string): Buffer => Buffer.from(mode === '40000' ? `${name}/` : name);
  const sorted = [...entries].sort(([a, x], [b, y]) => Buffer.compare(key(a, x.mode), key(b, y.mode)));
  const body = Buffer.concat(
    sorted.flatMap(([name, { mode, oid }]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
  return createHash('sha1').update(`tree ${body.length}\0`).update(body).digest('hex');
}
