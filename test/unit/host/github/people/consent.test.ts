import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../../src/domain/policy.ts';
import { readConsent } from '../../../../../src/host/github/people/consent.ts';
import { policyOf } from '../../../decide/fixture.ts';
import { faultOf, HEAD, hub, OLDER, userOf, WORKFLOW, type Hub, type Login } from './fake-api.ts';

const WHOLE = 'f'.repeat(32);
const AT = '2026-11-21T11:00:00Z';

function comment(login: Login, body = `/gatewright accept ${WHOLE} known`, more: object = {}) {
  const html_url = 'https://github.com/acme/shop/pull/7#issuecomment-1';
  return {
    id: 1,
    node_id: 'IC_1',
    body,
    html_url,
    created_at: AT,
    updated_at: AT,
    user: userOf(login),
    ...more,
  };
}

const review = (login: Login, state: string, commit_id = HEAD) => ({
  user: userOf(login),
  state,
  commit_id,
  html_url: 'r',
});

async function read(parts: Partial<Hub>, more: Partial<Policy> = {}, head: string | null = HEAD) {
  const github = hub(parts);
  const asking = { api: github.api, policy: policyOf({}, more), number: 7, head, workflow: WORKFLOW };
  return { ...(await readConsent(asking)), asked: github.asked };
}

describe('nothing said', () => {
  it('costs one list of comments, and one of reviews where the policy escalates', async () => {
    const chatter = [comment('bob', 'Nice work!'), comment('bob', '/gatewright rerun')];
    const quiet = await read({ comments: chatter });
    expect(quiet).toMatchObject({ accepts: [], approvals: [], refused: [], notes: [] });
    expect(quiet.asked).toEqual(['GET /issues/7/comments']);
    const escalating = await read({}, { escalate: [{ rules: ['lint/no-eval'], to: ['bob'] }] });
    expect(escalating.asked).toEqual(['GET /issues/7/comments', 'GET /pulls/7/reviews']);
  });
});

describe('an accept', () => {
  it('counts when somebody with write access says it', async () => {
    const { accepts, refused } = await read({ comments: [comment('bob'), comment('cleo')] });
    const url = 'https://github.com/acme/shop/pull/7#issuecomment-1';
    expect(accepts).toEqual([
      { fingerprint: WHOLE, by: 'bob', reason: 'known', url, current: true },
      { fingerprint: WHOLE, by: 'cleo', reason: 'known', url, current: true },
    ]);
    expect(refused).toEqual([]);
  });

  it.each<[string, object, Partial<Policy>, string]>([
    ['the author', comment('ada'), {}, 'nobody accepts findings of their own change'],
    ['[T118] somebody who may not write', comment('mallory'), {}, 'it takes write access to this repository'],
    ['[T118] a bot that may write', comment('helper[bot]'), {}, 'only a person can answer for a finding'],
    [
      'anybody where the policy forbids it',
      comment('bob'),
      { accept: 'nobody' },
      'the policy lets nobody accept a finding',
    ],
  ])('does not count when %s says it', async (_, said, policy, why) => {
    const { accepts, refused } = await read({ comments: [said] }, policy);
    expect(accepts).toEqual([]);
    expect(refused).toEqual([
      { fingerprint: WHOLE, why: expect.stringMatching(`^The accept of f+ by .+: ${why}\\.$`) },
    ]);
  });

  it('[T118] does not count when an app wrote it in the name of a person', async () => {
    const via = comment('bob', undefined, { performed_via_github_app: { id: 4711, slug: 'helper' } });
    const { accepts, refused } = await read({ comments: [via] });
    expect(accepts).toEqual([]);
    expect(refused[0]?.why).toContain('only a person can answer for a finding');
  });

  it('[T118] does not count when the login belongs to another account by now', async () => {
    const { accepts } = await read({
      comments: [comment('bob', undefined, { user: { ...userOf('bob'), id: 99 } })],
    });
    expect(accepts).toEqual([]);
  });

  const touched = comment('bob', undefined, { updated_at: '2026-11-21T11:00:01Z' });

  it('does not count when its comment was edited, or when nobody can say whether it was', async () => {
    const faults: Hub['faults'] = [['query nodes', faultOf('unavailable')]];
    for (const parts of [{ edited: ['IC_1'] }, { faults }]) {
      const { accepts, refused } = await read({ comments: [touched], ...parts });
      expect(accepts).toEqual([]);
      expect(refused[0]?.why).toMatch('the comment may have been edited; write a new one.');
    }
  });

  it('counts when its comment was only hidden, or written down a second late', async () => {
    expect((await read({ comments: [touched] })).accepts).toHaveLength(1);
  });

  it('asks for the permission of an account once', async () => {
    const { asked } = await read({ comments: [comment('bob'), comment('bob'), comment('mallory')] });
    expect(asked.filter((path) => path.includes('permission'))).toEqual([
      'GET /collaborators/bob/permission',
      'GET /collaborators/mallory/permission',
    ]);
  });

  it('listens to members first, and to no endless line of strangers', async () => {
    const strangers = Array.from({ length: 200 }, (_, at) =>
      comment('mallory', undefined, { user: { id: 1000 + at, login: `m${at}`, type: 'User' } }),
    );
    const { accepts, asked } = await read({
      comments: [...strangers, comment('bob', undefined, { author_association: 'MEMBER' })],
    });
    expect(accepts.map(({ by }) => by)).toEqual(['bob']);
    expect(asked.length).toBeLessThan(40);
  });

  it('is not taken from a comment that has the form of none', async () => {
    const odd = [{}, { body: 7, user: 7 }, { body: `/gatewright accept ${WHOLE} x`, user: null }];
    expect(await read({ comments: odd })).toMatchObject({ accepts: [], refused: [] });
  });
});

