import { describe, expect, test } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import {
  ruleOf,
  stubProver,
  stubValidator,
  tempDir,
  type Script,
  type Step,
} from '../../support/judges/stub-judge.ts';
import { changeOf } from '../../support/trees.ts';

const A = repoPath('src/a.ts');
const change = () => changeOf({}, { 'src/a.ts': 'one\ntwo\n', 'src/b.ts': 'one\ntwo\n' });
const REPORT: Step = { do: 'reportEach' };
const sound: Script = { judgements: [[REPORT]] };

/** What became of `lint`, which plays the steps, beside two sound validators. */
async function judged(steps: readonly Step[], end: readonly Step[] = []) {
  const prover = stubProver(
    { lint: { judgements: [steps], end }, imports: sound, paths: sound },
    {
      validators: [stubValidator('lint', 1500), stubValidator('imports'), stubValidator('paths')],
      memory: 64,
    },
  );
  const evidence = await prover.dismiss(await prover.prove(await change()));
  const [lint, ...others] = evidence.outcomes;
  expect(others.map(({ status }) => status)).toEqual(['completed', 'completed']);
  if (!lint) throw new Error('no outcome');
  if (lint.status !== 'completed') {
    for (const handling of lint.handled.values())
      expect(handling).toEqual({ kind: 'failed', reason: lint.message });
  }
  expect(lint.handled.size).toBe(2);
  return { lint, findings: evidence.findings.filter(({ validator }) => validator === 'lint') };
}

