/** What a branch asks of a merge, read from GitHub: rulesets first, classic branch protection where they do not say it. */
import { z } from 'zod';
import type { Answer, Api, Fault } from '../api/api.ts';

export interface RequiredCheck {
  readonly name: string;
  /** The app that must post it; null when any may. */
  readonly app: number | null;
}

interface RequiredWorkflow {
  /** Id of the repository that the workflow is taken from. */
  readonly repository: number;
  /** `.github/workflows/x.yml` in it. */
  readonly path: string;
}

export interface Rules {
  readonly checks: readonly RequiredCheck[];
  readonly workflows: readonly RequiredWorkflow[];
  /** Merges go through a merge queue. */
  readonly queue: boolean;
  /** The app that every `GITHUB_TOKEN` acts as, whichever workflow it belongs to. */
  readonly actionsApp: number;
}

/** GitHub Actions on github.com; an enterprise's server has its own number. */
const ACTIONS_APP = 15368;

// The parts that are used of https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch.
const rule = z.object({ type: z.string(), parameters: z.unknown().optional() });
const checksOfRule = z.object({
  required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.int().nullish() })),
});
const workflowsOfRule = z.object({
  workflows: z.array(z.object({ path: z.string(), repository_id: z.int() })),
});
// And of https://docs.github.com/en/rest/branches/branches#get-a-branch, which needs no more than `contents: read`.
const protectedBranch = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({
          enforcement_level: z.string().nullish(),
          contexts: z.array(z.string()).default([]),
          checks: z.array(z.object({ context: z.string(), app_id: z.int().nullish() })).default([]),
        })
        .nullish(),
    })
    .nullish(),
});

/** Active rules of every ruleset that covers the branch; classic branch protection is not among them. */
export async function readRulesets(api: Api, branch: string): Promise<Answer<Rules>> {
  const answer = await api.list<unknown>('GET /repos/{owner}/{repo}/rules/branches/{branch}', { branch });
  if (!answer.ok) return answer;
  const rules = z.array(rule).safeParse(answer.data);
  if (!rules.success) return unexpected('the rules of a branch');
  const checks: RequiredCheck[] = [];
  const workflows: RequiredWorkflow[] = [];
  for (const { type, parameters } of rules.data) {
    if (type === 'required_status_checks') {
      const found = checksOfRule.safeParse(parameters);
      if (!found.success) return unexpected('required checks');
      checks.push(
        ...found.data.required_status_checks.map(({ context, integration_id }) => ({
          name: context,
          app: integration_id ?? null,
        })),
      );
    }
    if (type === 'workflows') {
      const found = workflowsOfRule.safeParse(parameters);
      if (!found.success) return unexpected('required workflows');
      workflows.push(
        ...found.data.workflows.map(({ path, repository_id }) => ({ path, repository: repository_id })),
      );
    }
  }
  const queue = rules.data.some(({ type }) => type === 'merge_queue');
  return { ok: true, data: { checks, workflows, queue, actionsApp: ACTIONS_APP } };
}

/** The checks that classic branch protection requires. */
export async function readProtection(api: Api, branch: string): Promise<Answer<readonly RequiredCheck[]>> {
  const answer = await api.request<unknown>('GET /repos/{owner}/{repo}/branches/{branch}', { branch });
  if (!answer.ok) return answer;
  const found = protectedBranch.safeParse(answer.data);
  if (!found.success) return unexpected('a branch');
  const required = found.data.protection?.required_status_checks;
  if (!required || required.enforcement_level === 'off') return { ok: true, data: [] };
  const named = new Set(required.checks.map(({ context }) => context));
  return {
    ok: true,
    data: [
      ...required.checks.map(({ context, app_id }) => ({ name: context, app: appOf(app_id) })),
      ...required.contexts.filter((one) => !named.has(one)).map((name) => ({ name, app: null })),
    ],
  };
}

/** The number that GitHub Actions has as an app on this server. */
export async function readActionsApp(api: Api): Promise<Answer<number>> {
  const answer = await api.request<unknown>('GET /apps/{app_slug}', { app_slug: 'github-actions' });
  if (!answer.ok) return answer;
  const found = z.object({ id: z.int() }).safeParse(answer.data);
  return found.success ? { ok: true, data: found.data.id } : unexpected('the app of Actions');
}

/** Classic protection writes -1 for "any app". */
function appOf(id: number | null | undefined): number | null {
  return id === undefined || id === null || id === -1 ? null : id;
}

function unexpected(what: string): { readonly ok: false; readonly fault: Fault } {
  const message = `GitHub described ${what} in a way that this version does not know.`;
  return { ok: false, fault: { kind: 'unavailable', status: 200, message, said: '', maybeApplied: false } };
}
