import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import { rechange } from '../../../src/read/read.ts';
import { proposalFor, replaceIn, textsOf, type Script } from '../../support/scripted.ts';
import { SCRIPT, setting, run, fates } from '../../support/trials.ts';

describe('any proposals at all', () => {
  const line = fc.constantFrom('BAD', 'BAD BAD', 'calm', 'WORSE', 'one', 'BAD one', '');
  const replacement = fc.constantFrom('', 'calm', 'WORSE', 'one', 'two', 'BAD', 'x\ny', 'calm\n');
  const cut = fc.record({
    at: fc.nat(40),
    length: fc.nat(9),
    replace: replacement,
    target: fc.nat(5),
    file: fc.boolean(),
  });
  const script: Script = {
    ...SCRIPT,
    'test/clash': (text) => (text.includes('one') && text.includes('two') ? [[text.indexOf('two'), 3]] : []),
    'test/many': (text) => (text.split('calm').length > 3 ? [[0, 1]] : []),
  };

  it('get one fate each; what is kept stands proven together and opens nothing; the author stays as judged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.array(cut, { maxLength: 7 }),
        async (a, b, cuts) => {
          const files = { 'a.ts': `${a.join('\n')}\n`, 'b.ts': `${b.join('\n')}\n` };
          const at = await setting(files, script, {}, { 'a.ts': 'WORSE\ncalm\n' });
          const before = structuredClone(at.author.findings);
          const proposals = cuts.flatMap(({ at: start, length, replace, target, file }, n) => {
            const path = file ? 'a.ts' : 'b.ts';
            const finding = at.author.findings[target];
            if (!finding) return [];
            const text = files[path];
            const from = Math.min(start, text.length);
            const to = Math.min(from + length, text.length);
            const edit = {
              path: repoPath(path),
              start: from,
              end: to,
              expect: text.slice(from, to),
              replace,
            };
            return [proposalFor([finding], [edit], { id: `id${n}` })];
          });
          const trials = await run(at, proposals);
          expect(trials.trials.map(({ proposal }) => proposal)).toEqual(proposals);
          expect(at.author.findings).toEqual(before);
          const final = await at.prove(await rechange(at.change, trials.tree, [...trials.kept.keys()]));
          const count = (findings: readonly Finding[], rule: string, path: string) =>
            findings.filter((finding) => finding.rule === rule && finding.at.path === path).length;
          for (const rule of Object.keys(script)) {
            for (const path of Object.keys(files)) {
              expect(count(final.findings, rule, path)).toBeLessThanOrEqual(
                count(at.author.findings, rule, path),
              );
            }
          }
          const addressed = trials.trials
            .filter(({ fate }) => fate.kind === 'kept')
            .flatMap((t) => t.proposal.addresses);
          expect(final.findings.length).toBeLessThanOrEqual(
            at.author.findings.length - new Set(addressed).size,
          );
          for (const { fate } of trials.trials) if (fate.kind !== 'kept') expect(fate.reason).not.toBe('');
        },
      ),
      { seed: 31, numRuns: 300 },
    );
  });

  it('are kept in any order when none gets in the way of another', async () => {
    const names = ['a.ts', 'b.ts', 'c.ts', 'd.ts'];
    const files = Object.fromEntries(names.map((name) => [name, 'BAD one\nBAD two\n']));
    const at = await setting(files);
    const proposals = at.author.findings.map((finding, n) =>
      proposalFor([finding], [replaceIn(finding.at.path, 'BAD one\nBAD two\n', 'BAD', 'ok', n % 2)], {
        id: `id${n}`,
      }),
    );
    const expected = await run(at, proposals);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(proposals, { minLength: proposals.length }), async (shuffled) => {
        const trials = await run(at, shuffled);
        expect(new Set(fates(trials).map((fate) => fate.kind))).toEqual(new Set(['kept']));
        expect(await textsOf(trials.tree)).toEqual(await textsOf(expected.tree));
      }),
      { seed: 5, numRuns: 20 },
    );
  });
});
