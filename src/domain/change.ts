/** A change: two trees and what lies between them. */
import type { Entry, Tree } from './tree.ts';
import type { RepoPath } from './path.ts';

/** A run of lines that the change added, in the head's numbering: 1-based, `count` is at least 1. */
export interface Hunk {
  readonly start: number;
  readonly count: number;
}

export type FileStatus = 'added' | 'modified' | 'deleted' | 'type-changed' | 'mode-changed';

/** One changed path. A rename is a deletion and an addition; the addition knows its `origin`. */
export interface ChangedFile {
  readonly path: RepoPath;
  readonly status: FileStatus;
  readonly base: Entry | null;
  readonly head: Entry | null;
  /** The path that git's similarity index says the file was renamed from. Old trouble in it is not new here. */
  readonly origin: RepoPath | null;
  /** Added lines, in order, not touching; empty for deletions. */
  readonly hunks: readonly Hunk[];
  /** Why the file is not looked at as source: generated, vendored, minified or snapshot at base. */
  readonly exempt: string | null;
}

export interface Change {
  readonly base: Tree;
  readonly head: Tree;
  /** How a person names the two ends: a branch and a short id, "working tree", "index". */
  readonly baseLabel: string;
  readonly headLabel: string;
  /** Ordered by the bytes of the path. */
  readonly files: readonly ChangedFile[];
  readonly addedLines: number;
  /** Every line is looked at, not a change: the directives in the files are the maintainers' own. */
  readonly audit?: boolean;
  /** The maintainers' branch runs the gate already, though the change may have grown from before that. */
  readonly gated?: boolean;
}

/** Whether a run of lines touches a line that the change added: by halving, since both can be many. */
export function touches(hunks: readonly Hunk[], line: number, endLine: number): boolean {
  let [low, high] = [0, hunks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start, count } = hunks[middle] as Hunk;
    if (line < start + count) high = middle;
    else low = middle + 1;
  }
  const first = hunks[low];
  return first !== undefined && endLine >= first.start;
}

/** How many of the lines from `line` to `endLine` the change added. */
export function countWithin(hunks: readonly Hunk[], line: number, endLine: number): number {
  return hunks.reduce((sum, { start, count }) => {
    const [first, last] = [Math.max(start, line), Math.min(start + count - 1, endLine)];
    return sum + Math.max(0, last - first + 1);
  }, 0);
}
