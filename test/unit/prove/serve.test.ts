import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { ProverOptions } from '../../../src/prove/prover.ts';
import { MACHINE_NODE } from '../../support/bundle.ts';
import { policyOf, ruleOf, stubProver, tempDir } from '../../support/judges/stub-judge.ts';
import { changeOf } from '../../support/trees.ts';

const ALL = { lint: { judgements: [] }, imports: { judgements: [] }, paths: { judgements: [] } };

/** The judge side of the real protocol, bundled as the build does it. */
async function bundled(): Promise<string> {
  const input = fileURLToPath(new URL('../../support/judges/served.ts', import.meta.url));
  const RULES = JSON.stringify(Object.fromEntries(Object.keys(ALL).map((id) => [id, ruleOf(id)])));
  const build = await rolldown({
    input,
    platform: 'node',
    transform: { target: 'node20', define: { RULES } },
  });
  const file = path.join(tempDir(), 'served.mjs');
  await build.write({ file, format: 'esm' });
  await build.close();
  return file;
}

async function proveWith(
  validator: keyof typeof ALL,
  change: Promise<Change>,
  options: Partial<ProverOptions> = {},
) {
  const judge = await bundled();
  const prover = stubProver({ [validator]: ALL[validator] }, { judge, ...options });
  const evidence = await prover.dismiss(await prover.prove(await change));
  const [outcome] = evidence.outcomes;
  return { outcome, findings: evidence.findings, messages: evidence.findings.map(({ message }) => message) };
}

describe.each([process.execPath, MACHINE_NODE])('the judge process on %s', (execPath) => {
  test('reads every blob through its parent, byte for byte', async () => {
    const bytes = new Uint8Array([0, 255, 254, 10, 13, 7]);
    const large = new Uint8Array(4_999_999).fill(9);
    const change = changeOf({}, { 'a.ts': bytes, 'b.ts': '', 'c.ts': large });
    const { outcome, messages } = await proveWith('lint', change, { execPath });
    expect(outcome).toMatchObject({ status: 'completed', message: '' });
    expect(messages).toEqual(['6:7', '0:undefined', '4999999:9']);
  });

  test('lists both trees in full, in batches, and finds entries by path', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 9000 }, (_, n) => [`new/a/long/path/to/make/size/${n}.ts`, '']),
    );
    const change = changeOf({ 'gone.ts': 'x', 'kept.ts': 'x' }, { 'kept.ts': 'y', ...many });
    const { messages } = await proveWith('imports', change, { execPath });
    expect(messages[0]).toBe('2 9001 kept.ts 42');
  });

  test('reports thousands of observations in batches, and what it failed to judge', async () => {
    const { outcome, findings } = await proveWith('paths', changeOf({}, { 'a.ts': 'x', 'b.ts': 'y' }), {
      execPath,
    });
    expect(findings).toHaveLength(10_000);
    expect([...(outcome?.handled.values() ?? [])]).toEqual([
      { kind: 'failed', reason: 'no reason' },
      { kind: 'judged' },
    ]);
  });

  test('a validator that throws has crashed, and its words say where', async () => {
    const { outcome } = await proveWith('paths', changeOf({}, { 'throw.ts': 'x' }), { execPath });
    expect(outcome).toMatchObject({
      status: 'crashed',
      message: expect.stringContaining('TypeError: a bug of ours'),
    });
  });
});

test('tells what else is changed, and where the policy lets the validator look', async () => {
  const change = changeOf(
    { 'gone.ts': 'x' },
    { 'scope.ts': 'x', 'made.ts': 'x', 'no.ts': 'x', 'out.js': 'x' },
  );
  const policy = {
    ...policyOf({ imports: { paths: ['*.ts'], ignore: ['no.*'] } }),
    generated: ['made.*'],
  };
  const { messages } = await proveWith('imports', change, { policy });
  expect(messages).toEqual([
    'gone.ts deleted,made.ts added,scope.ts added',
    'gone.ts deleted,made.ts added,no.ts added,out.js added,scope.ts added',
    'gone.ts deleted,scope.ts added',
  ]);
});

test('a path whose bytes are not UTF-8 is the same path on the other side', async () => {
  const { messages } = await proveWith('imports', changeOf({ 'a\udcff.ts': 'x' }, { 'a\udcff.ts': 'y' }));
  expect(messages).toEqual(['1 1 a\udcff.ts 42']);
});
