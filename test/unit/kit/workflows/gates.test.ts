/** Jobs that run Gatewright are found, under the names that GitHub gives their checks. */
import { describe, expect, it } from 'vitest';
import { gatesOf, isGatewright } from '../../../../src/kit/workflows/gates.ts';
import { parseWorkflow } from '../../../../src/kit/workflows/parse.ts';
import { readWorkflows } from '../../../../src/kit/workflows/read.ts';
import { treeOf } from '../../../support/trees.ts';

const at = (name: string, text: string) => parseWorkflow(`.github/workflows/${name}`, text);
const step = '{ steps: [{ uses: acme/gatewright@v1 }] }';

describe('a step of Gatewright', () => {
  it('is known by the name of its repository, under any owner', () => {
    for (const uses of ['gatewright/gatewright@v1', 'Acme/Gatewright@0123'])
      expect(isGatewright(uses)).toBe(true);
    for (const uses of [
      'gatewright/gatewright',
      'a/gatewright-action@v1',
      'docker://a/gatewright@1',
      './gatewright',
      'gatewright@v1',
      'x/y/gatewright@v1',
    ]) {
      expect(isGatewright(uses), uses).toBe(false);
    }
  });

  it('is the folder itself in its own repository alone', () => {
    expect(['./', '.', '$/'].map((uses) => isGatewright(uses, true))).toEqual([true, true, true]);
    expect(isGatewright('./')).toBe(false);
    expect(isGatewright('./other', true)).toBe(false);
  });
});

describe('the check of a gate', () => {
  it('is the job’s name, or its id', () => {
    const gates = gatesOf([
      at('a.yml', `jobs: { gate: ${step}, other: { name: Gate two, ${step.slice(1)} }`),
    ]);
    expect(gates.map(({ check }) => check)).toEqual(['gate', 'Gate two']);
  });

  it('is not known beforehand for a matrix and for an expression', () => {
    const text = `jobs:\n  a: { strategy: { matrix: { x: [1] } }, ${step.slice(1)}\n  b: { name: "${'${{ github.ref }}'}", ${step.slice(1)}\n`;
    expect(gatesOf([at('a.yml', text)]).map(({ check }) => check)).toEqual([null, null]);
  });

  it('of a reusable workflow carries the name of the job that calls it', () => {
    const called = at('called.yml', `on: workflow_call\njobs: { gate: ${step} }`);
    const caller = at(
      'caller.yml',
      'on: pull_request\njobs: { all: { uses: ./.github/workflows/called.yml } }',
    );
    const found = gatesOf([caller, called]).find(({ workflow }) => workflow === caller);
    expect(found).toMatchObject({ check: 'all / gate', job: { id: 'gate' } });
  });

  it('ends where a workflow calls itself', () => {
    const text = `jobs: { a: { uses: ./.github/workflows/a.yml }, gate: ${step} }`;
    expect(gatesOf([at('a.yml', text)]).map(({ check }) => check)).toEqual(['a / gate', 'gate']);
  });
});

describe('the workflows of a tree', () => {
  it('are the YAML files of one folder', async () => {
    const text = 'on: push\n';
    const tree = treeOf({
      '.github/workflows/a.yml': text,
      '.github/workflows/b.yaml': text,
      '.github/workflows/deep/c.yml': text,
      '.github/d.yml': text,
      'workflows/e.yml': text,
    });
    const found = await readWorkflows(tree);
    expect(found.map(({ path }) => path)).toEqual(['.github/workflows/a.yml', '.github/workflows/b.yaml']);
  });

  it('name the one that is a link', async () => {
    const tree = treeOf({ '.github/workflows/a.yml': 'elsewhere' });
    const [entry] = await tree.list();
    const linked = { ...tree, list: async () => [{ ...entry!, mode: 'symlink' as const }] };
    expect(await readWorkflows(linked)).toMatchObject([{ problem: 'it is a symlink', jobs: [] }]);
  });
});
