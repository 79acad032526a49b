/** What a green check is worth is never said better than GitHub's answers show. */
import { describe, expect, it } from 'vitest';
import { readWorth, type Asked } from '../../../../../src/host/github/worth/read-worth.ts';
import { parseWorkflow } from '../../../../../src/kit/workflows/parse.ts';
import { apiOf } from './api-of.ts';

const WORKFLOW = '.github/workflows/gatewright.yml';
const file = (name: string) =>
  parseWorkflow(WORKFLOW, `jobs: { gate: { name: "${name}", steps: [{ uses: gatewright/gatewright@v1 }] } }`);
const ASKED: Asked = {
  branch: 'main',
  workflow: WORKFLOW,
  job: 'gate',
  elsewhere: false,
  repository: 7,
  trusted: false,
  workflows: [file('The gate')],
};
const RULES = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
const BRANCH = 'GET /repos/{owner}/{repo}/branches/{branch}';
const APP = 'GET /apps/{app_slug}';

const checks = (...required: { context: string; integration_id?: number | null }[]) => ({
  type: 'required_status_checks',
  parameters: { required_status_checks: required, strict_required_status_checks_policy: false },
});
const workflows = (path: string, repository_id: number) => ({
  type: 'workflows',
  parameters: { workflows: [{ path, repository_id, ref: 'refs/heads/main' }] },
});

describe('what a green check is worth', () => {
  it('is a required workflow’s only when a ruleset runs this very file', async () => {
    const of = (path: string, id: number, more = {}) =>
      readWorth(apiOf({ [RULES]: [workflows(path, id)], [BRANCH]: {} }), { ...ASKED, ...more });
    expect(await of(WORKFLOW, 7)).toMatchObject({ level: 'required-workflow' });
    expect(await of(WORKFLOW, 8, { elsewhere: true })).toMatchObject({ level: 'required-workflow' });
    expect(await of('.github/workflows/other.yml', 7)).toMatchObject({ level: 'not-required' });
    expect(await of(WORKFLOW, 8)).toMatchObject({ level: 'not-required' });
    expect(await of(WORKFLOW, 7, { elsewhere: true })).toMatchObject({ level: 'not-required' });
    expect(await of(WORKFLOW, 7, { repository: null })).toMatchObject({ level: 'not-required' });
  });

  it('is forgeable when the job is required, whoever is said to post it, as long as that is Actions', async () => {
    for (const required of [{ context: 'The gate' }, { context: 'The gate', integration_id: 15368 }]) {
      const api = apiOf({ [RULES]: [checks({ context: 'build' }, required)] });
      expect(await readWorth(api, ASKED)).toMatchObject({ level: 'forgeable' });
      expect(api.asked).toEqual([RULES]);
    }
  });

  it('says who could forge it: forks as well where the workflow comes from the change', async () => {
    const api = apiOf({ [RULES]: [checks({ context: 'The gate' })] });
    expect((await readWorth(api, ASKED)).because).toContain('whose fork is allowed to run');
    expect((await readWorth(api, { ...ASKED, trusted: true })).because).toContain('forks cannot');
  });

  it('is not that of the report on the way into another branch', async () => {
    const pinned = { [RULES]: [checks({ context: 'Gatewright report', integration_id: 99 })], [BRANCH]: {} };
    const asked = { ...ASKED, branch: 'next', trusted: true, display: 'Gatewright report into next' };
    expect(await readWorth(apiOf(pinned), asked)).toMatchObject({ level: 'not-required' });
  });

  it('is pinned only to an app that is not Actions, and only where the change cannot edit the workflow', async () => {
    const pinned = { [RULES]: [checks({ context: 'Gatewright report', integration_id: 99 })] };
    const of = (actions: unknown, trusted: boolean) =>
      readWorth(apiOf({ ...pinned, ...(actions ? { [APP]: actions } : {}) }), { ...ASKED, trusted });
    expect(await of({ id: 15368 }, true)).toMatchObject({ level: 'app-pinned' });
    expect(await of({ id: 99 }, true)).toMatchObject({ level: 'forgeable' });
    expect(await of({ id: 15368 }, false)).toMatchObject({ level: 'forgeable' });
    expect(await of(null, true)).toMatchObject({ level: 'unknown' });
    expect(await of({ id: 'x' }, true)).toMatchObject({ level: 'unknown' });
  });

  it('is looked for in classic protection where no ruleset requires the job', async () => {
    const protection = (required: unknown) => ({
      [RULES]: [],
      [BRANCH]: { protection: { required_status_checks: required } },
    });
    const level = async (required: unknown) => (await readWorth(apiOf(protection(required)), ASKED)).level;
    expect(await level({ contexts: ['The gate'] })).toBe('forgeable');
    expect(await level({ contexts: ['The gate'], checks: [{ context: 'The gate', app_id: -1 }] })).toBe(
      'forgeable',
    );
    expect(await level({ enforcement_level: 'off', contexts: ['The gate'] })).toBe('not-required');
    expect(await level({ contexts: ['gate'] })).toBe('not-required');
    expect(await level(null)).toBe('not-required');
  });

  it('is unknown when GitHub does not answer, or answers something else', async () => {
    expect(await readWorth(apiOf({}), ASKED)).toEqual({
      level: 'unknown',
      because: 'The rules of main could not be read. It may not be read.',
    });
    for (const answers of [
      { [RULES]: [] },
      { [RULES]: {} },
      { [RULES]: [{ type: 'required_status_checks' }], [BRANCH]: {} },
      { [RULES]: [{ type: 'workflows', parameters: { workflows: [{}] } }], [BRANCH]: {} },
      { [RULES]: [], [BRANCH]: { protection: { required_status_checks: { contexts: [1] } } } },
    ]) {
      expect(await readWorth(apiOf(answers), ASKED)).toMatchObject({ level: 'unknown' });
    }
  });

  it('is unknown when checks are required and the name of ours cannot be told', async () => {
    const named = (name: string) => ({ ...ASKED, workflows: [file(name)] });
    const api = () => apiOf({ [RULES]: [checks({ context: 'The gate' })], [BRANCH]: {} });
    expect(await readWorth(api(), named('${{ github.ref }}'))).toMatchObject({ level: 'unknown' });
    expect(await readWorth(api(), { ...ASKED, workflows: [] })).toMatchObject({ level: 'unknown' });
    expect(await readWorth(apiOf({ [RULES]: [], [BRANCH]: {} }), { ...ASKED, workflows: [] })).toMatchObject({
      level: 'not-required',
    });
  });

  it('shows a branch’s name inertly', async () => {
    const api = apiOf({ [RULES]: [], [BRANCH]: {} });
    const { because } = await readWorth(api, { ...ASKED, branch: 'a\u202e|@x' });
    expect(because).toContain('of a\\u{202e}|@x requires');
  });
});
