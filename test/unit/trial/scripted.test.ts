import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/domain/proposal.ts';
import { rechange } from '../../../src/read/read.ts';
import type { Script as OwnScript } from '../../../src/trial/script.ts';
import { openTrial } from '../../../src/trial/trial.ts';
import { proposalFor, replaceIn, textsOf } from '../../support/scripted.ts';
import { type Setting, POLICY, setting, found, reasons } from '../../support/trials.ts';

describe('a script of the caller', () => {
  const files = { 'a.ts': 'BAD a\n', 'b.ts': 'BAD b\n', 'c.ts': 'BAD c\n' };
  const fixes = (at: Setting, a: string, b: string, c: string) =>
    (
      [
        ['a.ts', a, 0],
        ['b.ts', b, 1],
        ['c.ts', c, 2],
      ] as const
    ).map(([path, replace, nth]) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn(path, files[path], 'BAD', replace)]),
    );
  /** It fails, with exit code 1, on trees of whose texts this is not true. */
  async function scripted(passes: (all: string) => boolean) {
    const at = await setting(files);
    const asked: string[] = [];
    const script: OwnScript = {
      passesWithout: async () => passes(Object.values(files).join('')),
      failureOn: async (tree) => {
        const all = [...(await textsOf(tree)).values()].join('');
        asked.push(all.replaceAll('\n', ' ').trim());
        return passes(all) ? null : 'ends with exit code 1';
      },
    };
    const tryThem = openTrial({ ...at, policy: POLICY, rechange, script, deadline: () => 1e9 });
    return { at, asked, tryThem };
  }
  const AS_WITHOUT = 'the script fails with it, as it does without';

  it('is asked about what holds otherwise, and its objection is one like any other', async () => {
    const { at, asked, tryThem } = await scripted((all) => !(all.includes('one') && all.includes('two')));
    const proposals = fixes(at, 'one', 'two', 'WORSE');
    expect(reasons(await tryThem(proposals))).toEqual([
      'kept',
      `together with ${proposals[0]?.id}: with it the script ends with exit code 1`,
      'it would open test/worse at c.ts:1',
    ]);
    expect(asked).toEqual(['one a BAD b BAD c', 'BAD a two b BAD c', 'one a two b BAD c']);
  });

  it('that fails on the author’s own files keeps all that make it pass together', async () => {
    const { at, asked, tryThem } = await scripted((all) => all.includes('one') && all.includes('two'));
    expect(reasons(await tryThem(fixes(at, 'one', 'two', 'three')))).toEqual(['kept', 'kept', 'kept']);
    expect(asked).toEqual(['one a two b three c']);
  });

  it('that fails on the author’s own files keeps what makes it pass, and what it does not mind on top', async () => {
    const { at, tryThem } = await scripted((all) => all.includes('right') && !all.includes('wrong'));
    const trials = await tryThem(fixes(at, 'wrong', 'right', 'odd'));
    expect(reasons(trials)).toEqual([
      'with what is kept, with it the script ends with exit code 1',
      'kept',
      'kept',
    ]);
    expect(trials.steps.map(({ proposals }) => proposals.length)).toEqual([2]);
  });

  it('that nothing makes pass keeps nothing', async () => {
    const { at, tryThem } = await scripted((all) => all.includes('right'));
    const trials = await tryThem(fixes(at, 'wrong', 'odd', 'WORSE'));
    expect(reasons(trials)).toEqual([AS_WITHOUT, AS_WITHOUT, 'it would open test/worse at c.ts:1']);
    expect([trials.kept.size, trials.steps.length]).toEqual([0, 0]);
  });

  it('is not asked before all are there where it fails without them', async () => {
    const { at, asked, tryThem } = await scripted((all) => all.includes('right'));
    const [odd, right] = fixes(at, 'odd', 'right', '') as [Proposal, Proposal];
    expect(reasons(await tryThem([odd], 'first'))).toEqual(['kept']);
    expect(asked).toEqual([]);
    const trials = await tryThem([odd, { ...right, source: 'assistant:fix' }]);
    expect(reasons(trials)).toEqual(['kept', 'kept']);
    // The first of two steps would not pass, so that there is one.
    expect(trials.steps.map(({ source, proposals }) => [source, proposals.length])).toEqual([
      ['assistant:fix', 2],
    ]);
  });

  it('is cut off with the time, and what it could not be asked about is not kept', async () => {
    const at = await setting(files);
    let left = 1000;
    const script: OwnScript = {
      passesWithout: async () => false,
      failureOn: async () => {
        left = 0;
        return 'does not end in time';
      },
    };
    const late = openTrial({ ...at, policy: POLICY, rechange, script, deadline: () => left });
    expect(reasons(await late(fixes(at, 'x', 'y', 'z')))).toEqual(
      Array(3).fill('not tried with the script: time budget'),
    );
  });
});
