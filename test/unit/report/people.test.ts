/** What people said about a finding reads the same in every format. */
import { expect, test, vi } from 'vitest';
import { renderJson } from '../../../src/report/json.ts';
import { renderPretty } from '../../../src/report/pretty.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { renderGithub } from '../../../src/report/github.ts';
import { addFindings } from '../../../src/report/markdown/body.ts';
import { Sheet } from '../../../src/report/markdown/sheet.ts';
import { acceptanceOf, tell, wordsOf } from '../../../src/report/words.ts';
import { findingOf, reportOf } from '../../support/report.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const url = 'https://github.com/acme/shop/pull/7#issuecomment-1';
const accepted = findingOf({
  standing: 'accepted',
  accepted: { fingerprint: 'f'.repeat(32), by: 'ada', reason: 'a \u202e fixture', url, current: true },
});
const report = reportOf({ findings: [accepted] });
const waiting = findingOf({ severity: 'note', awaits: [['ada', 'bob']] });

test('an accepted finding is shown with who answers for it and why', () => {
  const text = renderPretty(report, { color: false, width: 100 });
  expect(text).toContain('nothing blocks, 1 accepted');
  expect(text).toContain('lint/no-unreachable: accepted by ada: a \\u{202e} fixture');
});

test('what somebody answers for is no annotation', () => expect(renderGithub(report)).toBe(''));

test('an accepted finding is suppressed for code scanning, by whom and why', () => {
  const [result] = JSON.parse(renderSarif(report)).runs[0].results;
  expect(result.suppressions).toEqual([
    { kind: 'external', status: 'accepted', justification: 'accepted by ada: a \\u{202e} fixture' },
  ]);
});

test('programs are told who accepted, and who has to approve', () => {
  const both = reportOf({ findings: [accepted, waiting] });
  const [first, second] = JSON.parse(renderJson(both)).findings;
  expect(first).toMatchObject({ accepted: { by: 'ada', reason: 'a \\u{202e} fixture', url }, awaits: [] });
  expect(second).toMatchObject({ accepted: null, awaits: [['ada', 'bob']] });
});

test('a finding that waits says for whom', () => {
  expect(tell(wordsOf(waiting))).toContain('It waits for an approval of this head by ada or bob.');
  expect(acceptanceOf(waiting)).toBe('');
});

test('[T78] Markdown links to where it was said, and to nothing that is no address of GitHub', () => {
  const inMarkdown = (where: string) => {
    const sheet = new Sheet(10_000);
    const words = { ...accepted, accepted: { ...accepted.accepted!, reason: '**@all** [x](y)', url: where } };
    addFindings(sheet, reportOf({ findings: [words] }), null);
    return sheet.toString();
  };
  expect(inMarkdown(url)).toContain(`([said here](${url}))`);
  expect(inMarkdown(url)).not.toMatch(/@all|\[x\]/);
  for (const bad of ['javascript:alert(1)', 'https://x/)[y](z', 'https://x/ y', ''])
    expect(inMarkdown(bad)).not.toContain('said here');
});
