import { beforeEach, describe, expect, it } from 'vitest';
import { turnedDown } from '../../../../../src/host/github/show/turned-down.ts';
import { BOT, FakeGithub, HEAD } from './fake-github.ts';

let github: FakeGithub;
beforeEach(() => void (github = new FakeGithub()));

const place = { owner: 'acme', repo: 'shop' };
const remember = (keys: string, login = BOT) =>
  github.say(`<!-- gatewright run=1.1 head=${HEAD} -->\n<!-- gatewright offered=${keys} -->\nx`, login);

async function suggest(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const body = `<!-- gatewright finding=abc proposal=${key} -->\nx`;
    await github.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', { body, line: 1 });
  }
}

async function down(): Promise<readonly (readonly [string, string])[]> {
  const answer = await turnedDown({ api: github, place, number: 7 });
  return answer.ok ? [...answer.data] : [];
}

describe('a suggestion was turned down', () => {
  it('when somebody resolved its thread, by them', async () => {
    await suggest('k-1', 'k-2', 'k-3');
    github.reviewComments[2]!.resolvedBy = 'ada';
    github.reviewComments[0]!.resolvedBy = '';
    expect(await down()).toEqual([
      ['k-1', ''],
      ['k-3', 'ada'],
    ]);
  });

  it('when its comment is no longer there', async () => {
    remember('k-1,k-2');
    await suggest('k-2');
    expect(await down()).toEqual([['k-1', '']]);
  });

  it('[T79] and not because somebody else wrote our marker', async () => {
    remember('k-1', 'mallory');
    await suggest('k-2');
    github.reviewComments[0]!.resolvedBy = 'ada';
    github.reviewComments[0] = { ...github.reviewComments[0]!, user: { login: 'mallory' } };
    expect(await down()).toEqual([]);
  });

  it('and who suggested nothing asks little', async () => {
    expect(await down()).toEqual([]);
    expect(github.requests).toHaveLength(2);
  });

  it('which is unknown where GitHub does not say', async () => {
    await suggest('k-1');
    github.fail('reviewThreads', 'unavailable');
    expect(await turnedDown({ api: github, place, number: 7 })).toMatchObject({ ok: false });
  });
});
