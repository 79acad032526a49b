/** The pull request of a branch of ours: found again before it is opened, so that there is one. */
import type { Answer, Api } from '../api/api.ts';
import type { Desk } from '../desk.ts';

export interface PullData {
  readonly number: number;
  readonly state: string;
  readonly html_url: string;
  readonly head: { readonly sha: string };
}

export interface PullWords {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/** Newest first, closed ones too. The branch is this repository's own: GitHub tells forks apart by their owner. */
export function pullsOf(api: Api, { place }: Desk, branch: string): Promise<Answer<readonly PullData[]>> {
  const head = `${place?.owner ?? ''}:${branch}`;
  return api.request<readonly PullData[]>('GET /repos/{owner}/{repo}/pulls', {
    head,
    state: 'all',
    per_page: 10,
  });
}

/** Where the answer to its opening was lost, or another run was faster, it is looked for. */
export async function openOnce(api: Api, desk: Desk, words: PullWords): Promise<Answer<PullData>> {
  const opened = await api.request<PullData>('POST /repos/{owner}/{repo}/pulls', { ...words });
  if (opened.ok || !(opened.fault.maybeApplied || opened.fault.kind === 'invalid')) return opened;
  const found = await pullsOf(api, desk, words.head);
  const pull = found.ok ? found.data.find(({ state }) => state === 'open') : undefined;
  return pull ? { ok: true, data: pull } : opened;
}
