import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { commentMarker } from '../../../../../src/host/github/show/marker.ts';
import { showFailure } from '../../../../../src/host/github/show/show.ts';
import { hostileTexts } from '../../../../support/report.ts';
import { BOT, FakeGithub, HEAD, showingOn } from './fake-github.ts';

vi.mock('virtual:rules', async () => ({
  default: (await import('../../../../support/report.ts')).someRules,
}));

const failure = { decision: 'could-not-judge', sentence: 'Git did not answer.' } as const;

it('a run without a report fails its check and takes an old comment’s green away', async () => {
  const github = new FakeGithub();
  const old = github.say(`${commentMarker({ id: 1, attempt: 1 }, HEAD)}\n**Gatewright: passed**`, BOT);
  await showFailure(failure, showingOn(github));
  expect(github.checks).toMatchObject([
    { conclusion: 'failure', title: 'Could not judge: Git did not answer.', annotations: [] },
  ]);
  expect(old.body).toContain('## Gatewright: could not judge at <code>9e07d44</code>');
  expect(old.body).not.toContain('passed');
  expect(github.sarifs).toEqual([]);
});

it('it posts no comment where none is, and leaves a newer run’s alone', async () => {
  const github = new FakeGithub();
  await showFailure({ ...failure, decision: 'config' }, showingOn(github));
  expect(github.comments).toEqual([]);
  expect(github.checks[0]?.title).toMatch(/^Policy or inputs are wrong: /);
  const newer = github.say(`${commentMarker({ id: 9999, attempt: 1 }, HEAD)}\nnewer`, BOT);
  await showFailure(failure, showingOn(github));
  expect(newer.body).toContain('newer');
});

it('[T52] it says nothing on the comment of a head that moved', async () => {
  const github = new FakeGithub();
  const old = github.say(`${commentMarker({ id: 1, attempt: 1 }, HEAD)}\nwords`, BOT);
  const receipts = await showFailure(failure, showingOn(github, { headNow: async () => 'f'.repeat(40) }));
  expect(receipts).toContainEqual(expect.objectContaining({ surface: 'comment', outcome: 'superseded' }));
  expect(old.body).toContain('words');
});

it.each(hostileTexts)('[T78] %j is inert in it', async (sentence) => {
  const github = new FakeGithub();
  const old = github.say(commentMarker({ id: 1, attempt: 1 }, HEAD), BOT);
  await showFailure({ decision: 'config', sentence }, showingOn(github));
  expect(old.body.match(/<!--/g)).toHaveLength(1);
  expect(old.body).not.toMatch(/@(?!&#8203;)\w|<img|javascript:/);
  expect(github.checks[0]?.title).not.toMatch(/[\n\u001b\u202e]/);
});

it('the job’s summary has the whole sentence, however long it is', async () => {
  const summaryFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-')), 'summary');
  const sentence = `The policy is wrong: ${'line after line, '.repeat(20)}and so it ends.`;
  await showFailure({ decision: 'config', sentence }, showingOn(new FakeGithub(), { summaryFile }));
  const text = fs.readFileSync(summaryFile, 'utf8');
  fs.rmSync(path.dirname(summaryFile), { recursive: true });
  expect(text).toMatch(
    /^## Gatewright: policy or inputs are wrong\n\nNothing was judged: The policy is wrong/,
  );
  expect(text).toContain('and so it ends.');
});
