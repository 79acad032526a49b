/** How a value gets to where it does harm, in formats that have room for a sentence. */
import { expect, it, vi } from 'vitest';
import { renderGithub } from '../../../src/report/github.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { renderRemark } from '../../../src/report/review.ts';
import { tell, wordsOf } from '../../../src/report/words.ts';
import { repoPath } from '../../../src/domain/path.ts';
import { injection, tainted } from './examples.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const WAY = 'It comes from the request in line 38 and reaches a query as text in line 1041.';

it('is told in the summary, beside the line and in the annotation alike', () => {
  const site = { repository: 'https://github.com/acme/shop', head: 'f'.repeat(40) };
  const remark = {
    ...{ findings: [injection], suggested: null },
    ...{ path: injection.at.path, startLine: 1041, line: 1041 },
  };
  for (const text of [renderMarkdown(tainted), renderRemark(tainted, remark, site), renderGithub(tainted)])
    expect(text).toContain(WAY);
});

it('names the file of a place that is in another one', () => {
  const [source, sink] = injection.flow ?? [];
  if (!source || !sink) throw new Error('the example has no flow');
  const elsewhere = { ...source, path: repoPath('src/\u202elib.ts') };
  expect(tell(wordsOf({ ...injection, flow: [elsewhere, sink] }))).toContain(
    'It comes from the request in src/\\u{202e}lib.ts:38 and reaches a query as text in line 1041.',
  );
});

it('is left out where it begins and ends on one line, and where nobody knows it', () => {
  const [, sink] = injection.flow ?? [];
  const { flow: _, ...plain } = injection;
  for (const finding of [plain, { ...injection, flow: sink ? [sink, sink] : [] }])
    expect(wordsOf(finding).way).toBe('');
});

it('ends with the hint of a security rule, which takes the place of its advice', () => {
  const { hint: _, ...bare } = injection;
  expect(wordsOf(injection).advice).toBe('');
  expect(wordsOf(bare).advice).toBe('Hand the value over as a parameter.');
});
