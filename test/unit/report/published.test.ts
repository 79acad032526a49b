import { describe, expect, it, test, vi } from 'vitest';
import type { Published, PublishedKind } from '../../../src/domain/published.ts';
import { isQuiet } from '../../../src/report/comment.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { renderPretty } from '../../../src/report/pretty.ts';
import { publishedAt, publishedLine } from '../../../src/report/published.ts';
import { findingOf, reportOf, trialOf } from '../../support/report.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const url = 'https://github.com/acme/shop/pull/8';
const commit = (id: string, reverts: readonly string[] = []) => ({
  ...{ id: id.repeat(40), title: 'Fix lint', proposals: ['k-1'], reverts },
});

function wrote(kind: PublishedKind, commits = [commit('a'), commit('b')], note = ''): Published {
  return { kind, branch: 'feature', commits, url, note };
}

describe('what a run wrote is said in a line', () => {
  it('as commits with their ids, and what comes next', () => {
    expect(publishedLine(wrote('committed', undefined, 'The new head is judged by its own run'))).toBe(
      '2 commits on feature (aaaaaaa, bbbbbbb). The new head is judged by its own run.',
    );
  });

  it('as a pull request', () => {
    expect(publishedLine(wrote('offered', [commit('a')]))).toBe('1 commit on feature, as a pull request.');
  });

  it('as commits that undo others', () => {
    const undoing = [commit('c', ['a'.repeat(40), 'b'.repeat(40)])];
    expect(publishedLine(wrote('rolled-back', undoing))).toBe('1 commit on feature undoes aaaaaaa, bbbbbbb.');
    expect(publishedLine(wrote('revert-offered', undoing))).toBe(
      '1 commit on feature undoes aaaaaaa, bbbbbbb, as a pull request.',
    );
  });

  it('as the reason why nothing was', () => {
    const note = 'the token of this job cannot make commits that start a run: give the input fix-token';
    expect(publishedLine({ kind: 'nothing', wanted: 'committed', note })).toBe(
      `Nothing was committed: ${note}.`,
    );
  });
});

test('it stands in every report, and no report with it is silent', () => {
  const report = reportOf({ published: [wrote('committed')] });
  expect(isQuiet(report)).toBe(false);
  expect(renderPretty(report, { color: false, width: 120 })).toMatch(
    /^Published +2 commits on feature \(aaaaaaa, bbbbbbb\)\. https:/m,
  );
  expect(renderMarkdown(report)).toContain(`([see it](${url}))`);
  expect(JSON.parse(renderJson(report)).published).toMatchObject([
    { kind: 'committed', branch: 'feature', url },
  ]);
});

test.each([
  ['committed', 'kept, committed'],
  ['offered', 'kept, in a pull request'],
  ['rolled-back', 'kept: gatewright fix --apply'],
] as const)('beside a finding, a fix that was %s is %s', (kind, words) => {
  const finding = findingOf();
  const trial = trialOf(finding, { kind: 'kept' }, { key: 'k-1' });
  const commits = kind === 'rolled-back' ? [{ ...commit('c', ['a']), proposals: [] }] : [commit('a')];
  const report = reportOf({ findings: [finding], trials: [trial], published: [wrote(kind, commits)] });
  const text = renderPretty(report, { color: false, width: 120 });
  expect(text).toContain(`(proposed, tried, ${words})`);
  expect(text.includes('1 kept (gatewright fix --apply)')).toBe(kind === 'rolled-back');
});

test('an address that GitHub would not give leads nowhere', () => {
  for (const bad of ['javascript:alert(1)', 'https://x/)[y](z', 'https://x/ y', ''])
    expect(publishedAt({ ...wrote('committed'), url: bad } as Published)).toBe('');
});
