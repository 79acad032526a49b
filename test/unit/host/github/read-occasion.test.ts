/** What each event asks for, on the payloads that GitHub documents and on those that nobody promised. */
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/errors.ts';
import type { Occasion } from '../../../../src/host/github/occasion.ts';
import type { Payload } from '../../../../src/host/github/payload.ts';
import { readOccasion } from '../../../../src/host/github/read-occasion.ts';

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];
const ZERO = '0'.repeat(40);
const none = { base: '', head: '', all: [] };
const read = (event: string, payload: unknown, env: NodeJS.ProcessEnv = {}): Occasion =>
  readOccasion({ GITHUB_EVENT_NAME: event, ...env }, payload as Payload, none);

const real = (event: string): readonly Payload[] =>
  (examples as unknown as readonly { name: string; examples: readonly Payload[] }[])
    .filter(({ name }) => name === event)
    .flatMap((one) => one.examples);

const pull = (more: object = {}) => ({
  number: 7,
  pull_request: {
    number: 7,
    draft: false,
    user: { login: 'ada', type: 'User' },
    base: { sha: A, ref: 'main', repo: { full_name: 'acme/shop' } },
    head: { sha: B, ref: 'feature', repo: { full_name: 'acme/shop' } },
    ...more,
  },
});

describe('an event of a pull request', () => {
  it.each(['pull_request', 'pull_request_review', 'pull_request_review_comment'])(
    '%s asks for its head, whatever happened to it: every documented payload',
    (event) => {
      const payloads = real(event);
      expect(payloads.length).toBeGreaterThan(3);
      for (const payload of payloads) {
        const { number, base, head } = payload['pull_request'] as ReturnType<typeof pull>['pull_request'];
        expect(read(event, payload)).toMatchObject({
          kind: 'pull',
          trusted: false,
          number,
          base: { ref: base.ref, commit: base.sha },
          head: { ref: head.ref, commit: head.sha },
        });
      }
    },
  );

  it('is trusted where the workflow comes from the default branch', () => {
    expect(read('pull_request_target', pull())).toMatchObject({ kind: 'pull', trusted: true });
  });

  it('knows forks, deleted ones too, drafts and bots', () => {
    const sha256 = 'c'.repeat(64);
    const fork = { sha: sha256, ref: 'main', repo: { full_name: 'mallory/shop' } };
    expect(read('pull_request', pull({ head: fork }))).toMatchObject({
      head: { fork: true, commit: sha256 },
    });
    expect(read('pull_request', pull({ head: { ...fork, repo: null } }))).toMatchObject({
      head: { fork: true },
    });
    const bot = { draft: true, user: { login: 'copilot-swe-agent[bot]', type: 'Bot' } };
    expect(read('pull_request', pull(bot))).toMatchObject({
      draft: true,
      author: { login: 'copilot-swe-agent[bot]', bot: true },
      head: { fork: false },
    });
    expect(read('pull_request', pull({ user: null }))).toMatchObject({
      author: { id: 0, login: '', bot: false },
    });
  });

  it('[T117] asks for the head of the pull request, never for the merge that GitHub tried', () => {
    const merge = { GITHUB_SHA: 'd'.repeat(40), GITHUB_REF: 'refs/pull/7/merge' };
    expect(read('pull_request', pull({ merge_commit_sha: 'd'.repeat(40) }), merge)).toMatchObject({
      head: { commit: B },
    });
  });
});

