import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Blob } from '../../../src/domain/tree.ts';
import type { Validator } from '../../../src/domain/validator.ts';
import {
  policyOf,
  ruleOf,
  stubProver,
  stubValidator,
  tempDir,
  type Script,
} from '../../support/judges/stub-judge.ts';
import { changeOf } from '../../support/trees.ts';

const A = repoPath('src/a.ts');
const REPORT = { do: 'reportEach' };
const sound: Script = { judgements: [[REPORT]] };
const added = () => changeOf({}, { 'src/a.ts': 'one\ntwo\n' });
const standings = ({ findings }: Evidence) => findings.map(({ at, standing }) => `${at.line} ${standing}`);

describe('what goes to a judge', () => {
  const nothing = { execPath: '/no/such/node' };

  test.each([
    ['off by policy', { policy: policyOf({ lint: { level: 'off' } }) }],
    ['left out by --skip', { skip: ['lint'] }],
    [
      'left out by --only',
      { only: ['imports'], validators: [stubValidator('lint'), stubValidator('imports')] },
    ],
  ])('a validator that is %s is not started, and says so for every path', async (reason, options) => {
    const prover = stubProver({ lint: sound }, { ...nothing, ...options });
    const [lint] = (await prover.prove(await added())).outcomes;
    expect(lint?.status).toBe('off');
    expect([...(lint?.handled ?? [])]).toEqual([[A, { kind: 'not-applicable', reason }]]);
  });

  test('a validator that nobody knows cannot be chosen', () => {
    expect(() => stubProver({ lint: sound }, { only: ['lnit'] })).toThrow(
      '--only names "lnit", which is no validator',
    );
  });

  test('when no file applies no judge is started, and every path has its reason', async () => {
    const picky: Validator = { ...stubValidator('lint'), appliesTo: () => 'lint reads poems only' };
    const policy = policyOf({ lint: { paths: ['src/**'], ignore: ['**/ignored.ts', '**/*.snap'] } });
    const change = await changeOf(
      { 'src/gone.ts': '' },
      { 'src/a.ts': 'a', 'src/.hidden/ignored.ts': 'a', 'elsewhere.ts': 'a', 'src/new\nline.snap': 'a' },
    );
    const [lint] = (
      await stubProver({ lint: sound }, { ...nothing, policy, validators: [picky] }).prove(change)
    ).outcomes;
    expect(lint?.status).toBe('completed');
    expect(Object.fromEntries(lint?.handled ?? [])).toEqual({
      'elsewhere.ts': { kind: 'not-applicable', reason: "outside the policy's paths" },
      'src/.hidden/ignored.ts': { kind: 'not-applicable', reason: 'ignored by policy' },
      'src/a.ts': { kind: 'not-applicable', reason: 'lint reads poems only' },
      'src/gone.ts': { kind: 'not-applicable', reason: 'lint reads poems only' },
      'src/new\nline.snap': { kind: 'not-applicable', reason: 'ignored by policy' },
    });
  });

  test('[T62] a line break in a name does not take a file out of the paths that are judged', async () => {
    const policy = policyOf({ lint: { paths: ['src/**'] } });
    const change = await changeOf({}, { 'src/new\nline.ts': 'a' });
    const [lint] = (await stubProver({ lint: sound }, { policy }).prove(change)).outcomes;
    expect([...(lint?.handled.values() ?? [])]).toEqual([{ kind: 'judged' }]);
  });

  test('an advisory validator is not required, an unknown one is', async () => {
    const policy = policyOf({ lint: { required: false } });
    const { outcomes } = await stubProver({ lint: sound, imports: sound }, { policy }).prove(await added());
    expect(outcomes.map(({ required }) => required)).toEqual([false, true]);
  });
});

describe('findings in unchanged files', () => {
  const lookAt = (path: string): Script => {
    const at = { path, line: 1, column: 1, endLine: 1, endColumn: 2 };
    const observations = [{ rule: ruleOf('lint'), at, message: 'what it imports is gone' }];
    return { judgements: [[{ do: 'report', observations }], [{ do: 'report' }]] };
  };
  const deletion = () => changeOf({ 'gone.ts': 'a', 'importer.ts': 'b' }, { 'importer.ts': 'b' });

  test('a deletion is judged, and what it breaks elsewhere is a new finding', async () => {
    const evidence = await stubProver({ lint: lookAt('importer.ts') }).prove(await deletion());
    expect([...(evidence.outcomes[0]?.handled ?? [])]).toEqual([['gone.ts', { kind: 'judged' }]]);
    expect(evidence.findings).toMatchObject([{ at: { path: 'importer.ts' }, standing: 'new' }]);
  });

  test('what the policy ignores is not spoken of', async () => {
    const policy = policyOf({ lint: { ignore: ['importer.*'] } });
    const evidence = await stubProver({ lint: lookAt('importer.ts') }, { policy }).prove(await deletion());
    expect(evidence.outcomes[0]?.status).toBe('completed');
    expect(evidence.findings).toEqual([]);
  });

  test('a file that is not in the tree is a judge that cannot be believed', async () => {
    const evidence = await stubProver({ lint: lookAt('made/up.ts') }).prove(await deletion());
    expect(evidence.outcomes[0]).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('which is no file'),
    });
  });
});

