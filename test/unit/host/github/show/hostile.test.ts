import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Patch } from '../../../../../src/domain/proposal.ts';
import { show } from '../../../../../src/host/github/show/show.ts';
import { findingOf, reportOf, trialOf } from '../../../../support/report.ts';
import { changeOf } from '../../../../support/trees.ts';
import { hostileReport, hostileText } from '../../../report/arbitrary.ts';
import { expectInert } from '../../../report/expect-inert.ts';
import { FakeGithub, showingOn } from './fake-github.ts';

vi.mock('virtual:rules', async () => ({
  default: (await import('../../../../support/report.ts')).someRules,
}));

interface Annotated {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: string;
  readonly title: string;
  readonly message: string;
}

const SIZES = { title: 255, text: 65_535, message: 65_536 };

it('[T6] [T7] [T78] whatever a change holds, what is written is within GitHub’s limits and inert', async () => {
  await fc.assert(
    fc.asyncProperty(hostileReport, async (report) => {
      const github = new FakeGithub();
      await show(report, showingOn(github, { surfaces: ['check', 'comment', 'review'] }));
      const [check] = github.checks;
      expect(check?.title.length).toBeLessThanOrEqual(SIZES.title);
      expect(Buffer.byteLength(check?.summary ?? '')).toBeLessThanOrEqual(SIZES.text);
      expect(check?.title).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      for (const annotation of check?.annotations ?? []) expectValid(annotation as unknown as Annotated);
      for (const { body } of [...github.comments, ...github.reviewComments]) {
        expect(Buffer.byteLength(body)).toBeLessThan(SIZES.text);
        expect(body.match(/<!--/g)).toHaveLength(1);
        expect(body).not.toMatch(/\p{Cs}/u);
      }
      for (const { line, start_line: start } of github.reviewComments) {
        expect(start ?? 0).toBeLessThan(line ?? 0);
      }
    }),
    { seed: 20261121, numRuns: 150 },
  );
});

const file = fc
  .array(
    fc.oneof(hostileText, fc.constantFrom('```', '````suggestion', '</details>', '~~~', '<!-- x -->', '')),
    {
      maxLength: 8,
    },
  )
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

it('[T78] whatever a fix holds, its block holds all of it and nothing else is markup', async () => {
  const tally = { suggestion: 0, diff: 0 };
  await fc.assert(
    fc.asyncProperty(file, file, hostileText, async (before, after, title) => {
      fc.pre(before !== '' && before !== after);
      const path = repoPath('src/a.ts');
      const finding = findingOf({ path, at: [1, 1, 1, 2] });
      const patch: Patch = [{ path, start: 0, end: before.length, expect: before, replace: after }];
      const trials = [trialOf(finding, { kind: 'kept' }, { title, patch, salvaged: [title] })];
      const change = await changeOf({}, { [path]: before });
      const github = new FakeGithub();
      await show(
        reportOf({ change, findings: [finding], trials }),
        showingOn(github, { surfaces: ['comment', 'review'] }),
      );
      for (const { body } of [...github.comments, ...github.reviewComments]) {
        const { outside, blocks } = taken(body);
        expectInert(withoutLinks(outside));
        for (const info of blocks) tally[info as keyof typeof tally]++;
      }
    }),
    { seed: 20261121, numRuns: 300 },
  );
  // Both kinds were among them.
  expect(Math.min(tally.suggestion, tally.diff)).toBeGreaterThan(10);
});

/** Takes the code blocks out as CommonMark finds them (0.31, 4.5), and the comments of ours at the top. */
function taken(body: string): { readonly outside: string; readonly blocks: readonly string[] } {
  const blocks: string[] = [];
  const outside: string[] = [];
  let fence = '';
  for (const line of body.replace(/^(?:<!-- gatewright [^>]*-->\n)+/, '').split('\n')) {
    const [, ticks = '', info = ''] = /^ {0,3}(`{3,})([^`]*)$/.exec(line) ?? [];
    if (fence === '' && ticks !== '') {
      fence = ticks;
      blocks.push(info);
    } else if (fence !== '' && ticks.length >= fence.length && info.trim() === '') fence = '';
    else if (fence === '') outside.push(line);
  }
  expect(fence).toBe('');
  return { outside: outside.join('\n'), blocks };
}

/** Our own links, each of which leads to where only ours lead. */
function withoutLinks(text: string): string {
  return text.replace(/\[([^\]\n]*)\]\(https:\/\/github\.com\/[\w\-.~/%#]+\)/g, '$1');
}

function expectValid(annotation: Annotated): void {
  const { start_line: start, end_line: end, start_column: from, end_column: to } = annotation;
  expect(start).toBeGreaterThanOrEqual(1);
  expect(end).toBeGreaterThanOrEqual(start);
  expect(from === undefined || (start === end && from >= 1 && (to ?? 0) >= from)).toBe(true);
  expect(annotation.path).not.toMatch(/\p{Cs}/u);
  expect([...annotation.title].length).toBeLessThanOrEqual(SIZES.title);
  expect(Buffer.byteLength(annotation.message)).toBeLessThanOrEqual(SIZES.message);
  expect(annotation.message).not.toBe('');
  expect(['failure', 'warning', 'notice']).toContain(annotation.annotation_level);
}
