/** A workflow of GitHub Actions as data: only what decides when it runs, what it may do, and what its jobs are called. */

export interface Step {
  /** `owner/repo@ref`, `./path`, or undefined for a step that runs commands. */
  readonly uses?: string;
  readonly if?: string;
  readonly continueOnError: boolean;
  /** Inputs as text. */
  readonly with: ReadonlyMap<string, string>;
}

/** What a token may do: one word for everything (`read-all`, `write-all`), or scope by scope (`contents: read`). */
export type Permissions = 'read-all' | 'write-all' | ReadonlyMap<string, string>;

export interface Job {
  readonly id: string;
  readonly name?: string;
  readonly if?: string;
  /** A reusable workflow in place of steps. */
  readonly uses?: string;
  readonly needs: readonly string[];
  readonly matrix: boolean;
  readonly continueOnError: boolean;
  readonly cancelsInProgress: boolean;
  readonly timeout: boolean;
  readonly permissions?: Permissions;
  readonly steps: readonly Step[];
}

/** What narrows an event down; undefined where the key is not given. */
export interface EventFilter {
  readonly types?: readonly string[];
  /** Whether `paths` or `paths-ignore` is given. */
  readonly byPath: boolean;
  /** Whether `branches` or `branches-ignore` is given. */
  readonly byBranch: boolean;
}

export interface Workflow {
  readonly path: string;
  readonly events: ReadonlyMap<string, EventFilter>;
  readonly permissions?: Permissions;
  readonly cancelsInProgress: boolean;
  readonly jobs: readonly Job[];
  /** Why nothing could be read of it; it has no events and no jobs then. */
  readonly problem?: string;
}
