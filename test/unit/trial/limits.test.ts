import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/domain/proposal.ts';
import { proposalFor, replaceIn, word, type Find } from '../../support/scripted.ts';
import { type Setting, SCRIPT, setting, run, found, fates, reasons } from '../../support/trials.ts';

describe('bounds of a run', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, n) => `BAD ${n}\n`).join('');
  const fixes = (at: Setting, text: string, count: number): Proposal[] =>
    Array.from({ length: count }, (_, n) =>
      proposalFor([found(at, 'test/bad', n)], [replaceIn('a.ts', text, 'BAD', 'ok', n)]),
    );

  it('tries at most 100 proposals and counts the rest', async () => {
    const text = many(103);
    const at = await setting({ 'a.ts': text });
    const trials = await run(at, fixes(at, text, 103));
    expect(fates(trials).filter((fate) => fate.kind === 'kept')).toHaveLength(100);
    expect(reasons(trials).slice(100)).toEqual(Array(3).fill('more than 100 proposals'));
    expect(at.proofs()).toBe(101);
  });

  it('tries nothing without time, and says so of each', async () => {
    const text = many(3);
    const at = await setting({ 'a.ts': text });
    const trials = await run(at, fixes(at, text, 3), () => 0);
    expect(fates(trials)).toEqual(Array(3).fill({ kind: 'refused', reason: 'not tried: time budget' }));
    expect(at.proofs()).toBe(0);
  });

  it('leaves time for the proof of all that hold, and part of the budget for the rest of the run', async () => {
    const text = many(10);
    let left = 1000;
    const at = await setting({ 'a.ts': text }, SCRIPT, { onProve: () => (left -= 100) });
    left = 1000;
    const trials = await run(at, fixes(at, text, 10), () => left);
    expect(fates(trials).filter((fate) => fate.kind === 'kept')).toHaveLength(7);
    expect(reasons(trials).slice(7)).toEqual(Array(3).fill('not tried: time budget'));
    expect(left).toBe(200);
  });

  it('keeps the largest part that was proven when the time ends while culprits are looked for', async () => {
    const files = Object.fromEntries('abcdef'.split('').map((name) => [`${name}.ts`, 'BAD\n']));
    const crowd: Find = (_, all) => ([...all.values()].every((text) => text === 'odd\n') ? [[0, 3]] : []);
    let left = 0;
    const script = { 'test/bad': word('BAD'), 'test/crowd': crowd };
    const at = await setting(files, script, { onProve: () => (left -= 100) });
    const proposals = Object.keys(files).map((path, nth) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn(path, 'BAD\n', 'BAD', 'odd')]),
    );
    // Of 1050 a fifth is reserved: six proofs alone, that of all, and that of the first half.
    left = 1050;
    const trials = await run(at, proposals, () => left);
    expect(reasons(trials)).toEqual([
      ...Array(3).fill('kept'),
      ...Array(3).fill('not proven with what is kept: time budget'),
    ]);
    expect([...trials.kept.keys()]).toEqual(['a.ts', 'b.ts', 'c.ts']);
  });

  it('refuses the same proposal a second time', async () => {
    const text = many(1);
    const at = await setting({ 'a.ts': text });
    const [one] = fixes(at, text, 1);
    expect(reasons(await run(at, [one!, { ...one! }]))).toEqual([
      'kept',
      'the same proposal was made before',
    ]);
  });

  it('[T31] refuses a stale proposal untried, and the others are not the worse for it', async () => {
    const text = many(2);
    const at = await setting({ 'a.ts': text });
    const [one, two] = fixes(at, text, 2);
    const stale = { ...one!, patch: [{ ...one!.patch[0], expect: 'bad' }] as const };
    expect(fates(await run(at, [stale, two!]))).toEqual([
      { kind: 'refused', reason: 'a.ts:1: the text is not what the edit expects there' },
      { kind: 'kept' },
    ]);
  });
});
