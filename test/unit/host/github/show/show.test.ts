import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '../../../../../src/domain/report.ts';
import { remarks, type Receipt, type Surface } from '../../../../../src/host/github/show/receipt.ts';
import { show } from '../../../../../src/host/github/show/show.ts';
import type { Showing } from '../../../../../src/host/github/show/showing.ts';
import { fileOf, findingOf, hostileTexts, reportOf } from '../../../../support/report.ts';
import { FakeGithub, HEAD, pull, showingOn } from './fake-github.ts';

vi.mock('virtual:rules', async () => ({
  default: (await import('../../../../support/report.ts')).someRules,
}));

let github: FakeGithub;
let printed: string;
let summaryFile: string;
beforeEach(() => {
  vi.useFakeTimers();
  github = new FakeGithub();
  printed = '';
  summaryFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-')), 'summary');
});
afterEach(() => {
  vi.useRealTimers();
  fs.rmSync(path.dirname(summaryFile), { recursive: true });
});

async function run(report: Report, parts: Partial<Showing> = {}): Promise<readonly Receipt[]> {
  const print = (text: string) => void (printed += text);
  const showing = showingOn(github, { print, summaryFile, ...parts });
  let done = false;
  const receipts = show(report, showing).finally(() => (done = true));
  for (let seconds = 0; !done && seconds < 120; seconds++) await vi.advanceTimersByTimeAsync(1000);
  expect(done).toBe(true);
  return receipts;
}

const outcomes = (receipts: readonly Receipt[]) =>
  Object.fromEntries(receipts.map(({ surface, outcome }) => [surface, outcome]));
const summary = () => fs.readFileSync(summaryFile, 'utf8');
const clean = reportOf();
const defect = reportOf({ findings: [findingOf()] });
const many = (count: number, severity: 'error' | 'warning' = 'error') =>
  Array.from({ length: count }, (_, at) => findingOf({ severity, at: [at + 1, 1, at + 1, 4] }));
const only = (...surfaces: Surface[]) => ({ surfaces });

describe('a clean change', () => {
  it('takes five requests: look, check run, look again, look, upload', async () => {
    const receipts = await run(clean);
    expect(github.requests.map((route) => route.replace('/repos/{owner}/{repo}', '')).toSorted()).toEqual([
      'GET /commits/{ref}/check-runs',
      'GET /commits/{ref}/check-runs',
      'GET /issues/{issue_number}/comments',
      'POST /check-runs',
      'POST /code-scanning/sarifs',
    ]);
    expect(outcomes(receipts)).toEqual({
      ...{ summary: 'shown', annotations: 'nothing-to-show', check: 'shown', comment: 'nothing-to-show' },
      ...{ review: 'nothing-to-show', 'code-scanning': 'shown' },
    });
    expect(github.checks).toMatchObject([
      { head_sha: HEAD, conclusion: 'success', external_id: '4711.1', title: 'Passed: nothing blocks' },
    ]);
    expect(remarks(receipts)).toEqual([]);
  });

  it('is said on the commit that was judged, whatever the event', async () => {
    const base = { ref: 'main', commit: '1'.repeat(40) };
    const queue = {
      kind: 'queue',
      base,
      head: { ref: 'gh-readonly-queue/main/pr-7', commit: HEAD },
    } as const;
    expect(outcomes(await run(clean, { occasion: queue }))).toMatchObject({
      ...{ check: 'shown', comment: 'nothing-to-show', 'code-scanning': 'nothing-to-show' },
    });
    expect(github.checks[0]?.head_sha).toBe(HEAD);
    const push = { kind: 'push', ref: 'refs/heads/main', before: null, after: HEAD } as const;
    expect(outcomes(await run(clean, { occasion: push }))).toMatchObject({
      'code-scanning': 'nothing-to-show',
    });
    expect(github.sarifs).toEqual([]);
  });
});

