/** What the server says of the repository: its rules, and whether it is public. */
import { z } from 'zod';
import type { Answer, Api } from '../../host/github/api/api.ts';
import { readActionsApp, readProtection, readRulesets, type Rules } from '../../host/github/worth/rules.ts';

export interface Said {
  readonly rules: Rules;
  readonly id: number;
  readonly isPrivate: boolean;
}

const repository = z.object({ id: z.int(), private: z.boolean() });

/** The rules of the branch and what they are about; a sentence when one answer is missing: half of them would mislead. */
export async function readSaid(api: Api, branch: string): Promise<Said | string> {
  const [about, rulesets, protection] = await Promise.all([
    api.request<unknown>('GET /repos/{owner}/{repo}'),
    readRulesets(api, branch),
    readProtection(api, branch),
  ]);
  if (!about.ok) return about.fault.message;
  if (!rulesets.ok) return rulesets.fault.message;
  if (!protection.ok) return protection.fault.message;
  const found = repository.safeParse(about.data);
  if (!found.success) return 'GitHub described the repository in a way that this version does not know.';
  const checks = [...rulesets.data.checks, ...protection.data];
  const app = await actionsApp(api, { ...rulesets.data, checks });
  if (!app.ok) return app.fault.message;
  const rules = { ...rulesets.data, checks, actionsApp: app.data };
  return { rules, id: found.data.id, isPrivate: found.data.private };
}

/** Asked for only where a check is pinned to another app than that of github.com: it may be an enterprise's own number. */
async function actionsApp(api: Api, { checks, actionsApp }: Rules): Promise<Answer<number>> {
  const pinned = checks.some(({ app }) => app !== null && app !== actionsApp);
  return pinned ? readActionsApp(api) : { ok: true, data: actionsApp };
}