describe('an accept is about the judged head', () => {
  const currentOf = async (parts: Partial<Hub>) =>
    (await read({ comments: [comment('bob')], ...parts })).accepts.map(({ current }) => current);
  const run = (created_at: string) => ({
    id: 9,
    path: WORKFLOW,
    event: 'pull_request',
    status: 'queued',
    created_at,
  });

  it('when it was said after the newest run for it began', async () => {
    expect(await currentOf({})).toEqual([true]);
  });

  it('and not when the head came later, when nothing ran for it, or when nobody can say', async () => {
    expect(await currentOf({ runs: [run('2026-11-21T12:00:00Z')] })).toEqual([false]);
    expect(
      await currentOf({ runs: [run('2026-11-21T10:00:00Z'), { ...run('2026-11-21T12:00:00Z'), id: 10 }] }),
    ).toEqual([false]);
    expect(await currentOf({ runs: [run('long ago')] })).toEqual([false]);
    expect(await currentOf({ runs: [] })).toEqual([false]);
    expect(await currentOf({ faults: [['GET /actions', faultOf('forbidden')]] })).toEqual([false]);
  });
});

describe('an approval', () => {
  const escalate = { escalate: [{ rules: ['lint/no-eval' as const], to: ['BOB', 'ada', 'mallory'] }] };
  const approvalsOf = async (reviews: object[], head: string | null = HEAD) =>
    (await read({ reviews }, escalate, head)).approvals.map(({ by }) => by);

  it('counts when somebody named, with write access, approved this very head', async () => {
    expect(await approvalsOf([review('bob', 'APPROVED')])).toEqual(['bob']);
  });

  it.each<[string, object[]]>([
    ['of another head', [review('bob', 'APPROVED', OLDER)]],
    [
      'that was followed by a request for changes',
      [review('bob', 'APPROVED'), review('bob', 'CHANGES_REQUESTED')],
    ],
    ['that was dismissed', [review('bob', 'DISMISSED')]],
    [
      'that was followed by one of another head',
      [review('bob', 'APPROVED'), review('bob', 'APPROVED', OLDER)],
    ],
    ['of the author', [review('ada', 'APPROVED')]],
    ['of somebody whom the policy does not name', [review('cleo', 'APPROVED')]],
    ['of somebody named who may not write', [review('mallory', 'APPROVED')]],
    ['that is only a comment', [review('bob', 'COMMENTED')]],
    ['that has the form of none', [{}, { user: null, state: 'APPROVED', commit_id: HEAD }]],
  ])('does not count %s', async (_, reviews) => expect(await approvalsOf(reviews)).toEqual([]));

  it('outlives a mere comment', async () => {
    expect(await approvalsOf([review('bob', 'APPROVED'), review('bob', 'COMMENTED')])).toEqual(['bob']);
  });

  it('in a merge queue is about the head of the pull request', async () => {
    expect(await approvalsOf([review('bob', 'APPROVED')], null)).toEqual(['bob']);
  });
});

