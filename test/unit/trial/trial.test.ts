import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import { rechange } from '../../../src/read/read.ts';
import { openTrial } from '../../../src/trial/trial.ts';
import { proposalFor, replaceIn, textsOf, word, type Find, type Script } from '../../support/scripted.ts';
import {
  type Setting,
  POLICY,
  SCRIPT,
  setting,
  run,
  found,
  fates,
  reasons,
  keptText,
} from '../../support/trials.ts';

describe('a proposal alone', () => {
  it('is kept when its finding is gone and nothing new stands, and its bytes are handed on', async () => {
    const text = 'one BAD\r\ntwo\r\n';
    const at = await setting({ 'a.ts': text });
    const trials = await run(at, [
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', 'good')]),
    ]);
    expect(fates(trials)).toEqual([{ kind: 'kept' }]);
    expect(Buffer.from(trials.kept.get(repoPath('a.ts'))!).toString()).toBe('one good\r\ntwo\r\n');
    expect(await keptText(trials)).toBe('one good\r\ntwo\r\n');
    expect(await textsOf(at.change.head)).toEqual(new Map([['a.ts', text]]));
  });

  it('is rolled back when its finding still stands', async () => {
    const text = 'x BAD\n';
    const at = await setting({ 'a.ts': text });
    const trials = await run(at, [
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'x', 'yy')]),
    ]);
    expect(fates(trials)).toEqual([
      { kind: 'rolled-back', reason: 'the finding that it addresses still stands' },
    ]);
    expect(trials.kept.size).toBe(0);
    expect(trials.tree).toBe(at.change.head);
  });

  it('is rolled back when it opens another finding, and says which and where', async () => {
    const text = 'ok\nx BAD\n';
    const at = await setting({ 'a.ts': text });
    const trials = await run(at, [
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', 'WORSE')]),
    ]);
    expect(reasons(trials)).toEqual(['it would open test/worse at a.ts:2']);
  });

  it('is rolled back when it opens a finding on a line that nobody touched, or in another file', async () => {
    const unused: Find = (text, all) =>
      text.includes('let X') && ![...all.values()].some((other) => other.includes('use(X)'))
        ? [[text.indexOf('let X'), 5]]
        : [];
    const user = 'use(X) BAD\n';
    const at = await setting(
      { 'a.ts': 'let X;\n', 'b.ts': user },
      { 'test/bad': word('BAD'), 'test/unused': unused },
    );
    const patch = [replaceIn('b.ts', user, 'use(X) BAD', 'nothing')];
    expect(reasons(await run(at, [proposalFor([found(at, 'test/bad')], patch)]))).toEqual([
      'it would open test/unused at a.ts:1',
    ]);
  });

  it('may leave old trouble on the line that it edits: it stood before', async () => {
    const text = 'WORSE BAD\nWORSE\n';
    const at = await setting({ 'a.ts': text }, SCRIPT, {}, { 'a.ts': 'WORSE\nWORSE\n' });
    const trials = await run(at, [
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, ' BAD', '')]),
    ]);
    expect(fates(trials)).toEqual([{ kind: 'kept' }]);
  });

  it('may make old trouble of the base part of its hunk without being blamed for it', async () => {
    const base = 'old WORSE\nline\n';
    const text = 'old WORSE\nline BAD\n';
    const at = await setting({ 'a.ts': text }, SCRIPT, {}, { 'a.ts': base });
    expect(found(at, 'test/worse').standing).toBe('outside-diff');
    const edit = replaceIn('a.ts', text, 'old WORSE\nline BAD', 'older WORSE\nline');
    expect(fates(await run(at, [proposalFor([found(at, 'test/bad')], [edit])]))).toEqual([{ kind: 'kept' }]);
  });

  it('is rolled back when it brings back trouble of the base that the author had mended', async () => {
    const base = 'keep WORSE\nend\n';
    const text = 'keep\nend BAD\n';
    const at = await setting({ 'a.ts': text }, SCRIPT, {}, { 'a.ts': base });
    const edits = [replaceIn('a.ts', text, 'keep', 'keep WORSE'), replaceIn('a.ts', text, 'BAD', '')];
    expect(reasons(await run(at, [proposalFor([found(at, 'test/bad')], edits)]))).toEqual([
      'it would open test/worse at a.ts:1',
    ]);
  });

  it('may take the whole file out of the change', async () => {
    const at = await setting({ 'a.ts': 'same BAD\n' }, SCRIPT, {}, { 'a.ts': 'same\n' });
    const edit = replaceIn('a.ts', 'same BAD\n', ' BAD', '');
    expect(fates(await run(at, [proposalFor([found(at, 'test/bad')], [edit])]))).toEqual([{ kind: 'kept' }]);
  });

  it('may bring to light what could not be seen before, as long as it stood at the base', async () => {
    const parses = (text: string) => !text.includes('(((');
    const script: Script = {
      'test/parse': (text) => (parses(text) ? [] : [[0, 1]]),
      'test/worse': (text, all, path) => (parses(text) ? word('WORSE')(text, all, path) : []),
    };
    const text = 'WORSE\n(((\n';
    const plain = await setting({ 'a.ts': text }, script, {}, { 'a.ts': 'WORSE\n\n' });
    const findings = plain.author.findings.map((finding) => ({ ...finding, wholeFile: true }));
    const at = { ...plain, author: { ...plain.author, findings } };
    const fix = proposalFor([findings[0]!], [replaceIn('a.ts', text, '(((', '()')]);
    expect(fates(await run(at, [fix]))).toEqual([{ kind: 'kept' }]);
    const worse = proposalFor([findings[0]!], [replaceIn('a.ts', text, '(((', 'WORSE')]);
    expect(reasons(await run(at, [worse]))).toEqual(['it would open test/worse at a.ts:2']);
  });

  it('may show a warning of the author that could not be seen before, and no error', async () => {
    const parses = (text: string) => !text.includes('(((');
    const script: Script = {
      'test/parse': (text) => (parses(text) ? [] : [[0, 1]]),
      'test/meh': (text, all, path) => (parses(text) ? word('MEH')(text, all, path) : []),
      'test/worse': (text, all, path) => (parses(text) ? word('WORSE')(text, all, path) : []),
    };
    const reasonsOf = async (text: string, replace: string): Promise<readonly string[]> => {
      const plain = await setting({ 'a.ts': text }, script);
      const prove: Setting['prove'] = async (change) => {
        const evidence = await plain.prove(change);
        const milder = (finding: Finding): Finding =>
          finding.rule === 'test/meh' ? { ...finding, severity: 'warning' } : finding;
        return { ...evidence, findings: evidence.findings.map(milder) };
      };
      const findings = plain.author.findings.map((finding) => ({ ...finding, wholeFile: true }));
      const at = { ...plain, prove, author: { ...plain.author, findings } };
      return reasons(await run(at, [proposalFor([findings[0]!], [replaceIn('a.ts', text, '(((', replace)])]));
    };
    expect(await reasonsOf('MEH\n(((\n', '()')).toEqual(['kept']);
    expect(await reasonsOf('MEH\n(((\n', 'MEH')).toEqual(['it would open test/meh at a.ts:2']);
    expect(await reasonsOf('WORSE\n(((\n', '()')).toEqual(['it would open test/worse at a.ts:1']);
  });

  it('is not taken in by a finding that is said twice', async () => {
    const text = 'BAD one\nBAD two\n';
    const at = await setting({ 'a.ts': text });
    const twice = (findings: readonly Finding[]): Finding[] =>
      findings.flatMap((finding) => [{ ...finding, standing: 'duplicate' as const }, finding]);
    const doubled: Setting = {
      ...at,
      author: { ...at.author, findings: at.author.findings.flatMap((finding) => [finding, finding]) },
      prove: async (change) => {
        const evidence = await at.prove(change);
        return { ...evidence, findings: twice(evidence.findings) };
      },
    };
    const idle = proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'one', 'ONE')]);
    const real = proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', 'ok')]);
    expect(reasons(await run(doubled, [idle, real]))).toEqual([
      'the finding that it addresses still stands',
      'kept',
    ]);
    const single = { ...doubled, author: at.author };
    expect(reasons(await run(single, [real]))).toEqual(['kept']);
  });

  it('must end every finding that it addresses', async () => {
    const text = 'BAD one\nBAD two\n';
    const at = await setting({ 'a.ts': text });
    const both = [found(at, 'test/bad', 0), found(at, 'test/bad', 1)];
    const one = proposalFor(both, [replaceIn('a.ts', text, 'BAD', 'x')]);
    const two = proposalFor(both, [
      replaceIn('a.ts', text, 'BAD', 'x'),
      replaceIn('a.ts', text, 'BAD', 'y', 1),
    ]);
    const trials = await run(at, [one, two]);
    expect(reasons(trials)).toEqual(['the finding that it addresses still stands', 'kept']);
  });

  it('of an assistant answers for those findings that it ends, and for no others', async () => {
    const text = 'BAD one\nBAD two\n';
    const at = await setting({ 'a.ts': text });
    const both = [found(at, 'test/bad', 0), found(at, 'test/bad', 1)];
    const source = 'assistant:fix' as const;
    const one = proposalFor(both, [replaceIn('a.ts', text, 'BAD', 'x')], { source, stated: 'high' });
    const none = proposalFor(both, [replaceIn('a.ts', text, 'one', 'ONE')], { source, stated: 'high' });
    const { trials } = await run(at, [one, none]);
    expect(trials.map(({ fate }) => fate.kind)).toEqual(['kept', 'rolled-back']);
    expect(trials[0]?.proposal).toMatchObject({ id: one.id, addresses: [both[0]?.fingerprint] });
  });
});

