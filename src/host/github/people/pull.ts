/** The pull request that people speak about, as GitHub knows it now. */
import type { Answer, Api } from '../api/api.ts';
import type { Actor } from '../occasion.ts';
import { commitAt, textAt, type Payload } from '../payload.ts';
import { accountAt } from './writers.ts';

export interface PullFacts {
  readonly head: string;
  readonly open: boolean;
  /** Null for an account that is gone. */
  readonly author: Actor | null;
}

export async function askPull(api: Api, number: number): Promise<Answer<PullFacts>> {
  const answer = await api.request<Payload>('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    pull_number: number,
  });
  if (!answer.ok) return answer;
  const { data } = answer;
  const open = textAt(data, ['state']) === 'open';
  return {
    ok: true,
    data: { head: commitAt(data, ['head', 'sha']) ?? '', open, author: accountAt(data, 'user') },
  };
}

/** The pull request that a group of the merge queue ends with: `gh-readonly-queue/main/pr-7-<commit of the base>`. */
export function pullOfQueue(ref: string): number | null {
  const number = Number(
    /^(?:refs\/heads\/)?gh-readonly-queue\/.{1,500}\/pr-(\d{1,10})-[0-9a-f]+$/.exec(ref)?.[1],
  );
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
