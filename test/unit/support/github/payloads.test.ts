import { describe, expect, it } from 'vitest';
import { AGENTS, payloadOf, placeOf } from '../../../support/github/payloads.ts';
import { openShop } from './asking.ts';

describe('a payload', () => {
  it('of a pull request names its ends, its author and where its head comes from', async () => {
    const same = await openShop();
    const fork = await openShop({ pull: { fork: true, draft: true } });
    const [own, foreign] = [same, fork].map(({ github }) => payloadOf(github, { event: 'pull_request' }));
    const at = (sha: string, full_name: string): object => ({ sha, repo: { full_name } });
    expect(own).toMatchObject({
      action: 'synchronize',
      number: 7,
      pull_request: {
        draft: false,
        user: { login: 'ada' },
        head: at(same.head, 'acme/shop'),
        base: { sha: same.base },
      },
    });
    expect(foreign).toMatchObject({
      pull_request: { draft: true, user: { login: 'mallory' }, head: at(fork.head, 'mallory/shop') },
    });
  });

  it('is what GitHub said then, whatever happens meanwhile', async () => {
    const { github, head, base } = await openShop();
    const payload = payloadOf(github, { event: 'pull_request' });
    github.push(7, base);
    github.closePull(7);
    expect(payload).toMatchObject({ pull_request: { state: 'open', head: { sha: head } } });
  });

  it('of an agent says bot, also where the name does not', async () => {
    for (const { login, type } of AGENTS) {
      const { github } = await openShop({ pull: { author: login, bot: true } });
      expect(payloadOf(github, { event: 'pull_request' })).toMatchObject({
        pull_request: { user: { login, type } },
        sender: { login, type },
      });
    }
  });

  it('keeps the fields of GitHub’s own example', async () => {
    const { github } = await openShop();
    github.say(7, 'ada', '/gatewright rerun');
    for (const event of ['pull_request', 'issue_comment', 'push', 'merge_group']) {
      const payload = payloadOf(github, { event });
      expect(payload['repository'], event).toMatchObject({ full_name: 'acme/shop', default_branch: 'main' });
      expect(Object.keys(payload['repository'] as object).length, event).toBeGreaterThan(50);
    }
  });
});

it('says for each event which commit runs and which one the job stands on', async () => {
  const { github, head, base } = await openShop();
  const merge = github.state.bare.commit('refs/pull/7/merge');
  github.say(7, 'ada', '/gatewright rerun');
  const place = (event: string): unknown => placeOf(github, event, payloadOf(github, { event, number: 7 }));
  expect(place('pull_request')).toEqual({ sha: merge, ref: 'refs/pull/7/merge', on: head });
  expect(place('pull_request_target')).toEqual({ sha: base, ref: 'refs/heads/main', on: head });
  expect(place('issue_comment')).toEqual({ sha: base, ref: 'refs/heads/main', on: base });
  expect(place('schedule')).toEqual({ sha: base, ref: 'refs/heads/main', on: base });
  expect(place('push')).toEqual({ sha: base, ref: 'refs/heads/main', on: base });
  expect(place('merge_group')).toMatchObject({ ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}` });
});