describe('a proof that is not complete', () => {
  const text = 'x BAD\n';

  it.each(['crashed', 'timed-out', 'out-of-memory', 'off'] as const)(
    'rolls back when a validator %s',
    async (status) => {
      let first = true;
      const at = await setting(
        { 'a.ts': text },
        { ...SCRIPT, 'other/never': () => [] },
        { status: (validator) => (validator === 'other' && !first ? status : 'completed') },
      );
      first = false;
      const trials = await run(at, [
        proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', '')]),
      ]);
      expect(reasons(trials)).toEqual(['other did not complete on the patched tree']);
    },
  );

  it('rolls back when a validator skips a file that it judged before', async () => {
    let first = true;
    const at = await setting({ 'a.ts': text, 'b.ts': 'fine\n' }, SCRIPT, {
      handling: (_, path) =>
        path === 'b.ts' && !first ? { kind: 'not-applicable', reason: 'lost' } : { kind: 'judged' },
    });
    first = false;
    const trials = await run(at, [
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', '')]),
    ]);
    expect(reasons(trials)).toEqual(['test could not judge b.ts on the patched tree']);
  });

  it('keeps a fix although a file failed before and fails still', async () => {
    const at = await setting({ 'a.ts': text, 'b.ts': 'fine\n' }, SCRIPT, {
      handling: (_, path) => (path === 'b.ts' ? { kind: 'failed', reason: 'broken' } : { kind: 'judged' }),
    });
    const trials = await run(at, [
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', '')]),
    ]);
    expect(reasons(trials)).toEqual(['kept']);
  });
});