describe('the check run', () => {
  it('fails for what blocks and for what could not be judged, and is cancelled for a head that moved', async () => {
    for (const [decision, conclusion] of [
      ['block', 'failure'],
      ['could-not-judge', 'failure'],
      ['stale', 'cancelled'],
    ] as const) {
      await run(reportOf({ verdict: { decision, reasons: ['So it is.'] } }), only('check'));
      expect(github.checks.at(-1)?.conclusion).toBe(conclusion);
    }
    expect(github.checks.at(-2)?.title).toMatch(/^Could not judge: /);
    await run(reportOf({ findings: [findingOf()], verdict: { observed: true } }), only('check'));
    expect(github.checks.at(-1)).toMatchObject({
      conclusion: 'success',
      title: 'Observing: 1 finding would block',
    });
  });

  it('[T15] takes 120 annotations in batches of fifty', async () => {
    await run(
      reportOf({ findings: many(120), files: [fileOf('src/a.ts', [{ start: 1, count: 200 }])] }),
      only('check'),
    );
    expect(github.requests.filter((route) => /(POST|PATCH).*check-runs/.test(route))).toHaveLength(3);
    expect(github.checks).toHaveLength(1);
    expect(new Set(github.checks[0]?.annotations.map(({ start_line: line }) => line))).toHaveLength(120);
  });

  it('[T15] leaves what a failed batch would have said to the job’s annotations', async () => {
    github.fail('PATCH', 'unavailable');
    const report = reportOf({ findings: many(60), files: [fileOf('src/a.ts', [{ start: 1, count: 200 }])] });
    const receipts = await run(report, only('check', 'annotations'));
    expect(outcomes(receipts)).toEqual({ check: 'shown', annotations: 'shown' });
    expect(github.checks[0]).toMatchObject({ conclusion: 'failure' });
    expect(printed.match(/^::error /gm)).toHaveLength(9);
    expect(remarks(receipts)).toEqual(['10 findings without an annotation in the check run.']);
  });

  it('[T6] finds the one annotation that GitHub refuses, and keeps the others', async () => {
    const bad = (body: Record<string, unknown>) =>
      (body['output'] as { annotations: { start_line: number }[] }).annotations.some(
        (one) => one.start_line === 13,
      );
    for (const method of ['POST', 'PATCH']) {
      github.fail(`${method} /repos/{owner}/{repo}/check-runs`, 'invalid', { times: 99, when: bad });
    }
    const report = reportOf({ findings: many(30), files: [fileOf('src/a.ts', [{ start: 1, count: 99 }])] });
    await run(report, only('check', 'annotations'));
    expect(github.checks).toHaveLength(1);
    expect(github.checks[0]?.annotations).toHaveLength(29);
    expect(printed).toMatch(/^::error file=src\/a\.ts,line=13,/);
    expect(printed.match(/^::error/gm)).toHaveLength(1);
  });

  it('[T9] adopts a check run that was created though the connection broke', async () => {
    github.fail('POST /repos/{owner}/{repo}/check-runs', 'unavailable', { applied: true });
    expect(outcomes(await run(defect, only('check')))).toEqual({ check: 'shown' });
    expect(github.checks).toHaveLength(1);
    expect(github.checks[0]?.annotations).toHaveLength(1);
  });

  it('[T107] of an older run leaves a newer one’s alone, and a second attempt is newer', async () => {
    const turn = (id: number, attempt: number) => ({ run: { ...showingOn(null).run, id, attempt } });
    await run(clean, { ...only('check'), ...turn(4712, 1) });
    expect(outcomes(await run(defect, { ...only('check'), ...turn(4711, 9) }))).toMatchObject({
      check: 'superseded',
    });
    expect(github.checks.map(({ external_id: id }) => id)).toEqual(['4712.1']);
    await run(defect, { ...only('check'), ...turn(4712, 2) });
    expect(github.checks.at(-1)).toMatchObject({ external_id: '4712.2', conclusion: 'failure' });
  });
});

