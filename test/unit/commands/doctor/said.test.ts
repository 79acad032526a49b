/** Doctor takes all of what GitHub says of a branch, or none of it. */
import { describe, expect, it } from 'vitest';
import { readSaid } from '../../../../src/commands/doctor/said.ts';
import { apiOf } from '../../host/github/worth/api-of.ts';

const ABOUT = 'GET /repos/{owner}/{repo}';
const RULES = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
const BRANCH = 'GET /repos/{owner}/{repo}/branches/{branch}';
const APP = 'GET /apps/{app_slug}';
const pinned = (integration_id: number) => [
  {
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context: 'a', integration_id }] },
  },
  { type: 'merge_queue' },
];
const ALL = {
  [ABOUT]: { id: 7, private: true },
  [RULES]: pinned(15368),
  [BRANCH]: { protection: { required_status_checks: { contexts: ['b'] } } },
};

describe('what GitHub says', () => {
  it('joins rulesets and classic protection', async () => {
    const api = apiOf(ALL);
    expect(await readSaid(api, 'main')).toEqual({
      id: 7,
      isPrivate: true,
      rules: {
        checks: [
          { name: 'a', app: 15368 },
          { name: 'b', app: null },
        ],
        workflows: [],
        queue: true,
        actionsApp: 15368,
      },
    });
    expect(api.asked).toHaveLength(3);
  });

  it('asks for the number of Actions where a check is pinned to another one', async () => {
    const said = await readSaid(apiOf({ ...ALL, [RULES]: pinned(12), [APP]: { id: 12 } }), 'main');
    expect(said).toMatchObject({ rules: { actionsApp: 12 } });
    expect(await readSaid(apiOf({ ...ALL, [RULES]: pinned(12) }), 'main')).toBe('It may not be read.');
  });

  it.each([ABOUT, RULES, BRANCH])('is nothing when %s is not answered', async (route) => {
    const { [route]: _, ...others } = ALL as Record<string, unknown>;
    expect(await readSaid(apiOf(others), 'main')).toBe('It may not be read.');
  });

  it('is nothing when an answer has another shape', async () => {
    expect(await readSaid(apiOf({ ...ALL, [ABOUT]: { id: '7' } }), 'main')).toMatch(
      /^GitHub described the repository/,
    );
  });
});
