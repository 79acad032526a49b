import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../../src/host/github/api/api.ts';
import type { Desk } from '../../../../../src/host/github/desk.ts';
import { isAnsweredFor } from '../../../../../src/host/github/roll-back/answered.ts';
import { findingOf, reportOf } from '../../../../support/report.ts';

const AFTER = 'a'.repeat(40);
const finding = findingOf();
const other = findingOf({ at: [9, 1, 9, 2] });

interface Case {
  readonly merged?: boolean;
  readonly base?: string;
  readonly permission?: string;
  readonly fault?: true;
}

/** A desk at whose GitHub a pull request was merged on which somebody accepts the first finding. */
function deskOf({ merged = true, base = 'main', permission = 'write', fault }: Case = {}): Desk {
  const said = {
    ...{ id: 1, node_id: 'c', created_at: '2026-11-21T08:00:00Z', updated_at: '2026-11-21T08:00:00Z' },
    ...{ html_url: 'https://github.com/c', user: { login: 'root', id: 3, type: 'User' } },
    body: `/gatewright accept ${finding.fingerprint} it is meant`,
  };
  const answers: Readonly<Record<string, unknown>> = {
    'commits/{commit_sha}/pulls': [{ number: 7, merged_at: merged ? 'then' : null, base: { ref: base } }],
    'issues/{issue_number}/comments': [said],
    'pulls/{pull_number}': {
      state: 'closed',
      head: { sha: AFTER },
      user: { login: 'ada', id: 2, type: 'User' },
    },
    'collaborators/{username}/permission': {
      permission,
      role_name: permission,
      user: { login: 'root', id: 3 },
    },
    runs: [],
  };
  const answer = async (route: string): Promise<Answer<never>> => {
    const data = Object.entries(answers).find(([end]) => route.endsWith(end))?.[1];
    const none = { kind: 'absent', status: 404, message: route, said: '', maybeApplied: false } as const;
    return data === undefined || fault ? { ok: false, fault: none } : { ok: true, data: data as never };
  };
  const api = { request: answer, list: answer, graphql: answer, sent: 0 };
  const place = { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: 'https://github.com' };
  return { api, place, run: { workflow: 'gate.yml' } } as unknown as Desk;
}

describe('isAnsweredFor', () => {
  it('is so when all that blocks was accepted in the pull request that was merged', async () => {
    expect(await isAnsweredFor(reportOf({ findings: [finding] }), deskOf(), AFTER)).toBe(true);
    expect(await isAnsweredFor(reportOf({ findings: [finding, other] }), deskOf(), AFTER)).toBe(false);
  });

  it.each<[string, Case]>([
    ['was not merged', { merged: false }],
    ['was merged elsewhere', { base: 'release' }],
    ['was accepted by somebody who may not write', { permission: 'read' }],
    ['cannot be asked about', { fault: true }],
  ])('is not so for a pull request that %s', async (_case, given) => {
    expect(await isAnsweredFor(reportOf({ findings: [finding] }), deskOf(given), AFTER)).toBe(false);
  });

  it('is not so for what blocks without a finding', async () => {
    const report = reportOf({ verdict: { decision: 'block', blocking: [] } });
    expect(await isAnsweredFor(report, deskOf(), AFTER)).toBe(false);
  });
});