describe('what a trial remembers', () => {
  const text = 'BAD one\nBAD two\n';

  it('is what each validator made of a proposal alone', async () => {
    const at = await setting({ 'a.ts': text }, { ...SCRIPT, 'other/odd': word('odd') });
    const fix = (replace: string) =>
      proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', replace)]);
    const stale = fix('x');
    const { trials } = await run(at, [
      fix('good'),
      fix('odd WORSE odd'),
      { ...stale, patch: [{ ...stale.patch[0], expect: 'bad' }] },
    ]);
    const done = (validator: string, opened: number) => ({ validator, status: 'completed', opened });
    expect(trials.map(({ tried }) => tried)).toEqual([
      [done('test', 0), done('other', 0)],
      [done('test', 1), done('other', 2)],
      [],
    ]);
  });

  it('is what was proven before: a second round pays for what is new', async () => {
    const at = await setting({ 'a.ts': text });
    const tryThem = openTrial({ ...at, policy: POLICY, rechange, deadline: () => 1e9 });
    const fix = (nth: number) =>
      proposalFor([found(at, 'test/bad', nth)], [replaceIn('a.ts', text, 'BAD', 'ok', nth)]);
    const [one, two] = [fix(0), fix(1)];
    await tryThem([one]);
    const trials = await tryThem([one, two]);
    expect(await keptText(trials)).toBe('ok one\nok two\n');
    expect(at.proofs()).toBe(3);
  });

  it('is what people turned down: it is not tried again', async () => {
    const at = await setting({ 'a.ts': text });
    const fix = proposalFor([found(at, 'test/bad')], [replaceIn('a.ts', text, 'BAD', 'ok')]);
    const undone = { how: 'reverted', by: 'ada' } as const;
    const undoings = new Map([[fix.key, undone]]);
    const trials = await openTrial({ ...at, policy: POLICY, rechange, undoings, deadline: () => 1e9 })([fix]);
    expect(trials.trials.map(({ fate }) => fate)).toEqual([
      { kind: 'refused', reason: 'ada took it back here before', undone },
    ]);
    expect(at.proofs()).toBe(0);
  });
});
