/** Validators that judge file by file: several judges share many files, and a trial judges what it touched. */
import os from 'node:os';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Validator } from '../../../src/domain/validator.ts';
import { ruleOf, stubProver, stubValidator, type Script } from '../../support/judges/stub-judge.ts';
import { changeOf, type Files } from '../../support/trees.ts';
import { judgeChange } from './lint/judging.ts';

const each: Script = { judgements: [[{ do: 'reportEach' }]] };
const byFile: Validator = { ...stubValidator('lint'), fileByFile: true };
const many = (count: number): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`src/${at}.ts`, `one\ntwo\n${at}\n`]));

describe('many files', () => {
  test('are shared by several judges, and the evidence is that of one', async () => {
    const change = await changeOf({}, many(450));
    const [alone, shared] = await Promise.all(
      [1, 4].map((together) => stubProver({ lint: each }, { validators: [byFile], together }).prove(change)),
    );
    expect(shared?.findings).toHaveLength(900);
    expect(shared?.findings).toEqual(alone?.findings);
    expect(shared?.outcomes.map(({ handled }) => [...handled])).toEqual(
      alone?.outcomes.map(({ handled }) => [...handled]),
    );
  });

  test('are all failed when one of the judges crashes', async () => {
    const at = (line: number) => ({ path: 'src/0.ts', line, column: 1, endLine: line, endColumn: 2 });
    // Whoever has the first file ends well; to the other its place is one that it was not given.
    const report = {
      do: 'report',
      failed: [['src/0.ts', 'no']],
      observations: [{ rule: ruleOf('lint'), at: at(1), message: 'm' }],
    };
    const prover = stubProver({ lint: { judgements: [[report]] } }, { validators: [byFile], together: 2 });
    const change = await changeOf({}, many(250));
    const [lint] = (await prover.prove(change)).outcomes;
    expect(lint?.status).toBe('crashed');
    expect(new Set([...(lint?.handled.values() ?? [])].map(({ kind }) => kind))).toEqual(new Set(['failed']));
  });

  test('have one judge where the process may use no more memory, whatever the machine has', async () => {
    vi.spyOn(os, 'availableParallelism').mockReturnValue(4);
    vi.spyOn(process, 'availableMemory').mockReturnValue(100_000_000);
    // A second judge would say it of a file that it was not given.
    const failed = { do: 'report', failed: [['src/0.ts', 'no']], observations: [] };
    const prover = stubProver({ lint: { judgements: [[failed]] } }, { validators: [byFile] });
    const [lint] = (await prover.prove(await changeOf({}, many(450)))).outcomes;
    vi.restoreAllMocks();
    expect(lint?.status).toBe('completed');
  });

  test('[T91] are all failed when judges hang, and a file is named', async () => {
    const steps = [{ do: 'look', path: 'src/1.ts' }, { do: 'hang' }];
    const slow: Validator = { ...byFile, deadline: 700 };
    const prover = stubProver({ lint: { judgements: [steps] } }, { validators: [slow], together: 2 });
    const [lint] = (await prover.prove(await changeOf({}, many(250)))).outcomes;
    expect(lint?.status).toBe('timed-out');
    expect(lint?.message).toContain('src/1.ts');
    expect(new Set([...(lint?.handled.values() ?? [])].map(({ kind }) => kind))).toEqual(new Set(['failed']));
  });

  test('lose the word of all judges when one ends badly', async () => {
    const script: Script = { judgements: [[{ do: 'reportEach' }]], end: [{ do: 'exit', code: 3 }] };
    const prover = stubProver({ lint: script }, { validators: [byFile], together: 2 });
    const evidence = await prover.dismiss(await prover.prove(await changeOf({}, many(250))));
    expect(evidence.outcomes.map(({ status }) => status)).toEqual(['crashed']);
  });
});

