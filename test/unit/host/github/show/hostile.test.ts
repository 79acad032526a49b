import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { show } from '../../../../../src/host/github/show/show.ts';
import { hostileReport } from '../../../report/arbitrary.ts';
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
