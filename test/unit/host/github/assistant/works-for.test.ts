import { describe, expect, it } from 'vitest';
import { worksFor, type Allowed } from '../../../../../src/host/github/assistant/works-for.ts';
import type { PullOccasion } from '../../../../../src/host/github/occasion.ts';
import { faultOf, hub, people, userOf, type Hub, type Login } from '../people/fake-api.ts';

interface Asked extends Partial<Allowed> {
  readonly author?: Login;
  readonly sender?: Login | 'nobody';
  readonly fork?: boolean;
  readonly parts?: Partial<Hub>;
  readonly offline?: boolean;
}

function ask({ author = 'ada', sender = author, fork = false, ...more }: Asked) {
  const { api, asked } = hub(more.parts);
  const occasion: PullOccasion = {
    kind: 'pull',
    trusted: false,
    number: 7,
    base: { ref: 'main', commit: 'b' },
    head: { ref: 'feature', commit: 'h', fork },
    author: { id: people[author], login: author, bot: author.endsWith('[bot]') },
    draft: false,
  };
  const payload = sender === 'nobody' ? {} : { sender: userOf(sender) };
  const allowed = { bots: more.bots ?? [], forks: more.forks ?? false };
  return worksFor({ api: more.offline ? null : api, occasion, payload }, allowed).then((works) => ({
    works,
    asked,
  }));
}

describe('the assistant works for', () => {
  it.each<[string, Asked, string]>([
    ['an author who may write', {}, 'maintainers'],
    ['an author who may write, when somebody else who may pushed', { sender: 'cleo' }, 'maintainers'],
    ['a bot that is named', { author: 'helper[bot]', bots: ['x', 'Helper[bot]'] }, 'bots'],
    [
      'people whose pull request a named bot updates',
      { sender: 'helper[bot]', bots: ['helper[bot]'] },
      'bots',
    ],
    ['somebody who may write, from a fork that is allowed', { fork: true, forks: true }, 'forks'],
  ])('%s', async (_name, asked, trust) => {
    expect((await ask(asked)).works).toEqual({ kind: 'yes', trust });
  });
});

describe('[T118] the assistant does not work for', () => {
  it.each<[string, Asked, string]>([
    ['an author who may only read', { author: 'mallory' }, 'mallory may not write'],
    ['somebody who may only read and pushed', { sender: 'mallory' }, 'mallory may not write'],
    ['a bot that nobody named', { author: 'helper[bot]' }, 'does not name'],
    ['a person who is called like a named bot', { author: 'mallory', bots: ['mallory'] }, 'may not write'],
    ['a fork', { fork: true }, 'assistant-forks'],
    [
      'a stranger’s fork, though forks are allowed',
      { author: 'mallory', fork: true, forks: true },
      'may not write',
    ],
    ['an event of nobody', { sender: 'nobody' }, 'does not say who'],
    ['anybody while GitHub cannot be asked', { offline: true }, 'input token'],
    [
      'anybody while GitHub does not answer',
      { parts: { faults: [['GET /collaborators', faultOf('unavailable')]] } },
      'is not known (It failed (unavailable))',
    ],
  ])('%s', async (_name, asked, why) => {
    expect((await ask(asked)).works).toEqual({ kind: 'no', why: expect.stringContaining(why) });
  });
});

it('who is asked about is asked about once', async () => {
  expect((await ask({})).asked).toEqual(['GET /collaborators/ada/permission']);
  expect((await ask({ fork: true })).asked).toEqual([]);
});
