import { describe, expect, it } from 'vitest';
import type { Trial } from '../../../src/domain/proposal.ts';
import { Lines } from '../../../src/kit/text.ts';
import { proposalFor, replaceIn, textsOf, word, type Find, type Script } from '../../support/scripted.ts';
import { type Files } from '../../support/trees.ts';
import { type Setting, SCRIPT, setting, run, found, reasons, keptText } from '../../support/trials.ts';

describe('a proposal that is nearly right', () => {
  /** WORSE has one clear answer of its own; a word that ends the text has none. */
  const mending =
    (at: Setting): Setting['prove'] =>
    async (change) => {
      const evidence = await at.prove(change);
      const texts = await textsOf(change.head);
      const findings = evidence.findings.map((finding) => {
        const start = new Lines(texts.get(finding.at.path) ?? '').offset(finding.at.line, finding.at.column);
        const edit = { path: finding.at.path, start, end: start + 5, expect: 'WORSE', replace: 'better' };
        return finding.rule === 'test/worse' ? { ...finding, fix: [edit] as const } : finding;
      });
      return { ...evidence, findings };
    };
  const text = 'let BAD;\nend\n';
  const script: Script = { ...SCRIPT, 'test/fatal': word('FATAL') };
  const tryIt = async (replace: string, files: Files = { 'a.ts': text }) => {
    const at = await setting(files, script);
    const fix = proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', replace)]);
    const trials = await run({ ...at, prove: mending(at) }, [fix]);
    return { at, trials, fix };
  };

  it('is kept with the fixes of its validators on top, and they are on record', async () => {
    const { trials, fix, at } = await tryIt('WORSE and WORSE');
    expect(await keptText(trials)).toBe('let better and better;\nend\n');
    const [{ proposal }] = trials.trials as readonly [Trial];
    expect(proposal).toMatchObject({ id: fix.id, key: fix.key, title: fix.title });
    expect(proposal.salvaged).toEqual(Array(2).fill('test/worse at a.ts:1 was mended as its validator says'));
    expect(proposal.patch).toEqual([{ ...fix.patch[0], replace: 'better and better' }]);
    expect(at.proofs()).toBe(2);
  });

  it('is rolled back as it was offered when one of its faults has no such fix', async () => {
    const { trials, fix } = await tryIt('WORSE FATAL');
    expect(reasons(trials)).toEqual(['it would open test/worse at a.ts:1 and 1 more']);
    expect(trials.trials[0]?.proposal).toBe(fix);
  });

  it('is rolled back when the fixes do not mend it', async () => {
    const at = await setting({ 'a.ts': text }, { ...script, 'test/better': word('better') });
    const fix = proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', 'WORSE')]);
    const trials = await run({ ...at, prove: mending(at) }, [fix]);
    expect(reasons(trials)).toEqual(['it would open test/worse at a.ts:1']);
    expect(trials.trials[0]?.proposal.salvaged).toBeUndefined();
  });

  it('is not mended beyond what it may touch', async () => {
    const mirror: Find = (_, all, path) =>
      path === 'test/b.ts' && all.get('a.ts')?.includes('seen') ? [[0, 5]] : [];
    const files = { 'a.ts': text, 'test/b.ts': 'WORSE\n' };
    const at = await setting(files, { 'test/bad': word('BAD'), 'test/worse': mirror });
    const patch = [replaceIn('a.ts', text, 'BAD', 'seen')];
    const fix = proposalFor([found(at, 'test/bad')], patch, { source: 'assistant:fix' });
    expect(reasons(await run({ ...at, prove: mending(at) }, [fix]))).toEqual([
      'it would open test/worse at test/b.ts:1',
    ]);
  });
});
