/** What a workflow names itself, alone or beside its event. */
import { describe, expect, it } from 'vitest';
import { givenSelection } from '../../../../src/host/github/given.ts';

const [A, B, C] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];
const none = { base: '', head: '', all: [] };
const select = (event: string, payload: object, named: object) =>
  givenSelection({ GITHUB_EVENT_NAME: event }, payload as never, { ...none, ...named });

describe('givenSelection', () => {
  it('takes both commits as they are named', () => {
    expect(select('schedule', {}, { base: 'main', head: 'HEAD' })).toEqual({
      kind: 'commits',
      base: 'main',
      head: 'HEAD',
      twoDot: false,
    });
  });

  it.each([
    ['pull_request', { pull_request: { base: { sha: A }, head: { sha: B } } }],
    ['merge_group', { merge_group: { base_sha: A, head_sha: B } }],
    ['push', { before: A, after: B }],
  ])('fills the other one in from %s', (event, payload) => {
    expect(select(event, payload, { base: C })).toMatchObject({ base: C, head: B });
    expect(select(event, payload, { head: C })).toMatchObject({ base: A, head: C });
  });

  it('says which one is missing', () => {
    expect(() => select('schedule', {}, { base: C })).toThrow(/give the input head as well/);
    expect(() => select('push', { before: '0'.repeat(40) }, { head: C })).toThrow(/give the input base/);
  });

  it('takes paths for an audit, and no commits beside them', () => {
    expect(select('schedule', {}, { all: ['src', 'lib'] })).toEqual({ kind: 'all', paths: ['src', 'lib'] });
    expect(() => select('schedule', {}, { all: ['.'], base: A })).toThrow(/leave out base and head/);
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group'])(
    '[T72] never audits on %s, whose checkout would bring its own policy',
    (event) => {
      expect(() => select(event, {}, { all: ['.'] })).toThrow(/leave it out/);
    },
  );
});
