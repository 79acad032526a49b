/** What the server says of the repository: its rules, and whether it is public. */
import { z } from 'zod';
import type { Answer, Api } from '../../host/github/api/api.ts';
import { readProtection, readRulesets, type Rules } from '../../host/github/worth/rules.ts';
import type { Address } from './address.ts';

export interface Said {
  readonly rules: Rules;
  readonly id: number;
  readonly isPrivate: boolean;
  /** The branch that the server calls the default one. */
  readonly defaultBranch: string;
}

const TIME = 30_000;
const about = z.object({ id: z.int(), private: z.boolean(), default_branch: z.string() });

/** Asks for it; a sentence where one of the answers is missing, since half of the rules would mislead. */
export async function askServer(address: Address): Promise<Said | string> {
  const { openApi } = await import('../../host/github/api/open-api.ts');
  const end = performance.now() + TIME;
  const api = openApi({
    ...address,
    timeLeft: () => end - performance.now(),
    signal: AbortSignal.timeout(TIME),
  });
  const repository = await readRepository(api);
  if (typeof repository === 'string') return repository;
  const branch = repository.default_branch;
  const [rulesets, protection] = await Promise.all([readRulesets(api, branch), readProtection(api, branch)]);
  if (!rulesets.ok) return rulesets.fault.message;
  if (!protection.ok) return protection.fault.message;
  const rules = { ...rulesets.data, checks: [...rulesets.data.checks, ...protection.data] };
  return { rules, id: repository.id, isPrivate: repository.private, defaultBranch: branch };
}

async function readRepository(api: Api): Promise<z.infer<typeof about> | string> {
  const answer: Answer<unknown> = await api.request('GET /repos/{owner}/{repo}');
  if (!answer.ok) return answer.fault.message;
  const found = about.safeParse(answer.data);
  return found.success
    ? found.data
    : 'GitHub described the repository in a way that this version does not know.';
}