describe('blobs', () => {
  const reading = async (blob: Blob | Error) => {
    const change = await added();
    const head = { ...change.head, bytes: async () => (blob instanceof Error ? Promise.reject(blob) : blob) };
    const oid = change.files[0]?.head?.oid;
    const prover = stubProver({ lint: { judgements: [[{ do: 'read', oid }, { do: 'report' }]] } });
    return (await prover.prove({ ...change, head })).outcomes[0];
  };

  test('[T60] a file that is too large is failed, whatever the judge says of it', async () => {
    const outcome = await reading({ kind: 'too-large', size: 500_000_000 });
    expect(outcome?.status).toBe('completed');
    expect(outcome?.handled.get(A)).toEqual({
      kind: 'failed',
      reason: expect.stringContaining('larger than 5 MB (500.0 MB)'),
    });
  });

  test('a file that cannot be read is failed', async () => {
    const outcome = await reading({ kind: 'unreadable', reason: 'missing object' });
    expect(outcome?.handled.get(A)).toEqual({
      kind: 'failed',
      reason: expect.stringContaining('missing object'),
    });
  });

  test('when git dies the proof rejects: it is not the judge that failed', async () => {
    await expect(reading(new Error('git ended'))).rejects.toThrow('git ended');
  });

  test('[T96] a large blob goes through while the judge prints and does not read', async () => {
    const bytes = new Uint8Array(4_900_000).fill(65);
    expect((await reading({ kind: 'bytes', bytes }))?.handled.get(A)).toEqual({ kind: 'judged' });
  });
});

describe('what stood before', () => {
  const edited = () =>
    changeOf({ 'src/a.ts': 'one\nold\n' }, { 'src/a.ts': 'one\nnew\n' }, { 'src/a.ts': [[2, 1]] });

  test('a finding off the added lines that the base has is outside the diff', async () => {
    const evidence = await stubProver({ lint: sound }).prove(await edited());
    expect(standings(evidence)).toEqual(['1 outside-diff', '2 new']);
  });

  test('a finding off the added lines that the base has not is new', async () => {
    const evidence = await stubProver({ lint: { judgements: [[REPORT], [{ do: 'report' }]] } }).prove(
      await edited(),
    );
    expect(standings(evidence)).toEqual(['1 new', '2 new']);
  });

  test('when the base cannot be judged the outcome says so, and only what is surely new is listed', async () => {
    const lint: Script = {
      judgements: [
        [REPORT],
        [
          { do: 'look', path: 'src/a.ts' },
          { do: 'exit', code: 9 },
        ],
      ],
    };
    const evidence = await stubProver({ lint }).prove(await edited());
    expect(evidence.outcomes[0]).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('exit code 9'),
    });
    expect(standings(evidence)).toEqual(['2 new']);
  });
});

