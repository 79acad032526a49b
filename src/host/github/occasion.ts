/** What an event asks of the gate, read from its payload as data. */

/** Somebody or something that acts on GitHub. `bot` is what GitHub says of the account, not what its name says. */
export interface Actor {
  /** Names can be given up and taken by others, numbers cannot. Zero for an account that is gone. */
  readonly id: number;
  readonly login: string;
  readonly bot: boolean;
}

export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  /** `https://github.com`, or the server of an enterprise. */
  readonly server: string;
}

/** A pull request: opened, synchronize, reopened, ready_for_review or edited, from this repository or a fork. */
export interface PullOccasion {
  readonly kind: 'pull';
  /** Whether the workflow came from the default branch (`pull_request_target`) or from the change itself. */
  readonly trusted: boolean;
  readonly number: number;
  readonly base: { readonly ref: string; readonly commit: string };
  readonly head: { readonly ref: string; readonly commit: string; readonly fork: boolean };
  readonly author: Actor;
  readonly draft: boolean;
}

/** A group of the merge queue; its base is where it would be merged. */
export interface QueueOccasion {
  readonly kind: 'queue';
  readonly base: { readonly ref: string; readonly commit: string };
  readonly head: { readonly ref: string; readonly commit: string };
}

/** A push to a branch; `before` is null for a new branch, which is compared with the default branch. */
export interface PushOccasion {
  readonly kind: 'push';
  readonly ref: string;
  readonly before: string | null;
  readonly after: string;
}

/** A schedule, or a dispatch by hand without commits: every line of the default branch (or of the chosen ref). */
export interface AuditOccasion {
  readonly kind: 'audit';
  readonly ref: string;
  readonly commit: string;
}

/** A comment that begins with `/gatewright`. Nothing is judged here: the job that is required is run again. */
export interface CommandOccasion {
  readonly kind: 'command';
  readonly number: number;
  readonly author: Actor;
  readonly by: Actor;
  /** As it was first written: what somebody made of it later was not said to us. */
  readonly comment: { readonly id: number; readonly body: string };
}

/** A workflow of reviews ended: the required job of that head is run again, so that approvals count. */
export interface FollowUpOccasion {
  readonly kind: 'follow-up';
  readonly head: string;
}

/** The event has nothing for the gate to do (a comment without a command, a deleted branch); `why` is a sentence. */
interface IdleOccasion {
  readonly kind: 'idle';
  readonly why: string;
}

/** The workflow names the two commits itself, or the paths of an audit: as before, without the event. */
export interface GivenOccasion {
  readonly kind: 'given';
}

export type Judged = PullOccasion | QueueOccasion | PushOccasion | AuditOccasion;
export type Occasion = Judged | CommandOccasion | FollowUpOccasion | IdleOccasion | GivenOccasion;

/** The run that this step belongs to; ids only grow, so they order the runs of one pull request. */
export interface Run {
  readonly id: number;
  readonly attempt: number;
  /** `owner/repo/.github/workflows/x.yml@ref` without owner, repo and ref. */
  readonly workflow: string;
  readonly job: string;
  readonly url: string;
}
