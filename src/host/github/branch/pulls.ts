/** Pull requests: those that we open ourselves, found again instead of opened twice, and whether one is closed. */
import { done, type Done } from '../../../domain/branch.ts';
import type { Oid } from '../../../domain/tree.ts';
import type { Api } from '../api/api.ts';
import { doneFrom } from './faults.ts';
import type { Where } from './refs.ts';

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** The commit that it stands at. */
  readonly head: Oid;
}

export interface NewPull {
  /** Short names of branches of this repository. */
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

interface Listed {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged_at?: string | null;
  readonly head: { readonly sha: Oid };
}

const LIST = 'GET /repos/{owner}/{repo}/pulls';
const OPEN = 'POST /repos/{owner}/{repo}/pulls';

/** The newest from one branch of this repository into another; null when there was none. */
export async function pullFrom(
  api: Api,
  { owner }: Where,
  { head, base }: Pick<NewPull, 'head' | 'base'>,
): Promise<Done<PullRequest | null>> {
  const sought = { head: `${owner}:${head}`, base, state: 'all', sort: 'created', direction: 'desc' };
  const answer = await api.request<readonly Listed[]>(LIST, { ...sought, per_page: 1 });
  return doneFrom(answer, ([newest]) => (newest ? told(newest) : null));
}

/** Opens one; where the answer got lost, or it is open already, that one. */
export async function openPull(api: Api, where: Where, pull: NewPull): Promise<Done<PullRequest>> {
  const made = await api.request<Listed>(OPEN, { ...pull });
  if (made.ok || !(made.fault.maybeApplied || made.fault.kind === 'invalid')) return doneFrom(made, told);
  const found = await pullFrom(api, where, pull);
  return found.ok && found.value?.state === 'open' ? done(found.value) : doneFrom(made, told);
}

export const CLOSED = 'the pull request is closed.';

/** A job can be run again long after: the branch of a pull request that was merged may still stand where it stood. */
export async function isClosed(api: Api | null, number: number): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const pull = await api?.request<{ state: string }>(route, { pull_number: number });
  return pull?.ok === true && pull.data.state !== 'open';
}

function told({ number, html_url: url, state, merged_at: merged, head }: Listed): PullRequest {
  return { number, url, state: state === 'open' ? 'open' : merged ? 'merged' : 'closed', head: head.sha };
}
