/** What people answered for on the pull request that was merged: the push of it has nobody to ask. */
import type { Report } from '../../../domain/report.ts';
import { heed } from '../../../prove/standing/consent.ts';
import type { Api } from '../api/api.ts';
import type { Desk } from '../desk.ts';
import { readConsent } from '../people/consent.ts';

/** Whether everything that blocks the push was accepted or approved where it came from. */
export async function isAnsweredFor(
  { policy, author, verdict }: Report,
  { api, place, run }: Desk,
  after: string,
): Promise<boolean> {
  const number = api && place ? await mergedAs(api, after, place.defaultBranch) : null;
  if (api === null || number === null || verdict.blocking.length === 0) return false;
  const consent = await readConsent({ api, policy, number, head: null, workflow: run.workflow });
  const { findings } = heed(author, { policy, consent }).evidence;
  const accepted = new Set(
    findings.filter(({ standing }) => standing === 'accepted').map(({ fingerprint }) => fingerprint),
  );
  return verdict.blocking.every(({ fingerprint }) => accepted.has(fingerprint));
}

interface Listed {
  readonly number: number;
  readonly merged_at?: string | null;
  readonly base: { readonly ref: string };
}

const PULLS = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';

/** Where GitHub does not say, nobody answered: a revert that nobody wants is closed. */
async function mergedAs(api: Api, commit: string, branch: string): Promise<number | null> {
  const answer = await api.request<readonly Listed[]>(PULLS, { commit_sha: commit, per_page: 10 });
  const merged = answer.ok ? answer.data.filter(({ merged_at: at, base }) => at && base.ref === branch) : [];
  return merged[0]?.number ?? null;
}
