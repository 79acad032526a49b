import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Confidence, Finding, RuleId } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Proposal, Trial } from '../../../src/domain/proposal.ts';
import { Lines } from '../../../src/kit/text.ts';
import { treeId } from '../../../src/kit/tree/tree-id.ts';
import { rechange } from '../../../src/read/read.ts';
import type { Script as OwnScript } from '../../../src/trial/script.ts';
import { openTrial, type Trials } from '../../../src/trial/trial.ts';
import {
  proposalFor,
  replaceIn,
  scriptedProver,
  textsOf,
  word,
  type Find,
  type Hooks,
  type Script,
} from '../../support/scripted.ts';
import { policyFor } from '../../support/policy.ts';
import { changeOf, type Files } from '../../support/trees.ts';

interface Setting {
  readonly change: Change;
  readonly author: Evidence;
  readonly prove: ReturnType<typeof scriptedProver>;
  /** How many trees were proven after the author's. */
  proofs(): number;
}

const POLICY = policyFor({});
const SCRIPT: Script = { 'test/bad': word('BAD'), 'test/worse': word('WORSE') };

async function setting(
  files: Files,
  script: Script = SCRIPT,
  hooks: Hooks = {},
  base: Files = {},
): Promise<Setting> {
  const whole = await changeOf(base, files);
  const change = await rechange(
    whole,
    whole.head,
    whole.files.map((file) => file.path),
  );
  let proofs = -1;
  const prove = scriptedProver(script, {
    ...hooks,
    onProve: (seen) => {
      proofs++;
      hooks.onProve?.(seen);
    },
  });
  return { change, author: await prove(change), prove, proofs: () => proofs };
}

function run(
  { change, author, prove }: Setting,
  proposals: Proposal[],
  deadline = () => 1e9,
): Promise<Trials> {
  return openTrial({ change, author, policy: POLICY, prove, rechange, deadline })(proposals);
}

const found = ({ author }: Setting, rule: RuleId, nth = 0): Finding =>
  author.findings.filter((finding) => finding.rule === rule)[nth]!;
const fates = ({ trials }: Trials) => trials.map(({ fate }) => fate);
const reasons = (trials: Trials) =>
  fates(trials).map((fate) => (fate.kind === 'kept' ? 'kept' : fate.reason));
const keptText = async (trials: Trials, path = 'a.ts') => (await textsOf(trials.tree)).get(path);

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