describe('a finding', () => {
  it('is said beside its line once: by a review comment, else the check run, else the job', async () => {
    const report = reportOf({ findings: [...many(2), findingOf({ path: 'src/b.ts', severity: 'warning' })] });
    await run(report);
    expect(github.reviewComments.map(({ line }) => line)).toEqual([1, 2]);
    expect(github.checks[0]?.annotations).toMatchObject([{ path: 'src/b.ts', annotation_level: 'warning' }]);
    expect(printed).toBe('');
  });

  it('off the diff gets no review comment but an annotation', async () => {
    const report = reportOf({
      findings: [findingOf({ at: [50, 1, 50, 2] }), findingOf({ at: [5, 1, 9, 2] })],
      files: [fileOf('src/a.ts', [{ start: 4, count: 3 }])],
    });
    await run(report);
    expect(github.reviewComments).toMatchObject([{ line: 6, start_line: 5, start_side: 'RIGHT' }]);
    expect(github.checks[0]?.annotations).toMatchObject([{ start_line: 50 }]);
  });

  it('is never told twice by review comments, also when its line has gone', async () => {
    await run(defect);
    await run(defect);
    expect(github.reviewComments).toHaveLength(1);
    expect(github.checks.at(-1)?.annotations).toEqual([]);
    for (const comment of github.reviewComments) comment.line = null;
    await run(defect);
    expect(github.reviewComments).toHaveLength(1);
    expect(github.checks.at(-1)?.annotations).toHaveLength(1);
  });

  it('whose review comment GitHub refuses loses no other', async () => {
    const bad = (body: Record<string, unknown>) =>
      ((body['comments'] ?? [body]) as { line: number }[]).some(({ line }) => line === 2);
    github.fail('POST /repos/{owner}/{repo}/pulls', 'invalid', { times: 9, when: bad });
    const receipts = await run(reportOf({ findings: many(3) }));
    expect(github.reviewComments.map(({ line }) => line)).toEqual([1, 3]);
    expect(github.checks[0]?.annotations).toMatchObject([{ start_line: 2 }]);
    expect(remarks(receipts)).toEqual(['GitHub refused 1 review comment: annotations have them.']);
  });

  it('of a file whose name is no text is annotated under the name that people see', async () => {
    await run(reportOf({ findings: [findingOf({ path: 'src/\udcff.ts' })] }));
    expect(github.reviewComments).toEqual([]);
    expect(github.checks[0]?.annotations).toMatchObject([{ path: 'src/\\xff.ts' }]);
  });

  it.each(hostileTexts)('[T78] %j ends no marker and no cell of what is written', async (text) => {
    await run(reportOf({ findings: [findingOf({ message: text, hint: text })] }));
    const [comment, remark] = [github.comments[0]?.body ?? '', github.reviewComments[0]?.body ?? ''];
    for (const body of [comment, remark]) {
      expect(body.match(/<!--/g)).toHaveLength(1);
      expect(body).toMatch(/^<!-- gatewright /);
      expect(body).not.toMatch(/@(?!&#8203;)\w|<img|javascript:/);
    }
  });
});

describe('without a permission', () => {
  it('[T4] a fork’s run shows annotations and summary, says once why, and tries nothing again', async () => {
    for (const method of ['POST', 'PATCH']) github.fail(method, 'forbidden', { times: 99 });
    const occasion = { ...pull, head: { ...pull.head, fork: true } };
    const receipts = await run(defect, { occasion });
    expect(outcomes(receipts)).toEqual({
      ...{ summary: 'shown', annotations: 'shown', check: 'refused', comment: 'refused' },
      ...{ review: 'refused', 'code-scanning': 'refused' },
    });
    expect(remarks(receipts)).toHaveLength(1);
    expect(summary().match(/fork may only read/g)).toHaveLength(1);
    expect(printed).toMatch(/^::error file=src\/a\.ts/);
    expect(github.requests.filter((route) => !route.startsWith('GET'))).toHaveLength(4);
  });

  it('[T4] so does Dependabot’s, which may only read as well', async () => {
    for (const method of ['POST', 'PATCH']) github.fail(method, 'forbidden', { times: 99 });
    const author = { ...pull.author, login: 'dependabot[bot]', bot: true };
    const receipts = await run(defect, { occasion: { ...pull, author } });
    expect(remarks(receipts)).toEqual([expect.stringContaining('from Dependabot or a fork')]);
  });

  it('names the permission, and falls back though annotations and summary were not asked for', async () => {
    github.fail('POST /repos/{owner}/{repo}/check-runs', 'forbidden');
    const receipts = await run(defect, only('check'));
    expect(outcomes(receipts)).toEqual({ check: 'refused', annotations: 'shown', summary: 'shown' });
    expect(summary()).toContain('checks&#58; write');
  });

  it('and without a token nothing is asked', async () => {
    const receipts = await run(defect, { api: null });
    expect(outcomes(receipts)).toMatchObject({ check: 'refused', comment: 'refused', summary: 'shown' });
    expect(remarks(receipts)).toEqual([
      'No token was given: annotations of the job and its summary have the findings.',
    ]);
  });

  it('and for commits that the workflow names itself, it is no loss', async () => {
    const receipts = await run(defect, { occasion: { kind: 'given' } });
    expect(outcomes(receipts)).toMatchObject({ check: 'nothing-to-show', annotations: 'shown' });
    expect(github.requests).toEqual([]);
  });
});

describe('when GitHub is down', () => {
  it('every surface fails for itself, and the job still says it', async () => {
    for (const method of ['GET', 'POST']) github.fail(method, 'unavailable', { times: 99 });
    const receipts = await run(defect);
    expect(outcomes(receipts)).toMatchObject({
      ...{ check: 'failed', comment: 'failed', review: 'failed', 'code-scanning': 'failed' },
      ...{ annotations: 'shown', summary: 'shown' },
    });
  });

  it('a summary that cannot be written is said, and costs nothing', async () => {
    const receipts = await run(clean, { ...only('summary'), summaryFile: os.tmpdir() });
    expect(remarks(receipts)).toEqual([
      'The job summary could not be written; the verdict does not depend on it.',
    ]);
  });

  it('a bug in showing is said, and costs nothing', async () => {
    vi.spyOn(github, 'list').mockRejectedValue(new TypeError('oops'));
    const receipts = await run(defect);
    expect(outcomes(receipts)).toMatchObject({ check: 'failed', annotations: 'shown', summary: 'shown' });
    expect(remarks(receipts)[0]).toContain('a bug in Gatewright');
  });
});

describe('code scanning', () => {
  it('gets the log for the pull request’s head, under the job’s category', async () => {
    await run(defect, only('code-scanning'));
    expect(github.sarifs).toMatchObject([{ commit_sha: HEAD, ref: 'refs/pull/7/head' }]);
    const log = JSON.parse(gunzipSync(Buffer.from(String(github.sarifs[0]?.['sarif']), 'base64')).toString());
    expect(log.runs[0].automationDetails.id).toBe('gatewright/gatewright/');
    expect(log.runs[0].results).toHaveLength(1);
  });

  it('is asked until the log is processed, and says what it refused', async () => {
    github.sarif = { pending: 2, status: 'complete', errors: [] };
    expect(outcomes(await run(defect, only('code-scanning')))).toEqual({ 'code-scanning': 'shown' });
    github.sarif = { pending: 0, status: 'failed', errors: ['rejecting SARIF\u001b[2J, as \n::error::x'] };
    const receipts = await run(defect, only('code-scanning'));
    expect(outcomes(receipts)).toEqual({ 'code-scanning': 'failed' });
    expect(remarks(receipts)[0]).toBe(
      'Code scanning could not take the SARIF log: rejecting SARIF\\u{1b}[2J, as ::error::x.',
    );
  });

  it('is not waited for where nothing is new', async () => {
    github.sarif = { pending: 99, status: 'complete', errors: [] };
    const old = reportOf({ findings: [findingOf({ standing: 'outside-diff' })] });
    expect(outcomes(await run(old, only('code-scanning')))).toEqual({ 'code-scanning': 'shown' });
    expect(github.requests).toHaveLength(1);
  });

  it('is not waited for beyond the deadline', async () => {
    github.sarif = { pending: 99, status: 'complete', errors: [] };
    const receipts = await run(defect, { ...only('code-scanning'), timeLeft: () => 7000 });
    expect(github.requests).toHaveLength(2);
    expect(remarks(receipts)).toEqual(['Code scanning has the SARIF log and is still working on it.']);
  });

  it('gets an audit’s log for its branch', async () => {
    const occasion = { kind: 'audit', ref: 'refs/heads/main', commit: HEAD } as const;
    await run(clean, { ...only('code-scanning'), occasion });
    expect(github.sarifs).toMatchObject([{ commit_sha: HEAD, ref: 'refs/heads/main' }]);
  });

  it('gets no log that is incomplete or outdated: it would close alerts', async () => {
    for (const decision of ['could-not-judge', 'stale'] as const) {
      await run(reportOf({ verdict: { decision, reasons: ['So.'] } }), only('code-scanning'));
    }
    expect(github.sarifs).toEqual([]);
  });
});