describe('other events', () => {
  it('of the merge queue ask for the group on its base', () => {
    for (const payload of real('merge_group')) expect(read('merge_group', payload).kind).toBe('queue');
    const merge_group = {
      base_sha: A,
      base_ref: 'refs/heads/main',
      head_sha: B,
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-7-a',
    };
    expect(read('merge_group', { merge_group })).toEqual({
      kind: 'queue',
      base: { ref: 'main', commit: A },
      head: { ref: 'gh-readonly-queue/main/pr-7-a', commit: B },
    });
  });

  it('of pushes ask for what came, or for nothing once the branch is gone', () => {
    const repository = { default_branch: 'main' };
    const push = (more: object) =>
      read('push', { ref: 'refs/heads/x', before: A, after: B, repository, ...more });
    expect(push({})).toEqual({ kind: 'push', ref: 'refs/heads/x', before: A, after: B });
    expect(push({ before: ZERO })).toMatchObject({ kind: 'push', before: null });
    expect(push({ before: ZERO, ref: 'refs/heads/main' })).toMatchObject({ kind: 'audit', commit: B });
    expect(push({ after: ZERO, deleted: true })).toMatchObject({ kind: 'idle' });
    expect(() => push({ after: ZERO })).toThrow(UserError);
    for (const payload of real('push'))
      expect(['push', 'idle', 'audit']).toContain(read('push', payload).kind);
  });

  it('of comments are commands when one is given on a pull request, and just now', () => {
    const payload = (more: object, body = '/gatewright rerun', action = 'created') => ({
      action,
      issue: { number: 7, pull_request: {}, user: { id: 1, login: 'ada', type: 'User' }, ...more },
      comment: {
        id: 5,
        body,
        user: { id: 2, login: 'root', type: 'User' },
        created_at: 'a',
        updated_at: 'a',
      },
    });
    expect(read('issue_comment', payload({}))).toEqual({
      kind: 'command',
      number: 7,
      author: { id: 1, login: 'ada', bot: false },
      by: { id: 2, login: 'root', bot: false },
      comment: { id: 5, body: '/gatewright rerun' },
    });
    const idle = [
      payload({ pull_request: undefined }),
      payload({}, 'please /gatewright rerun'),
      payload({}, '/gatewrighty'),
      payload({}, '> /gatewright rerun'),
      payload({}, '/gatewright rerun', 'edited'),
      payload({}, '/gatewright rerun', 'deleted'),
      ...real('issue_comment'),
    ];
    for (const one of idle) expect(read('issue_comment', one).kind).toBe('idle');
  });

  it('of workflows that ended ask for the head again after reviews, and for nothing after others', () => {
    const run = (event: string) => read('workflow_run', { workflow_run: { event, head_sha: B } });
    expect(run('pull_request_review')).toEqual({ kind: 'follow-up', head: B });
    expect(run('push').kind).toBe('idle');
  });

  it.each(['schedule', 'workflow_dispatch'])('%s audits the commit that it runs on', (event) => {
    const env = { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: B };
    expect(read(event, {}, env)).toEqual({ kind: 'audit', ref: 'refs/heads/main', commit: B });
  });

  it('stand back where the workflow names commits or paths itself', () => {
    const given = (named: object) => readOccasion({}, {}, { ...none, ...named }).kind;
    expect([given({ base: 'main' }), given({ head: 'HEAD' }), given({ all: ['.'] })]).toEqual(
      Array(3).fill('given'),
    );
  });
});

describe('an event that names nothing', () => {
  it.each([
    ['', {}],
    ['schedule', {}],
    ['repository_dispatch', {}],
    ['toString', {}],
    ['push', { before: ZERO }],
    ['pull_request', { number: 7, pull_request: { base: { sha: '--output=x' }, head: { sha: B } } }],
    ['pull_request', pull({ head: { sha: ZERO } })],
    ['merge_group', { merge_group: { head_sha: B } }],
    ['workflow_run', {}],
  ])('is refused in one sentence: %s %j', (event, payload) => {
    expect(() => read(event, payload)).toThrow(/names no change/);
  });

  it('never becomes an option, a crash or something that is not judged, whatever the payload is', () => {
    const events = fc.constantFrom('pull_request', 'pull_request_target', 'merge_group', 'push');
    const keys = fc.constantFrom(
      'pull_request',
      'merge_group',
      'base',
      'head',
      'sha',
      'number',
      'ref',
      'after',
    );
    const payload = fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue())));
    fc.assert(
      fc.property(events, payload, (event, given) => {
        try {
          expect(['pull', 'queue', 'push']).toContain(read(event, given).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
