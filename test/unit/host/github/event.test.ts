/** Which commits an event names. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { selectionOf } from '../../../../src/host/github/event.ts';

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];
const none = { base: '', head: '', all: [] };

function envOf(event: string, payload: unknown): NodeJS.ProcessEnv {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-event-')), 'event.json');
  fs.writeFileSync(file, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: file };
}

describe('selectionOf', () => {
  it.each([
    ['pull_request', { pull_request: { base: { sha: A }, head: { sha: B } } }],
    ['pull_request_target', { pull_request: { base: { sha: A }, head: { sha: B } } }],
    ['merge_group', { merge_group: { base_sha: A, head_sha: B } }],
    ['push', { before: A, after: B }],
  ])('reads base and head of %s', (event, payload) => {
    expect(selectionOf(envOf(event, payload), none)).toEqual({
      kind: 'commits',
      base: A,
      head: B,
      twoDot: false,
    });
  });

  it('prefers the inputs of the workflow', () => {
    expect(selectionOf(envOf('schedule', {}), { base: 'main', head: 'HEAD', all: [] })).toMatchObject({
      base: 'main',
      head: 'HEAD',
    });
  });

  it.each([
    ['schedule', {}],
    ['push', { before: '0'.repeat(40), after: B }],
    ['pull_request', { pull_request: { base: { sha: '--output=x' }, head: { sha: B } } }],
    ['pull_request', null],
  ])('refuses %s without two commits in one sentence', (event, payload) => {
    expect(() => selectionOf(envOf(event, payload), none)).toThrow(/names no change/);
  });

  it('takes paths for an audit', () => {
    expect(selectionOf(envOf('schedule', {}), { ...none, all: ['src', 'lib'] })).toEqual({
      kind: 'all',
      paths: ['src', 'lib'],
    });
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group'])(
    '[T72] never audits on %s, whose checkout would bring its own policy',
    (event) => {
      expect(() => selectionOf(envOf(event, {}), { ...none, all: ['.'] })).toThrow(/leave it out/);
    },
  );

  it('says so when the payload is no JSON', () => {
    expect(() => selectionOf(envOf('pull_request', '{'), none)).toThrow(/not readable JSON/);
  });
});
