import { describe, expect, it } from 'vitest';
import type { Confidence } from '../../../src/domain/finding.ts';
import { rechange } from '../../../src/read/read.ts';
import { proposalFor, replaceIn, textsOf, word, type Find } from '../../support/scripted.ts';
import { type Setting, setting, run, found, fates, reasons, keptText } from '../../support/trials.ts';

describe('proposals together', () => {
  /** Two words may stand anywhere, but not in one tree. */
  const clash =
    (one: string, two: string): Find =>
    (text, all) =>
      [...all.values()].some((t) => t.includes(one)) && text.includes(two)
        ? [[text.indexOf(two), two.length]]
        : [];

  it('rolls back the smallest set of culprits, and the others stay', async () => {
    const files = { 'a.ts': 'BAD a\n', 'b.ts': 'BAD b\n', 'c.ts': 'BAD c\n', 'd.ts': 'BAD d\n' };
    const script = {
      'test/bad': word('BAD'),
      'test/ab': clash('one', 'two'),
      'test/ac': clash('one', 'three'),
    };
    const at = await setting(files, script);
    const fix = (path: keyof typeof files, replace: string, nth: number) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn(path, files[path], 'BAD', replace)]);
    const proposals = [
      fix('a.ts', 'one', 0),
      fix('b.ts', 'two', 1),
      fix('c.ts', 'three', 2),
      fix('d.ts', 'four', 3),
    ];
    const trials = await run(at, proposals);
    expect(fates(trials).map((fate) => fate.kind)).toEqual(['rolled-back', 'kept', 'kept', 'kept']);
    expect(reasons(trials)[0]).toMatch(/^together with p\d+: it would open test\/a[bc] at [bc]\.ts:1$/);
    expect([...trials.kept.keys()].sort()).toEqual(['b.ts', 'c.ts', 'd.ts']);
    const final = await at.prove(await rechange(at.change, trials.tree, [...trials.kept.keys()]));
    expect(final.findings.map((finding) => finding.at.path)).toEqual(['a.ts']);
  });

  it('lets the first of two that edit the same text win, and refuses the other', async () => {
    const text = 'BAD BAD\n';
    const at = await setting({ 'a.ts': text });
    const first = proposalFor([found(at, 'test/bad', 0)], [replaceIn('a.ts', text, 'BAD BAD', 'x BAD')]);
    const second = proposalFor([found(at, 'test/bad', 1)], [replaceIn('a.ts', text, 'BAD BAD', 'BAD y')]);
    const trials = await run(at, [first, second]);
    expect(fates(trials)).toEqual([
      { kind: 'kept' },
      { kind: 'refused', reason: `it overlaps ${first.id} in a.ts, which is kept` },
    ]);
  });

  it('gives a proposal its chance when the one that it lost to fell', async () => {
    const files = { 'a.ts': 'BAD a\n', 'b.ts': 'BAD b\n', 'c.ts': 'BAD c\n' };
    const script = {
      'test/bad': word('BAD'),
      'test/ab': clash('one', 'two'),
      'test/ac': clash('one', 'three'),
    };
    const at = await setting(files, script);
    const fix = (path: keyof typeof files, replace: string, nth: number) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn(path, files[path], 'BAD', replace)]);
    const trials = await run(at, [
      fix('a.ts', 'one', 0),
      fix('a.ts', 'calm', 0),
      fix('b.ts', 'two', 1),
      fix('c.ts', 'three', 2),
    ]);
    expect(fates(trials).map((fate) => fate.kind)).toEqual(['rolled-back', 'kept', 'kept', 'kept']);
    expect(await keptText(trials)).toBe('calm a\n');
  });

  it('proves what it keeps as exactly that tree, also when only two of three fit', async () => {
    const proven: string[] = [];
    const files = { 'a.ts': 'BAD\n', 'b.ts': 'BAD\n', 'c.ts': 'BAD\n' };
    const at = await setting(files, { 'test/bad': word('BAD'), 'test/ab': clash('one', 'two') });
    const watched: Setting = {
      ...at,
      prove: async (change) => {
        proven.push(JSON.stringify([...(await textsOf(change.head))]));
        return at.prove(change);
      },
    };
    const fix = (path: keyof typeof files, replace: string, nth: number) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn(path, files[path], 'BAD', replace)]);
    const trials = await run(watched, [fix('a.ts', 'one', 0), fix('b.ts', 'two', 1), fix('c.ts', 'x', 2)]);
    expect(proven).toContain(JSON.stringify([...(await textsOf(trials.tree))]));
    expect(fates(trials).map((fate) => fate.kind)).toEqual(['kept', 'rolled-back', 'kept']);
  });
});

describe('an assistant that is not sure', () => {
  const text = 'BAD one\nBAD two\n';

  it('is counted and not shown, and what is kept is proven without it', async () => {
    const at = await setting({ 'a.ts': text });
    const fix = (nth: number, stated: Confidence) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn('a.ts', text, 'BAD', 'ok', nth)], {
        source: 'assistant:fix',
        stated,
      });
    const trials = await run(at, [fix(0, 'low'), fix(1, 'high')]);
    expect(trials.trials.map(({ fate, confidence }) => [fate, confidence])).toEqual([
      [
        { kind: 'refused', reason: 'its confidence is low, and the policy asks for medium', unsure: true },
        'low',
      ],
      [{ kind: 'kept' }, 'high'],
    ]);
    expect(await keptText(trials)).toBe('BAD one\nok two\n');
    expect(at.proofs()).toBe(2);
  });

  it('is rolled back like any other when it does not hold', async () => {
    const at = await setting({ 'a.ts': text });
    const patch = [replaceIn('a.ts', text, 'one', 'ONE')];
    const idle = proposalFor([found(at, 'test/bad')], patch, { source: 'assistant:fix', stated: 'high' });
    const { trials } = await run(at, [idle]);
    expect(trials[0]).toMatchObject({ fate: { kind: 'rolled-back' }, confidence: 'low' });
  });
});
