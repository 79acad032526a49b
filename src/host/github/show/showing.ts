/** What showing a verdict needs to know of GitHub: where, for whom, in which run, and how long it may take. */
import type { Worth } from '../../../domain/worth.ts';
import type { Posting } from '../../../report/comment.ts';
import { uriOf } from '../../../report/uri.ts';
import { repoPath } from '../../../domain/path.ts';
import type { Api } from '../api/api.ts';
import type { GivenOccasion, Judged, Place, Run } from '../occasion.ts';
import type { Surface } from './receipt.ts';
import type { Wording } from './wording.ts';

export interface Showing {
  /** Null when there is no token. */
  readonly api: Api | null;
  /** Null for an event that names no repository. */
  readonly place: Place | null;
  readonly run: Run;
  /** Commits that the workflow names itself are nowhere on GitHub that we know of: annotations and summary alone. */
  readonly occasion: Judged | GivenOccasion;
  /** The judged commit; of a pull request its head, never the merge that GitHub tried. */
  readonly head: string;
  /** Where it was judged to be merged; what the event says when that is not known. */
  readonly branch?: string | null;
  /** The head as it is now, null when nobody can say; asked just before a comment is written. */
  readonly headNow?: () => Promise<string | null>;
  readonly surfaces: readonly Surface[];
  readonly worth: Worth | null;
  /** The file that the runner shows as the job's summary. */
  readonly summaryFile?: string;
  /** Writes to where the runner reads workflow commands. */
  readonly print: (text: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds until the run must be over. */
  readonly timeLeft: () => number;
}

/** A showing that has GitHub at its other end. */
export interface Online extends Showing {
  readonly api: Api;
  readonly place: Place;
  readonly occasion: Judged;
  readonly posting: Posting;
  readonly wording: Wording;
}

/** Null when nothing on GitHub can be asked or written. */
export function onlineOf(showing: Showing, word: (posting: Posting) => Wording): Online | null {
  const { api, place, occasion, run, head, worth } = showing;
  if (!api || !place || occasion.kind === 'given') return null;
  const posting = { site: { repository: addressOf(place), head }, run, worth };
  return { ...showing, api, place, occasion, posting, wording: word(posting) };
}

/** Owner and repository are names that GitHub gave; they are encoded all the same. */
export function addressOf({ server, owner, repo }: Place): string {
  return `${server}/${uriOf(repoPath(owner))}/${uriOf(repoPath(repo))}`;
}

/** A pull request of a fork, or of Dependabot, whose workflow came with it: its token may write nothing (contracts: fork PR). */
export function mayOnlyRead({ occasion }: Online): boolean {
  if (occasion.kind !== 'pull' || occasion.trusted) return false;
  return occasion.head.fork || (occasion.author.bot && occasion.author.login === 'dependabot[bot]');
}