describe('several proofs', () => {
  test('a judge that dies of a later tree does not take back what it said of the author’s', async () => {
    const dies = [
      { do: 'look', path: 'src/a.ts' },
      { do: 'signal', name: 'SIGSEGV' },
    ];
    const prover = stubProver({ lint: { judgements: [[REPORT], dies] } });
    const author = await prover.prove(await added());
    expect((await prover.prove(await added())).outcomes[0]?.status).toBe('crashed');
    expect((await prover.prove(await added())).outcomes[0]?.status).toBe('completed');
    expect((await prover.dismiss(author)).outcomes[0]?.status).toBe('completed');
  });

  test('[T89] a judge that dies before a word on the later tree takes back both', async () => {
    const prover = stubProver({ lint: { judgements: [[REPORT], [{ do: 'signal', name: 'SIGSEGV' }]] } });
    const author = await prover.prove(await added());
    expect((await prover.prove(await added())).outcomes[0]?.status).toBe('crashed');
    const [lint] = (await prover.dismiss(author)).outcomes;
    expect(lint).toMatchObject({ status: 'crashed', message: expect.stringContaining('ended badly') });
    expect(lint?.handled.get(A)?.kind).toBe('failed');
  });

  test('[T90] a judge that does not end when dismissed takes back its word', async () => {
    const prover = stubProver({ lint: { judgements: [[REPORT]], end: [{ do: 'hang' }] } }, { grace: 300 });
    const { outcomes } = await prover.dismiss(await prover.prove(await added()));
    expect(outcomes[0]).toMatchObject({ status: 'crashed', message: expect.stringContaining('did not end') });
  });

  test('a judge that says that it is through and then stays in its own exit keeps its word', async () => {
    const prover = stubProver({ lint: { judgements: [[REPORT]], end: [{ do: 'part' }, { do: 'hang' }] } });
    const { outcomes } = await prover.dismiss(await prover.prove(await added()));
    expect(outcomes[0]).toMatchObject({ status: 'completed', message: '' });
  });

  test('[T89] a judge that says that it is through and then dies of a signal takes back its word', async () => {
    const end = [{ do: 'part' }, { do: 'signal', name: 'SIGSEGV' }];
    const prover = stubProver({ lint: { judgements: [[REPORT]], end } });
    const { outcomes } = await prover.dismiss(await prover.prove(await added()));
    expect(outcomes[0]).toMatchObject({ status: 'crashed', message: expect.stringContaining('ended badly') });
  });

  test('evidence of another prover cannot be dismissed', async () => {
    const evidence = await stubProver({ lint: sound }).prove(await added());
    await expect(stubProver({ lint: sound }).dismiss(evidence)).rejects.toThrow('not of this prover');
  });

  test('proofs that are asked for at the same time are given in turn', async () => {
    const prover = stubProver({ lint: { judgements: [[{ do: 'sleep', ms: 50 }, REPORT]] } });
    const change = await added();
    const all = await Promise.all([prover.prove(change), prover.prove(change), prover.prove(change)]);
    expect(all.map((evidence) => evidence.findings.length)).toEqual([2, 2, 2]);
  });

  test('judges that were warmed before there was a change judge it', async () => {
    const prover = stubProver({ lint: sound, imports: sound });
    prover.warm();
    prover.warm();
    const { outcomes } = await prover.dismiss(await prover.prove(await added()));
    expect(outcomes.map(({ status }) => status)).toEqual(['completed', 'completed']);
  });

  test('a judge that is seldom needed is started by a file that it applies to, and by nothing before', async () => {
    const seldom = { ...stubValidator('lint'), seldom: true };
    const dir = tempDir();
    const execPath = path.join(dir, 'node');
    const script = `#!/bin/sh\n[ "$1" = --version ] || touch ${dir}/started\n`;
    fs.writeFileSync(execPath, script, { mode: 0o755 });
    const never = { ...seldom, appliesTo: () => 'no matter of its' };
    const unasked = stubProver({ lint: sound }, { execPath, validators: [never] });
    unasked.warm();
    const { outcomes } = await unasked.dismiss(await unasked.prove(await added()));
    expect(outcomes.map(({ status }) => status)).toEqual(['completed']);
    expect(fs.readdirSync(dir)).toEqual(['node']);
    const asked = stubProver({ lint: sound }, { validators: [seldom] });
    asked.warm();
    expect((await asked.prove(await added())).findings).toHaveLength(2);
  });
});

describe('the time budget of the run', () => {
  test('cuts a judgement short, and the message says what to raise', async () => {
    const prover = stubProver({ lint: { judgements: [[{ do: 'hang' }]] } }, { deadline: () => 500 });
    const [lint] = (await prover.prove(await added())).outcomes;
    expect(lint?.status).toBe('timed-out');
    expect(lint?.message).toContain("the 0.5 s that the run's time budget left it");
    expect(lint?.message).toContain('Raise time-budget');
  });

  test('when it is spent no judge is started, and nothing passes', async () => {
    const prover = stubProver({ lint: sound }, { deadline: () => -5, execPath: '/no/such/node' });
    const [lint] = (await prover.prove(await added())).outcomes;
    expect(lint).toMatchObject({ status: 'timed-out' });
    expect(lint?.handled.get(A)?.kind).toBe('failed');
  });
});

describe('order', () => {
  test('[T97] whoever finishes first, and in whatever order it reports, the evidence is the same', async () => {
    const change: Change = await changeOf(
      { 'src/old.ts': 'one\ntwo\nthree\n' },
      { 'src/old.ts': 'one\ntwo\nfour\n', 'b.ts': 'x\ny\n', 'ä.ts': 'x\ny\n' },
      { 'src/old.ts': [[3, 1]] },
    );
    const ids = ['lint', 'imports', 'paths'];
    const proveWith = async (delays: readonly number[], shuffle: boolean): Promise<unknown> => {
      const scripts = ids.map((id, n): [string, Script] => [
        id,
        {
          judgements: [
            [
              { do: 'sleep', ms: delays[n] ?? 0 },
              { do: 'reportEach', shuffle },
            ],
          ],
        },
      ]);
      const prover = stubProver(Object.fromEntries(scripts));
      const { outcomes, findings } = await prover.dismiss(await prover.prove(change));
      await prover.close();
      return { outcomes: outcomes.map((o) => ({ ...o, ms: 0, handled: [...o.handled] })), findings };
    };
    const expected = JSON.stringify(await proveWith([0, 0, 0], false));
    const delays = fc.shuffledSubarray([0, 40, 80], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(delays, async (some) => JSON.stringify(await proveWith(some, true)) === expected),
      { seed: 97, numRuns: 8 },
    );
  });
});
