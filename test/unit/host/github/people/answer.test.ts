import { describe, expect, it } from 'vitest';
import type { Api, Parameters } from '../../../../../src/host/github/api/api.ts';
import { answerCommand } from '../../../../../src/host/github/people/answer.ts';
import { faultOf, hub, people, WORKFLOW, type Hub, type Login } from './fake-api.ts';

const ACCEPT = `/gatewright accept ${'f'.repeat(32)} known`;

interface Answered {
  readonly log: string;
  readonly reruns: number;
  readonly reactions: unknown[];
  readonly answers: string[];
}

async function answer(by: Login, body: string, parts: Partial<Hub> = {}): Promise<Answered> {
  const { api, asked } = hub(parts);
  const sent: [string, Parameters][] = [];
  const watched: Api = {
    ...api,
    request: (route, parameters = {}) => {
      sent.push([route, parameters]);
      return api.request(route, parameters);
    },
  };
  const actor = (login: Login) => ({ id: people[login], login, bot: login.endsWith('[bot]') });
  const log = await answerCommand({
    api: watched,
    workflow: WORKFLOW,
    signal: new AbortController().signal,
    wait: async () => true,
    occasion: {
      kind: 'command',
      number: 7,
      author: actor('ada'),
      by: actor(by),
      comment: { id: 5, body },
    },
  });
  const all = (end: string, key: string) =>
    sent.flatMap(([route, { [key]: value }]) =>
      route.startsWith('POST') && route.endsWith(end) ? [value] : [],
    );
  return {
    log,
    reruns: asked.filter((path) => path.endsWith('/rerun')).length,
    reactions: all('/reactions', 'content'),
    answers: all('{issue_number}/comments', 'body') as string[],
  };
}

describe('a command that is followed', () => {
  it.each<[string, Login, string]>([
    ['a rerun by somebody who may write', 'bob', '/gatewright rerun'],
    ['a rerun by the author', 'ada', '/gatewright rerun'],
    ['an accept by somebody who may write', 'cleo', ACCEPT],
    ['an instruction of the author, who may write', 'ada', '/gatewright generate a parser'],
  ])('%s runs the check again and gets a thumb, no words', async (_, by, body) => {
    expect(await answer(by, body)).toEqual({
      log: 'The check runs again.',
      reruns: 1,
      reactions: ['+1'],
      answers: [],
    });
  });

  it('lets an author ask who may not write', async () => {
    expect((await answer('mallory', '/gatewright rerun', { author: 'mallory' })).reruns).toBe(1);
  });

  it('says in the log that it could not react', async () => {
    const { log, reruns } = await answer('bob', '/gatewright rerun', {
      faults: [['POST /issues', faultOf('forbidden')]],
    });
    expect(log).toBe('The check runs again. It failed (forbidden).');
    expect(reruns).toBe(1);
  });
});

describe('a command that is refused', () => {
  it.each<[string, Login, string, string]>([
    [
      '[T118] a rerun by a stranger',
      'mallory',
      '/gatewright rerun',
      'it takes write access to this repository',
    ],
    ['[T118] an accept by a stranger', 'mallory', ACCEPT, 'it takes write access to this repository'],
    [
      '[T118] an instruction of a stranger',
      'mallory',
      '/gatewright generate a parser',
      'it takes write access to this repository',
    ],
    ['an accept by the author', 'ada', ACCEPT, 'nobody accepts findings of their own change'],
    ['an accept without a reason', 'bob', ACCEPT.replace(' known', ''), 'An accept needs a reason.'],
    ['a word that we do not know', 'bob', '/gatewright merge', 'or /gatewright rerun'],
  ])('%s gets one sentence, and nothing runs', async (_, by, body, why) => {
    const { log, reruns, reactions, answers } = await answer(by, body);
    expect({ reruns, reactions }).toEqual({ reruns: 0, reactions: ['confused'] });
    expect(log).toContain(why);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatch(/^Gatewright: /);
  });

  it('[T118] by a bot gets no words, so that two machines never talk to one another', async () => {
    const { reruns, reactions, answers } = await answer('helper[bot]', ACCEPT);
    expect({ reruns, reactions, answers }).toEqual({ reruns: 0, reactions: ['confused'], answers: [] });
  });

  it('is so when the pull request is closed', async () => {
    expect((await answer('bob', ACCEPT, { state: 'closed' })).log).toContain('closed');
  });

  it('says that an accept counts though the check could not be run again', async () => {
    const { answers } = await answer('bob', ACCEPT, { runs: [] });
    expect(answers[0]).toContain('The accept was read, and counts with the next run.');
  });

  it('[T78] is answered without a word of the comment', async () => {
    const { answers, log } = await answer('mallory', '/gatewright @everyone <img src=x> ::error::x');
    expect(answers.join() + log).not.toMatch(/everyone|img|::/);
  });
});

it('nothing is done about a comment that is no command', async () => {
  const { reruns, reactions, answers } = await answer('bob', 'Nice work!');
  expect({ reruns, reactions, answers }).toEqual({ reruns: 0, reactions: [], answers: [] });
});