describe('a judge and its end', () => {
  test('a judge that reports and ends with 0 has completed', async () => {
    const { lint, findings } = await judged([{ do: 'look', path: 'src/a.ts' }, REPORT]);
    expect(lint).toMatchObject({ status: 'completed', message: '', required: true });
    expect(lint.handled.get(A)).toEqual({ kind: 'judged' });
    expect(findings.map(({ at }) => `${at.path}:${at.line}`)).toEqual([
      'src/a.ts:1',
      'src/a.ts:2',
      'src/b.ts:1',
      'src/b.ts:2',
    ]);
  });

  test('[T88] exit 0 without a report is a crash', async () => {
    const { lint } = await judged([{ do: 'exit', code: 0 }]);
    expect(lint).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('without a report (exit code 0)'),
    });
  });

  test('what the disk refused a judge is one line, and changes no verdict', async () => {
    const end: Step[] = [{ do: 'trouble', said: { verb: 'write', code: 'ENOSPC' } }];
    const cacheDir = `${tempDir()}/cache`;
    const scripts = { lint: { ...sound, end }, imports: { ...sound, end } };
    const prover = stubProver(scripts, { cacheDir });
    const evidence = await prover.dismiss(await prover.prove(await change()));
    for (const outcome of evidence.outcomes) expect(outcome).toMatchObject({ status: 'completed' });
    expect(prover.cacheNote()).toBe(
      `The cache ${cacheDir} is not used: it cannot write (ENOSPC: no space left on device). Facts are worked out anew.`,
    );
  });

  test.each([{ verb: 'write', code: 'no\n::error::room' }, { verb: 'delete', code: 'ENOSPC' }, {}])(
    '[T62] a judge says nothing about the cache in words of its own: %j',
    async (said) => {
      const { lint } = await judged([REPORT], [{ do: 'trouble', said }]);
      expect(lint).toMatchObject({
        status: 'crashed',
        message: expect.stringContaining('a trouble with the cache'),
      });
    },
  );

  test('[T89] a report, then SIGSEGV on the way out, takes the word back; the findings stay', async () => {
    const { lint, findings } = await judged([REPORT], [{ do: 'signal', name: 'SIGSEGV' }]);
    expect(lint.status).toBe('crashed');
    expect(lint.message).toContain('reported and then ended badly (signal SIGSEGV)');
    expect(findings).toHaveLength(4);
  });

  test('[T89] a report, then SIGSEGV at once, takes the word back', async () => {
    const { lint } = await judged([REPORT, { do: 'signal', name: 'SIGSEGV' }]);
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining('SIGSEGV') });
  });

  test('[T90] an unknown exit code takes the word back', async () => {
    const { lint } = await judged([REPORT], [{ do: 'exit', code: 77 }]);
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining('exit code 77') });
  });

  test('[T90] an unknown exit code instead of a report is a crash', async () => {
    const { lint } = await judged([{ do: 'exit', code: 77 }]);
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining('exit code 77') });
  });

  test('[T91] a hang that ignores SIGTERM is killed at the deadline, and the file is named', async () => {
    const { lint, findings } = await judged([{ do: 'look', path: 'src/b.ts' }, { do: 'hang' }]);
    expect(lint.status).toBe('timed-out');
    expect(lint.message).toContain(
      'took longer than 1.5 s, its deadline, and was stopped while it looked at src/b.ts',
    );
    expect(findings).toEqual([]);
  });

  test('[T82] a catastrophic regular expression is stopped at the deadline', async () => {
    const { lint } = await judged([{ do: 'look', path: 'src/a.ts' }, { do: 'backtrack' }]);
    expect(lint).toMatchObject({ status: 'timed-out', message: expect.stringContaining('src/a.ts') });
  });

  test('[T94] a judge that runs out of memory is named so, and the others finish', async () => {
    const { lint } = await judged([{ do: 'look', path: 'src/a.ts' }, { do: 'eat' }]);
    expect(lint.status).toBe('out-of-memory');
    expect(lint.message).toContain('lint ran out of memory (64 MB) while it looked at src/a.ts');
  });

  test('[T95] half a frame and the end is a crash', async () => {
    const { lint } = await judged([{ do: 'half' }, { do: 'exit', code: 0 }]);
    expect(lint).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('in the middle of its report'),
    });
  });

  test('[T95] half-written JSON is a crash', async () => {
    const { lint } = await judged([{ do: 'halfJson' }]);
    expect(lint).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('observations is not a list'),
    });
  });

  test('[T95] garbage instead of frames is a crash', async () => {
    const { lint } = await judged([{ do: 'raw', text: 'Segmentation fault, probably\n' }]);
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining('it sent a frame of') });
  });

  test('[T95] a result that is cut by a frame too many takes the word back', async () => {
    const { lint } = await judged([REPORT, { do: 'report' }]);
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining('nobody asked for') });
  });

  test('a fault that the judge tells of itself is a crash with its words, escaped', async () => {
    const { lint } = await judged([{ do: 'fault', message: 'TypeError: x\n::error::\u001b[31m' }]);
    expect(lint.status).toBe('crashed');
    expect(lint.message).toContain('TypeError: x / :\\u{3a}error:\\u{3a}\\u{1b}[31m');
  });

  test('of an error that nobody caught the message is shown, not the end of its stack', async () => {
    const { lint } = await judged([{ do: 'throw' }]);
    expect(lint.message).toMatch(/Its last words: "TypeError: no such step .{200}/);
  });

  test('a program that cannot be started at all is a crash of every validator', async () => {
    const prover = stubProver({ lint: sound, imports: sound }, { execPath: '/no/such/node' });
    const evidence = await prover.dismiss(await prover.prove(await change()));
    for (const outcome of evidence.outcomes) {
      expect(outcome).toMatchObject({
        status: 'crashed',
        message: expect.stringContaining('could not be started'),
      });
    }
  });

  test('[T96] a judge that closes its outputs, or floods them, is heard all the same', async () => {
    const flood = 'x'.repeat(1 << 16);
    const { lint, findings } = await judged([
      { do: 'close', fd: 1 },
      { do: 'print', stream: 'stderr', text: flood, times: 400 },
      REPORT,
    ]);
    expect(lint.status).toBe('completed');
    expect(findings).toHaveLength(4);
  });

  test('[T96] a judge that closes its report channel is not waited for until its deadline', async () => {
    const { lint } = await judged([
      { do: 'close', fd: 3 },
      { do: 'sleep', ms: 60_000 },
    ]);
    expect(lint).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('closed its report channel'),
    });
  });

  test('[T76] what a judge prints is shown only as escapes, and only when it crashed', async () => {
    const text = '::add-mask::x\n\u001b]8;;http://evil\u0007::stop-commands::y\n';
    const { lint } = await judged([
      { do: 'print', stream: 'stderr', text },
      { do: 'exit', code: 1 },
    ]);
    expect(lint.message).not.toMatch(/::|\p{Cc}/u);
    expect(lint.message).toContain(':\\u{3a}add-mask');
    const fine = await judged([{ do: 'print', text, times: 20_000 }, REPORT]);
    expect(fine.lint).toMatchObject({ status: 'completed', message: '' });
  });

  test('[T113] a wall clock that jumps, here and in the judge, moves no deadline', async () => {
    const { now } = Date;
    let jumps = 0;
    Date.now = () => now() + (jumps++ % 2 === 0 ? 1e9 : -1e9);
    try {
      const { lint } = await judged([{ do: 'clock' }, { do: 'sleep', ms: 200 }, REPORT]);
      expect(lint).toMatchObject({ status: 'completed' });
      expect(lint.ms).toBeGreaterThan(0);
      expect(lint.ms).toBeLessThan(20_000);
      expect((await judged([{ do: 'clock' }, { do: 'hang' }])).lint.status).toBe('timed-out');
    } finally {
      Date.now = now;
    }
  });
});

describe('a report that is not to be believed', () => {
  const at = { path: 'src/a.ts', line: 1, column: 1, endLine: 1, endColumn: 2 };
  const report = (observations: unknown[], more: object = {}): Step[] => [
    { do: 'report', observations, ...more },
  ];

  test.each([
    ['a rule that nobody knows', report([{ rule: 'lint/made-up', at, message: 'm' }]), 'unknown rule'],
    ['a rule of another validator', report([{ rule: ruleOf('imports'), at, message: 'm' }]), 'unknown rule'],
    ['fewer observations than it counted', report([], { counted: 3 }), 'counts differ'],
    ['a failed file that it was not given', report([], { failed: [['src/z.ts', 'r']] }), 'was not given'],
    ['a failed file without a reason', report([], { failed: [['src/a.ts', '']] }), 'reason is empty'],
    ['a question about no tree of its', [{ do: 'ask', tree: 9, what: 'list' }], 'a tree it was not given'],
    ['a question with a line break', [{ do: 'ask', tree: 1, what: 'bytes', oid: 'a\nb' }], 'no answer'],
    ['a flood of questions', [{ do: 'ask', tree: 1, what: 'list', times: 5000 }], 'more questions'],
  ])('%s ends the judge', async (_, steps, problem) => {
    const { lint } = await judged(steps);
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining(problem) });
  });
});
