import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/domain/proposal.ts';
import { treeId } from '../../../src/kit/tree/tree-id.ts';
import { proposalFor, replaceIn, word, type Find } from '../../support/scripted.ts';
import { type Setting, setting, run, fates } from '../../support/trials.ts';

describe('steps', () => {
  const files = { 'a.ts': 'BAD a\n', 'b.ts': 'BAD b\n', 'c.ts': 'BAD c\n' };
  const fixBy = (at: Setting, path: keyof typeof files, source: Proposal['source']): Proposal => {
    const finding = at.author.findings.find((candidate) => candidate.at.path === path)!;
    return proposalFor([finding], [replaceIn(path, files[path], 'BAD', 'good')], { source });
  };

  it('are one for each source, fixers first, and each has the files and the id of its tree', async () => {
    const at = await setting(files);
    const trials = await run(at, [
      fixBy(at, 'c.ts', 'assistant:fix'),
      fixBy(at, 'a.ts', 'fixer:test'),
      fixBy(at, 'b.ts', 'assistant:repair'),
    ]);
    expect(trials.steps.map(({ source, files: changed }) => [source, [...changed.keys()].sort()])).toEqual([
      ['fixer:test', ['a.ts']],
      ['assistant:repair', ['a.ts', 'b.ts']],
      ['assistant:fix', ['a.ts', 'b.ts', 'c.ts']],
    ]);
    const last = trials.steps.at(-1);
    expect(last?.files).toEqual(trials.kept);
    expect(last?.tree).toBe(treeId(await trials.tree.list(), 'sha1'));
    expect(new Set(trials.steps.map(({ tree }) => tree)).size).toBe(3);
  });

  it('are fewer where an earlier one does not hold without a later one', async () => {
    // Two of the texts may only stand together.
    const pair: Find = (_, all, path) => {
      const good = ['a.ts', 'b.ts'].filter((name) => all.get(name)?.includes('good')).length;
      return good === 1 && all.get('c.ts')?.includes('good') && path === 'c.ts' ? [[0, 1]] : [];
    };
    const at = await setting(files, { 'test/bad': word('BAD'), 'test/pair': pair });
    const trials = await run(at, [
      fixBy(at, 'a.ts', 'fixer:one'),
      fixBy(at, 'c.ts', 'fixer:two'),
      fixBy(at, 'b.ts', 'assistant:fix'),
    ]);
    expect(fates(trials).map((fate) => fate.kind)).toEqual(['kept', 'kept', 'kept']);
    expect(trials.steps.map(({ source, proposals }) => [source, proposals.length])).toEqual([
      ['fixer:one', 1],
      ['assistant:fix', 2],
    ]);
  });

  it('are none where nothing was kept', async () => {
    const at = await setting(files);
    expect((await run(at, [])).steps).toEqual([]);
  });
});