describe('what is proven again', () => {
  test('is what was touched; the rest is as it was', async () => {
    const files = many(3);
    const author = await changeOf({}, files);
    const patched = await changeOf({}, { ...files, 'src/1.ts': 'other\n' });
    const touched = new Set([repoPath('src/1.ts')]);
    const prover = stubProver(
      { lint: each, imports: each },
      { validators: [byFile, stubValidator('imports')] },
    );
    const evidence = await prover.prove(author);
    const again = await prover.prove(patched, { evidence, touched });
    expect(again).toEqual({ ...(await prover.prove(patched)), outcomes: again.outcomes });
    expect(again.outcomes.map(({ status, handled }) => [status, handled.size])).toEqual([
      ['completed', 3],
      ['completed', 3],
    ]);
  });

  test('is everything when the first proof was none', async () => {
    const script: Script = { judgements: [[{ do: 'exit', code: 1 }], [{ do: 'reportEach' }]] };
    const prover = stubProver({ lint: script }, { validators: [byFile] });
    const change = await changeOf({}, many(2));
    const evidence = await prover.prove(change);
    const again = await prover.prove(change, { evidence, touched: new Set() });
    expect([...(again.outcomes[0]?.handled.values() ?? [])].map(({ kind }) => kind)).toEqual([
      'failed',
      'failed',
    ]);
  });
});

describe('what is proven again is proven as a whole would be', () => {
  test('where the file that it was renamed from was exempt, and vouches for nothing', async () => {
    const present: Validator = { ...byFile, appliesTo: ({ head }) => (head ? true : 'deleted') };
    const change = await changeOf({ 'vendor/a.ts': 'one\ntwo\n' }, { 'src/a.ts': 'one\ntwo\n' });
    const [added, deleted] = change.files;
    if (!added || !deleted) throw new Error('two files changed');
    const origin = deleted.path;
    const files = [
      { ...added, origin },
      { ...deleted, exempt: 'vendored' },
    ];
    const moved = { ...change, files };
    const sees = (path: string) => [
      {
        do: 'report',
        observations: [
          { rule: ruleOf('lint'), at: { path, line: 1, column: 1, endLine: 1, endColumn: 2 }, message: 'm' },
        ],
      },
    ];
    const script = { judgements: [sees('src/a.ts'), sees('src/a.ts'), sees('vendor/a.ts')] };
    const prover = stubProver({ lint: script }, { validators: [present] });
    const evidence = await prover.prove(moved);
    const again = await prover.prove(moved, { evidence, touched: new Set([added.path]) });
    expect(evidence.findings.map(({ standing }) => standing)).toEqual(['new']);
    expect(again.findings).toEqual(evidence.findings);
  });

  test('where the word of the first judge was taken back', async () => {
    const script: Script = { judgements: [[{ do: 'reportEach' }]], end: [{ do: 'exit', code: 3 }] };
    const prover = stubProver({ lint: script }, { validators: [byFile] });
    const change = await changeOf({}, many(3));
    const evidence = await prover.dismiss(await prover.prove(change));
    const again = await prover.prove(change, { evidence, touched: new Set([repoPath('src/1.ts')]) });
    const [answer] = prover.statements(again)[0]?.answers ?? [];
    expect(answer?.files).toEqual(change.files.map(({ path }) => path));
  });
});

describe('lint', () => {
  const TEXTS = [
    'if (a === a) b();\n',
    'export const x: number = 1;\n',
    '// eslint-disable-next-line no-self-compare\nif (a === a) b();\n',
    'function f() { return 1; f(); }\n',
    'const broken = ;\n',
    '@decorated class A {}\n',
    '',
  ];
  const content = fc.constantFrom(...TEXTS);
  const sides = fc.record({
    base: fc.option(content, { nil: undefined }),
    head: content,
    asked: fc.boolean(),
  });

  test('says of a file what it says of it alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sides, { minLength: 1, maxLength: 5 }), async (given) => {
        const name = (at: number) => `src/${at}.${at % 2 ? 'ts' : 'js'}`;
        const side = (which: 'base' | 'head') =>
          Object.fromEntries(
            given.flatMap((one, at) => (one[which] === undefined ? [] : [[name(at), one[which]]])),
          );
        const change = await changeOf(side('base'), side('head'));
        const asked = new Set(given.flatMap((one, at) => (one.asked ? [name(at)] : [])));
        const files = change.files.filter(({ path }) => asked.has(path));
        const [all, some] = [await judgeChange(change), await judgeChange({ ...change, files })];
        expect(some.observations).toEqual(all.observations.filter(({ at }) => asked.has(at.path)));
        expect([...some.failed]).toEqual([...all.failed].filter(([path]) => asked.has(path)));
      }),
      { numRuns: 40 },
    );
  });
});
