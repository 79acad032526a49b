import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Edit, Proposal, Step } from '../../../src/domain/proposal.ts';
import { linesOf } from '../../../src/publish/lines.ts';
import { treeOf } from '../../support/trees.ts';

const path = repoPath('a.js');
const edit = (start: number, expect: string, replace: string): Edit => ({
  ...{ path, start, end: start + expect.length, expect, replace },
});
const proposal = (key: string, ...patch: [Edit, ...Edit[]]): Proposal => ({
  ...{ id: key, key, source: 'fixer:eslint', title: 't', addresses: [], patch },
});
const step = (...proposals: [Proposal, ...Proposal[]]): Step => ({
  ...{ source: 'fixer:eslint', proposals, files: new Map(), tree: '' },
});

describe('the lines of a proposal', () => {
  it('are those of its own commit, moved by what that commit and those before it write above', async () => {
    const text = 'one\ntwo\nthree\nfour\n';
    const lower = proposal('lower', edit(text.indexOf('four'), 'four\n', '4\n4b\n'));
    const upper = proposal('upper', edit(0, '', '// a\n// b\n'), edit(text.indexOf('two'), 'two', '2'));
    const below = proposal('below', edit(text.length, '', 'five\n'));
    const lines = await linesOf([step(lower), step(upper, below)], treeOf({ 'a.js': text }));
    expect(Object.fromEntries(lines)).toEqual({
      lower: [{ path, from: 4, to: 5 }],
      upper: [
        { path, from: 1, to: 2 },
        { path, from: 4, to: 4 },
      ],
      below: [{ path, from: 8, to: 8 }],
    });
  });

  it('are none for text that is taken away, and all of a file that is new', async () => {
    const gone = proposal('gone', edit(0, 'one\n', ''));
    const fresh = proposal('fresh', { ...edit(0, '', 'a\nb\n'), path: repoPath('new.js'), creates: true });
    const lines = await linesOf([step(gone, fresh)], treeOf({ 'a.js': 'one\n' }));
    expect([lines.get('gone') ?? [], lines.get('fresh')]).toEqual([
      [],
      [{ path: repoPath('new.js'), from: 1, to: 2 }],
    ]);
  });

  it('hold what was written, wherever it was written', async () => {
    const words = fc.array(fc.constantFrom('keep\n', 'OLD\n', 'x'), { maxLength: 12 });
    const written = fc.array(fc.constantFrom('NEW', 'NEW\n', 'NEW\nNEW\n'), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(words, written, async (parts, news) => {
        const text = parts.join('');
        const edits: Edit[] = [];
        let [at, result] = [0, ''];
        for (const [index, part] of parts.entries()) {
          const replace = news[index] ?? '';
          if (part === 'OLD\n') edits.push(edit(at, part, replace));
          result += part === 'OLD\n' ? replace : part;
          at += part.length;
        }
        const proposals = edits.map((each, index) => proposal(`${index}`, each));
        const [first, ...rest] = proposals;
        if (!first) return;
        const lines = await linesOf([step(first, ...rest)], treeOf({ 'a.js': text }));
        const all = result.split('\n');
        for (const { from, to } of [...lines.values()].flat())
          for (const line of all.slice(from - 1, to)) expect(line).toContain('NEW');
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