describe('what cannot be read', () => {
  const escalate = { escalate: [{ rules: ['lint/no-eval' as const], to: ['bob'] }] };

  it.each<[string, string[]]>([
    ['GET /issues/7/comments', ['No accept counts: It failed (forbidden).']],
    ['GET /pulls/7/reviews', ['No approval counts: It failed (forbidden).']],
    ['GET /pulls/7', ["Nobody's word counts: It failed (forbidden)."]],
    ['GET /collaborators/bob', ['Whether bob may write here is not known: It failed (forbidden).']],
  ])('%s is said, and does not count', async (path, notes) => {
    const faults: Hub['faults'] = [[`${path}`, faultOf('forbidden')]];
    if (path === 'GET /pulls/7') faults.unshift(['GET /pulls/7/reviews', faultOf('forbidden')]);
    const consent = await read({ comments: [comment('bob')], faults }, escalate);
    expect(consent.notes).toEqual(expect.arrayContaining(notes));
    expect(consent.approvals).toEqual([]);
    if (path !== 'GET /pulls/7/reviews') expect(consent.accepts).toEqual([]);
  });
});

describe('an instruction', () => {
  const url = 'https://github.com/acme/shop/pull/7#issuecomment-1';
  const said = (login: Login, text: string, more: object = {}) =>
    comment(login, `/gatewright generate ${text}`, more);

  it('counts when somebody with write access gives it, the author too, in the order in which it was given', async () => {
    const { instructions, accepts } = await read({
      comments: [said('bob', 'a parser'), said('ada', 'a printer'), comment('cleo')],
    });
    expect(instructions).toEqual([
      { text: 'a parser', by: 'bob', url },
      { text: 'a printer', by: 'ada', url },
    ]);
    expect(accepts).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['somebody who may only read', said('mallory', 'x')],
    ['an app', said('helper[bot]', 'x')],
    [
      'somebody whose comment was edited',
      said('bob', 'x', { updated_at: '2026-11-21T12:00:00Z', node_id: 'IC_2' }),
    ],
    ['somebody who spoke of an earlier head', said('bob', 'x', { created_at: '2026-11-21T09:00:00Z' })],
  ])('[T118] does not count from %s', async (_name, one) => {
    expect(await read({ comments: [one], edited: ['IC_2'] })).toMatchObject({
      instructions: [],
      refused: [],
    });
  });

  it('is not followed in a merge queue, and not while nobody knows since when the head is here', async () => {
    const comments = [said('bob', 'x')];
    expect((await read({ comments }, {}, null)).instructions).toEqual([]);
    expect((await read({ comments, runs: [] })).instructions).toEqual([]);
  });

  it('is followed although the policy lets nobody accept, and at most five times', async () => {
    const comments = Array.from({ length: 8 }, (_, at) => said('bob', `part ${at}`));
    const { instructions } = await read({ comments }, { accept: 'nobody' });
    expect(instructions.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4].map((at) => `part ${at}`));
  });
});
