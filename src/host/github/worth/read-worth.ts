/** Asks GitHub what the gate's check is worth: one request where a ruleset requires it, a second where none does. */
import type { Worth } from '../../../domain/worth.ts';
import type { Workflow } from '../../../kit/workflows/workflow.ts';
import type { Answer, Api } from '../api/api.ts';
import { readActionsApp, readProtection, readRulesets, type Rules } from './rules.ts';
import { worthOf, type Question } from './worth-of.ts';

export type Asked = Omit<Question, 'rules' | 'workflows'> & {
  readonly workflows: readonly Workflow[] | Promise<readonly Workflow[]>;
};

/** Never throws for an answer of GitHub's: a fault makes the worth unknown, and says why. */
export async function readWorth(api: Api, asked: Asked): Promise<Worth> {
  const [rules, workflows] = await Promise.all([readRulesets(api, asked.branch), asked.workflows]);
  const worth = worthOf({ ...asked, workflows, rules: rules.ok ? rules.data : null });
  if (!rules.ok) return { ...worth, because: `${worth.because} ${rules.fault.message}` };
  const more = await morePrecisely(api, { ...asked, workflows, rules: rules.data }, worth);
  if (more === null) return worth;
  if (more.ok) return worthOf({ ...asked, workflows, rules: more.data });
  const unknown = worthOf({ ...asked, workflows, rules: null });
  return { ...unknown, because: `${unknown.because} ${more.fault.message}` };
}

type Known = Question & { readonly rules: Rules };

/** What the rulesets alone leave open; null where they say it all. */
async function morePrecisely(
  api: Api,
  { rules, branch }: Known,
  worth: Worth,
): Promise<Answer<Rules> | null> {
  if (worth.level === 'not-required' || worth.level === 'unknown') {
    const protection = await readProtection(api, branch);
    return protection.ok
      ? { ok: true, data: { ...rules, checks: [...rules.checks, ...protection.data] } }
      : protection;
  }
  if (worth.level !== 'app-pinned') return null;
  const app = await readActionsApp(api);
  return app.ok ? { ok: true, data: { ...rules, actionsApp: app.data } } : app;
}
