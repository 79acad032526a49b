/** The contract of a validator: two trees and the changed lines in, observations out. */
import type { Change, ChangedFile } from './change.ts';
import type { Evidence } from './evidence.ts';
import type { Observation } from './finding.ts';
import type { RepoPath } from './path.ts';
import type { OwnRules, RuleFileText } from './policy.ts';
import type { Sighted } from './sighting.ts';
import type { Tree } from './tree.ts';

/** Facts that are functions of a blob, kept by the store; `kind` names rule set and tool version too. */
export interface Facts {
  get<T>(kind: string, oid: string, compute: () => Promise<T> | T): Promise<T>;
  /** The same shelf for the same kind; what is put there is kept when the judge ends. */
  shelf(kind: string): Shelf;
}

/** Very many small records of one kind, by blob: neither of these waits for anything, and neither fails. */
export interface Shelf {
  /** Starts at a multiple of eight bytes of its buffer, so that typed arrays can view it; not to be written to. */
  get(oid: string): Uint8Array | undefined;
  /** The record is the shelf's from now on. */
  put(oid: string, record: Uint8Array): void;
}

/** All that a validator gets: no author, no path on disk, no network, no policy. */
export interface Scope {
  readonly base: Tree;
  readonly head: Tree;
  /** The changed files that this validator said it applies to. */
  readonly files: readonly ChangedFile[];
  /** Every changed file: deleted ones too, and those that are no matter of this validator. */
  readonly changed: readonly ChangedFile[];
  /** Whether the policy lets this validator look at a path, changed or not, and does not call it generated. */
  sees(path: RepoPath): boolean;
  readonly facts: Facts;
  /** See {@link Change}. */
  readonly gated?: boolean;
  /** Files of the maintainers' own rules, for a validator that takes them. */
  readonly rules?: readonly RuleFileText[];
  /** What an engine outside saw in each file, where one matched the rules in the place of ours. */
  readonly sightings?: ReadonlyMap<RepoPath, Sighted>;
  /** Says which file is being looked at, so that a time-out can name it. */
  at(path: RepoPath): void;
}

export interface Judgement {
  readonly observations: readonly Observation[];
  /** Files that could not be judged, each with a sentence; everything else in scope was judged. */
  readonly failed: ReadonlyMap<RepoPath, string>;
  /** What people have to know of how it was judged, one sentence each: a rule that is not run. */
  readonly notes?: readonly string[];
}

/** The light half, known to the supervisor: it decides what goes to the judge, and loads nothing heavy. */
export interface Validator {
  readonly id: string;
  /** Milliseconds for one judgement, before the run's own deadline cuts it. */
  readonly deadline: number;
  /** True, or why the file is not applicable. `own` are the maintainers' rules, where there are any. */
  appliesTo(file: ChangedFile, own?: OwnRules): true | string;
  /** The heavy half, loaded in the judge process only. */
  load(): Promise<(scope: Scope) => Promise<Judgement>>;
  /** It runs rules that the maintainers write. */
  readonly takesRules?: boolean;
  /** Few changes have a file that it applies to: its judge is started only then. */
  readonly seldom?: boolean;
  /** It compares base and head itself: its findings are new by construction. */
  readonly comparesTrees?: boolean;
  /** It weighs changed files against one another: where shards judge, one of them gets all of its files. */
  readonly together?: boolean;
  /**
   * What it says of a file follows from the file and the base alone. So several judges share many files, and what a
   * proposal leaves alone is as it was.
   */
  readonly fileByFile?: boolean;
}

/** What is known when a tree is proven that differs from a proven one in nothing but the touched paths. */
export interface Since {
  readonly evidence: Evidence;
  readonly touched: ReadonlySet<RepoPath>;
}

/** `prove`, as the trial is given it: the same proof for the author's tree and for a proposal's tree. */
export type Prove = (change: Change, since?: Since) => Promise<Evidence>;
