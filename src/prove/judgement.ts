/** One judgement under way: what the judge was given, and what it has said of it so far. */
import type { Change, ChangedFile } from '../domain/change.ts';
import type { Observation } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { OwnRules } from '../domain/policy.ts';
import type { Sighted } from '../domain/sighting.ts';
import type { Tree } from '../domain/tree.ts';
import { parseJson } from '../kit/child/frames.ts';
import type { Unread } from './answer-ask.ts';
import { checkFailed, checkNotes, checkObservations, type Bounds } from './check-result.ts';
import type { Sight } from './scope.ts';

export interface Job {
  readonly change: Pick<Change, 'base' | 'head' | 'files' | 'gated'>;
  /** Those of the change's files that the validator applies to. */
  readonly files: readonly ChangedFile[];
  readonly sight: Sight;
  /** Rules of the maintainers' own, for a validator that takes them. */
  readonly own?: OwnRules | undefined;
  /** See {@link Scope.sightings}. */
  readonly sightings?: ReadonlyMap<RepoPath, Sighted>;
  /** Milliseconds from now; `budget` when the run's time ends before the validator's own. */
  readonly limit: number;
  readonly budget: boolean;
}

/** A job before it is known how long it may take. */
export type UntimedJob = Omit<Job, 'limit' | 'budget'>;

export interface Completed {
  readonly kind: 'completed';
  readonly observations: readonly Observation[];
  readonly failed: ReadonlyMap<RepoPath, string>;
  /** What people have to know of how it was judged, one sentence each. */
  readonly notes?: readonly string[];
}

type Header = Partial<Record<string, unknown>>;

const MAX_OBSERVATIONS = 200_000;
const MAX_PATH = 20_000;

export class Judgement {
  readonly job: Job;
  readonly number: number;
  readonly trees: ReadonlyMap<number, Tree>;
  readonly unread: Unread = new Map();
  /** Whether the judge sent anything for this judgement. */
  heard = false;
  /** The file that it said it was looking at. */
  at: string | null = null;
  readonly #bounds: Bounds;
  readonly #observations: Observation[] = [];

  constructor(job: Job, number: number, known: { trees: Map<number, Tree>; rules: ReadonlySet<string> }) {
    this.job = job;
    this.number = number;
    this.trees = known.trees;
    const paths = new Set(job.files.map((file) => file.path));
    const rules = new Set([...known.rules, ...(job.own?.rules.keys() ?? [])]);
    this.#bounds = { rules, paths, elsewhere: new Set() };
  }

  /** Each `take…` returns what is wrong with what was sent, or null. */
  takeAt(path: unknown): string | null {
    if (typeof path !== 'string' || path.length > MAX_PATH) return 'a place that is no path';
    this.at = path;
    return null;
  }

  takeFound(payload: Buffer): string | null {
    const found = checkObservations(parseJson(payload), this.#bounds);
    if (!found.ok) return found.problem;
    for (const observation of found.value) this.#observations.push(observation);
    return this.#observations.length > MAX_OBSERVATIONS ? `more than ${MAX_OBSERVATIONS} observations` : null;
  }

  /** The result, or what is wrong with it. A file that could not be read is failed, whatever was said of it. */
  takeDone(header: Header, payload: Buffer): Completed | string {
    const failed = checkFailed(parseJson(payload), this.#bounds);
    if (!failed.ok) return failed.problem;
    const notes = checkNotes(header['notes'] ?? []);
    if (!notes.ok) return notes.problem;
    const observations = this.#observations;
    if (header['observations'] !== observations.length || header['failed'] !== failed.value.size) {
      return 'its counts differ from what it sent';
    }
    for (const { path, head } of this.job.files) {
      const reason = head && this.unread.get(head.oid);
      if (reason) failed.value.set(path, reason);
    }
    return { kind: 'completed', observations, failed: failed.value, notes: notes.value };
  }

  /** A path that was spoken of and is nowhere in the tree; null when there is none. */
  async unknownPath(): Promise<RepoPath | null> {
    for (const path of this.#bounds.elsewhere) {
      if (!(await this.job.change.head.entry(path))) return path;
    }
    return null;
  }
}
