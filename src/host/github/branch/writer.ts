/** Who writes branches: the account of the input fix-token, and where it may not, one sentence why. */
import type { Branch } from '../../../domain/branch.ts';
import { journalOfBranch, journalOfPull } from '../../../publish/journal.ts';
import type { Api } from '../api/api.ts';
import { openBranch } from './open-branch.ts';
import type { Occasion, Place } from '../occasion.ts';

export interface OpenWriter {
  readonly kind: 'open';
  readonly api: Api;
  readonly place: Place;
  readonly branch: Branch;
  /** What was judged, in full and in short: `refs/heads/feature`, `feature`. */
  readonly ref: string;
  readonly name: string;
  readonly journalRef: string;
}

interface ClosedWriter {
  readonly kind: 'closed';
  /** Ends a sentence that begins with what was not done. */
  readonly why: string;
}

export type Writer = OpenWriter | ClosedWriter;

export interface Wanting {
  readonly occasion: Occasion;
  readonly place: Place | null;
  /** Speaks with the input fix-token; null without one. */
  readonly api: Api | null;
  /** The inputs token and fix-token are one and the same. */
  readonly same: boolean;
}

/** Asks at most whose token it is: what it may do shows when it does it. */
export async function openWriter({ occasion, place, api, same }: Wanting): Promise<Writer> {
  const names = namesOf(occasion, place?.defaultBranch ?? '');
  if ('why' in names) return { kind: 'closed', ...names };
  if (api === null || place === null) return closed(NO_TOKEN);
  if (same) return closed(ACTIONS);
  const viewer = await api.graphql<{ viewer?: { login?: string } | null }>('query { viewer { login } }', {});
  if (!viewer.ok) return closed(`the input fix-token cannot be used: ${viewer.fault.message}`);
  const login = viewer.data.viewer?.login ?? '';
  if (login === '') return closed('the input fix-token cannot be used: GitHub does not say whose it is.');
  if (login === 'github-actions[bot]') return closed(ACTIONS);
  return { kind: 'open', api, place, branch: openBranch(api, place), ...names };
}

const closed = (why: string): ClosedWriter => ({ kind: 'closed', why });

const NO_TOKEN =
  'commits take the input fix-token, the token of a GitHub App or of a person: what GITHUB_TOKEN pushes starts no workflow.';

/** docs triggering-a-workflow: events of GITHUB_TOKEN create no workflow run. A head that nobody judges must not stand. */
const ACTIONS =
  'the input fix-token is GITHUB_TOKEN, whose pushes start no workflow: give it the token of a GitHub App or of a person.';

const DEFAULT = 'the judged branch is the default one, to which nothing is committed directly.';

type Names = Pick<OpenWriter, 'ref' | 'name' | 'journalRef'>;

/** One journal for each pull request, whatever becomes of its branch; a branch without one has its own. */
function namesOf(occasion: Occasion, defaultBranch: string): Names | { readonly why: string } {
  if (occasion.kind === 'pull') {
    const { number, head } = occasion;
    if (head.fork)
      return { why: 'the branch lies in a fork, where the tokens of this repository write nothing.' };
    if (head.ref === defaultBranch) return { why: DEFAULT };
    return { ref: `refs/heads/${head.ref}`, name: head.ref, journalRef: journalOfPull(number) };
  }
  const name = occasion.kind === 'push' ? /^refs\/heads\/(.+)$/.exec(occasion.ref)?.[1] : undefined;
  if (name === undefined) return { why: 'this event is about no branch that commits could go to.' };
  return { ref: `refs/heads/${name}`, name, journalRef: journalOfBranch(name) };
}
