import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleId } from '../../../../src/domain/finding.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import type { Policy, Level } from '../../../../src/domain/policy.ts';
import { lineHashes } from '../../../../src/kit/fingerprint.ts';
import { stand } from '../../../../src/prove/standing/stand.ts';
import { changeOf, type Files } from '../../../support/trees.ts';
import { inputOf, observe, policyOf, seeBad, standings, withFiles } from './fixture.ts';

/** Judges `a.js` of two versions with the stub, the given lines being the added ones. */
async function judged(base: string, head: string, hunks: [number, number][]) {
  const change = await changeOf({ 'a.js': base }, { 'a.js': head }, { 'a.js': hunks });
  return inputOf(change, seeBad(head, 'a.js'));
}

describe('what stamping adds', () => {
  it('is severity, confidence, snippet, fingerprint and the line hash of GitHub', async () => {
    const text = 'ok\n  BAD(1)\n';
    const change = await changeOf({}, { 'a.js': text });
    const [finding] = await stand(inputOf(change, seeBad(text, 'a.js')));
    expect(finding).toMatchObject({
      validator: 'lint',
      severity: 'error',
      confidence: 'high',
      standing: 'new',
      snippet: '  BAD(1)',
      lineHash: lineHashes(text)[1],
    });
    expect(finding?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is a warning where the validator doubts what would be an error, unless the policy names the rule', async () => {
    const change = await changeOf({}, { 'a.js': 'BAD' });
    const seen = [observe('a.js', 1, { doubted: true })];
    const severities = async (policy: Policy) =>
      (await stand({ ...inputOf(change, seen), policy })).map(({ severity }) => severity);
    expect(await severities(policyOf())).toEqual(['warning']);
    const [bad] = seen;
    const named = new Map([[bad?.rule as RuleId, 'block' as Level]]);
    expect(await severities(policyOf({ lint: { rules: named } }))).toEqual(['error']);
  });

  it('hashes the byte order mark that decoding takes away', async () => {
    const text = '\ufeffBAD\nBAD\n';
    const change = await changeOf({}, { 'a.js': text });
    const findings = await stand(inputOf(change, [observe('a.js', 1), observe('a.js', 2)]));
    expect(findings.map(({ lineHash }) => lineHash)).toEqual(lineHashes(text).slice(0, 2));
    expect(findings[0]?.snippet).toBe('BAD');
  });

  it('is the line of each place that a flow passes', async () => {
    const change = await changeOf({}, { 'a.js': 'q = get()\nBAD(q)\n', 'b.js': 'z' });
    const places = [observe('a.js', 1).at, observe('b.js', 1).at, observe('a.js', 2).at];
    const flow = places.map((place, at) => ({ ...place, note: `step ${at}` }));
    const [finding] = await stand(inputOf(change, [observe('a.js', 2, { flow })]));
    expect(finding?.flow?.map(({ note, snippet }) => `${note}: ${snippet}`)).toEqual([
      'step 0: q = get()',
      'step 1: z',
      'step 2: BAD(q)',
    ]);
  });

  it('cuts the snippet at 400 units and never through a character', async () => {
    const change = await changeOf(
      {},
      { 'a.js': `${'x'.repeat(399)}😀${'x'.repeat(99)}`, 'b.js': 'y'.repeat(999) },
    );
    const findings = await stand(inputOf(change, [observe('a.js', 1), observe('b.js', 1)]));
    expect(findings.map(({ snippet }) => snippet)).toEqual(['x'.repeat(399), 'y'.repeat(400)]);
  });

  it('works on a path without text', async () => {
    const change = await changeOf({ 'a.js': 'x' }, {});
    const [finding] = await stand(inputOf(change, [observe('a.js', 1)]));
    expect(finding).toMatchObject({ snippet: '', lineHash: 'c129715d7a2bc9a3:1', standing: 'new' });
  });

  it('refuses a rule that has no file: it is our bug', async () => {
    const change = await changeOf({}, { 'a.js': 'x' });
    const unknown = inputOf(change, [observe('a.js', 1, { rule: 'lint/invented' })]);
    await expect(stand(unknown)).rejects.toThrow(
      'lint reported lint/invented, which has no file under rules/',
    );
  });
});

describe('severity', () => {
  const cases: [string, Level | undefined, Level, string][] = [
    ['lint/certain', undefined, 'block', 'error new'],
    ['lint/likely', undefined, 'block', 'warning new'],
    ['lint/style', undefined, 'block', 'warning new'],
    ['lint/hint', undefined, 'block', 'note new'],
    ['lint/certain', undefined, 'warn', 'warning new'],
    ['lint/hint', undefined, 'warn', 'note new'],
    ['lint/certain', 'warn', 'block', 'warning new'],
    ['lint/likely', 'block', 'block', 'error new'],
    ['lint/style', 'block', 'warn', 'error new'],
    ['lint/certain', 'off', 'block', 'error suppressed'],
    ['lint/certain', 'block', 'off', 'error suppressed'],
  ];
  it.each(cases)(
    'of %s with its rule at %s and its validator at %s',
    async (...[id, own, level, expected]) => {
      const rules = new Map<RuleId, Level>(own ? [[id as RuleId, own]] : []);
      const policy = policyOf({ lint: { level, rules } });
      const change = await changeOf({}, { 'a.js': 'x' });
      const [finding] = await stand(
        inputOf(change, [observe('a.js', 1, { rule: id as RuleId })], { policy }),
      );
      expect(`${finding?.severity} ${finding?.standing}`).toBe(expected);
      if (expected.endsWith('suppressed')) expect(finding?.suppressed).toBe('off by policy');
    },
  );
});

describe('a directive that the change itself adds', () => {
  const cases: [string, Partial<Policy>, Level | undefined, string][] = [
    ['lint/certain', {}, undefined, 'new'],
    ['lint/style', {}, undefined, 'suppressed'],
    ['lint/style', {}, 'block', 'new'],
    ['lint/certain', {}, 'warn', 'suppressed'],
    ['lint/style', { threshold: 'warning' }, undefined, 'new'],
    ['lint/style', { escalate: [{ rules: ['lint/style'], to: ['ada'] }] }, undefined, 'new'],
  ];
  it.each(cases)(
    'leaves %s under %j with its rule at %s standing as it must',
    async (...[id, more, own, expected]) => {
      const rules = new Map<RuleId, Level>(own ? [[id as RuleId, own]] : []);
      const change = await changeOf({}, { 'a.js': 'x' });
      const silenced = observe('a.js', 1, {
        rule: id as RuleId,
        suppressed: 'eslint-disable',
        suppressedByChange: true,
      });
      const policy = policyOf({ lint: { rules } }, more);
      expect(standings(await stand(inputOf(change, [silenced], { policy })))).toEqual([`a.js:1 ${expected}`]);
    },
  );

  it('counts in an audit, where no change is judged', async () => {
    const change = { ...(await changeOf({}, { 'a.js': 'x' })), audit: true };
    const silenced = observe('a.js', 1, { suppressed: 'eslint-disable', suppressedByChange: true });
    expect(standings(await stand(inputOf(change, [silenced])))).toEqual(['a.js:1 suppressed']);
  });
});

describe('what touches an added line', () => {
  it('is new, though the same stood elsewhere', async () => {
    const input = await judged('BAD\n', 'BAD\nBAD\n', [[2, 1]]);
    expect(standings(await stand(input))).toEqual(['a.js:1 outside-diff', 'a.js:2 new']);
  });

  it('is new where only its flow touches one', async () => {
    const [head, step] = [
      'x\ny\nBAD\n',
      (line: number) => ({ ...observe('a.js', line).at, note: 'goes on' }),
    ];
    const change = await changeOf({ 'a.js': 'x\nBAD\n' }, { 'a.js': head }, { 'a.js': [[2, 1]] });
    const through = (line: number) => [observe('a.js', 3, { flow: [step(line), step(3)] })];
    expect(standings(await stand(inputOf(change, through(2))))).toEqual(['a.js:3 new']);
    expect(standings(await stand(inputOf(change, through(1))))).toEqual(['a.js:3 outside-diff']);
  });

  it('needs no look at the base', async () => {
    const input = await judged('ok\n', 'ok\nBAD\n', [[2, 1]]);
    expect(standings(await stand(input))).toEqual(['a.js:2 new']);
    expect(input.asked).toEqual([]);
  });

  it('is not what ends before the line begins', async () => {
    const at = { path: repoPath('a.js'), line: 1, column: 1, endLine: 2, endColumn: 1 };
    const change = await changeOf({ 'a.js': 'BAD\n' }, { 'a.js': 'BAD\nx\n' }, { 'a.js': [[2, 1]] });
    expect(standings(await stand(inputOf(change, [{ ...observe('a.js', 1), at }])))).toEqual([
      'a.js:1 outside-diff',
    ]);
  });

  it('is what reaches into it from above', async () => {
    const at = { path: repoPath('a.js'), line: 1, column: 1, endLine: 2, endColumn: 2 };
    const change = await changeOf({ 'a.js': 'BAD\n' }, { 'a.js': 'BAD\nx\n' }, { 'a.js': [[2, 1]] });
    expect(standings(await stand(inputOf(change, [{ ...observe('a.js', 1), at }])))).toEqual(['a.js:1 new']);
  });
});

describe('what the change left alone', () => {
  it('stood, wherever its line went and however it is indented', async () => {
    const input = await judged('BAD\n', 'new\nnew\n    BAD\n', [[1, 2]]);
    expect(standings(await stand(input))).toEqual(['a.js:3 outside-diff']);
    expect(input.asked).toEqual([['a.js']]);
  });

  it('is new when the base had no such finding: the change caused it elsewhere', async () => {
    const change = await changeOf(
      { 'a.js': 'label: x\ny\n' },
      { 'a.js': 'label: x\nz\n' },
      { 'a.js': [[2, 1]] },
    );
    expect(standings(await stand(inputOf(change, [observe('a.js', 1)])))).toEqual(['a.js:1 new']);
  });

  it('is new in a file that did not change, when a deletion broke it', async () => {
    const change = await changeOf({ 'a.js': 'import "./b"', 'b.js': '' }, { 'a.js': 'import "./b"' });
    const seen = observe('a.js', 1, { rule: 'imports/missing' });
    const input = inputOf(change, [seen], { validator: 'imports' });
    expect(standings(await stand(input))).toEqual(['a.js:1 new']);
    expect(input.asked).toEqual([['a.js']]);
  });

  it('is new as often as the base had it less', async () => {
    const change = await changeOf({ 'a.js': 'BAD\nx\n' }, { 'a.js': 'BAD\nBAD\ny\n' }, { 'a.js': [[3, 1]] });
    const input = inputOf(change, [observe('a.js', 1), observe('a.js', 2)]);
    expect(standings(await stand(input))).toEqual(['a.js:1 outside-diff', 'a.js:2 new']);
  });

  it('is another finding when it says another thing, and the same when only numbers moved', async () => {
    const change = await changeOf({ 'a.js': 'BAD\nx\n' }, { 'a.js': 'BAD\ny\n' }, { 'a.js': [[2, 1]] });
    const say = (message: string) => inputOf(change, [observe('a.js', 1, { message })]);
    const stood = { before: async () => [observe('a.js', 1, { message: 'b is missing, see line 12' })] };
    const same = await stand({ ...say('b is missing, see line 14'), ...stood });
    const other = await stand({ ...say('c is missing, see line 12'), ...stood });
    expect(standings([...same, ...other])).toEqual(['a.js:1 outside-diff', 'a.js:1 new']);
  });

  it('is new when the change took away the directive that silenced it', async () => {
    const change = await changeOf(
      { 'a.js': '// off\nBAD\n' },
      { 'a.js': '// on\nBAD\n' },
      { 'a.js': [[1, 1]] },
    );
    const before = async () => [observe('a.js', 2, { suppressed: 'eslint-disable' })];
    expect(standings(await stand(inputOf(change, [observe('a.js', 2)], { before })))).toEqual(['a.js:2 new']);
  });

  it('is judged at the base once, for all paths in question and for no others', async () => {
    const files = (text: string): Files => ({ 'a.js': `BAD\n${text}`, 'b.js': `BAD\n${text}`, 'c.js': text });
    const hunks: Record<string, [number, number][]> = {
      'a.js': [[2, 1]],
      'b.js': [[2, 1]],
      'c.js': [[1, 1]],
    };
    const change = await changeOf(files('x'), files('BAD'), hunks);
    const observations = ['b.js', 'a.js', 'c.js'].flatMap((path) =>
      seeBad(path === 'c.js' ? 'BAD' : 'BAD\nBAD', path),
    );
    const input = inputOf(change, observations);
    await stand(input);
    expect(input.asked).toEqual([['a.js', 'b.js']]);
  });

  it('is new when the validator compares the trees itself, and the base is not asked', async () => {
    const input = await judged('BAD\n', 'BAD\nx\n', [[2, 1]]);
    expect(standings(await stand({ ...input, comparesTrees: true }))).toEqual(['a.js:1 new']);
    expect(input.asked).toEqual([]);
  });

  it('ends the judgement when the base cannot be judged', async () => {
    const input = await judged('BAD\n', 'BAD\nx\n', [[2, 1]]);
    const before = () => Promise.reject(new Error('judge died'));
    await expect(stand({ ...input, before })).rejects.toThrow('judge died');
  });
});

describe('a renamed file', () => {
  const renamed = async (base: string, head: string, exempt: string | null = null) => {
    const change = await changeOf({ 'old.js': base }, { 'new.js': head });
    const facts = { 'new.js': { origin: repoPath('old.js') }, 'old.js': { exempt } };
    return inputOf(withFiles(change, facts), seeBad(head, 'new.js'));
  };

  it('[T55] brings its old trouble along as old, and what was added to it is new', async () => {
    const input = await renamed('BAD(1)\nok\n', 'ok\nBAD(2)\nBAD(1)\nBAD(1)\n');
    expect(standings(await stand(input))).toEqual(['new.js:2 new', 'new.js:3 outside-diff', 'new.js:4 new']);
    expect(input.asked).toEqual([['old.js']]);
  });

  it('[T74] is new throughout when its origin was never looked at', async () => {
    const input = await renamed('BAD\n', 'BAD\n', 'vendored');
    expect(standings(await stand(input))).toEqual(['new.js:1 new']);
    expect(input.asked).toEqual([]);
  });

  it('is judged anew for its name', async () => {
    const input = await renamed('x', 'x');
    const name = (path: string) =>
      observe(path, 1, { rule: 'paths/name', wholeFile: true, message: `${path} is a bad name` });
    const before = async () => [name('old.js')];
    const seen = { ...input, observations: [name('new.js')], validator: 'paths', before };
    expect(standings(await stand(seen))).toEqual(['new.js:1 new']);
  });
});

describe('a finding about a whole file', () => {
  const parse = (line: number, message = `Unexpected token at line ${line}`) =>
    observe('a.js', line, { rule: 'lint/file', wholeFile: true, message });

  it('stood when the base had the same, wherever and in whatever words', async () => {
    const change = await changeOf({ 'a.js': '(\n' }, { 'a.js': 'x\n(\n' }, { 'a.js': [[1, 1]] });
    const before = async () => [parse(1, 'Another word')];
    expect(standings(await stand(inputOf(change, [parse(1)], { before })))).toEqual(['a.js:1 outside-diff']);
  });

  it('is new when the base did not have it, whatever line it is anchored to', async () => {
    const change = await changeOf({ 'a.js': 'x\ny\n' }, { 'a.js': 'x\n(\n' }, { 'a.js': [[2, 1]] });
    expect(standings(await stand(inputOf(change, [parse(1)])))).toEqual(['a.js:1 new']);
  });

  it('is new in a new file, and the base is not asked', async () => {
    const input = inputOf(await changeOf({}, { 'a.js': '(' }), [parse(1)]);
    expect(standings(await stand(input))).toEqual(['a.js:1 new']);
    expect(input.asked).toEqual([]);
  });

  it('has a fingerprint that does not hang on its anchor', async () => {
    const change = await changeOf({}, { 'a.js': 'x\ny\n(' });
    const prints = [1, 2].map(async (line) => (await stand(inputOf(change, [parse(line)])))[0]?.fingerprint);
    expect(await prints[0]).toBe(await prints[1]);
  });

  it('is another one as soon as it is about something else', async () => {
    const change = await changeOf({}, { 'a.js': 'x\ny\n(' });
    const print = async (subject?: string) =>
      (await stand(inputOf(change, [{ ...parse(1), ...(subject && { subject }) }])))[0]?.fingerprint;
    const prints = [await print(), await print('file a'), await print('file b')];
    expect(new Set(prints).size).toBe(3);
    expect(await print('file b')).toBe(prints[2]);
  });
});

describe('the baseline', () => {
  it('holds what it knows, and a copy of it is new', async () => {
    const base = 'x\nBAD\n';
    const [known] = await stand(await judged('', base, [[1, 2]]));
    const policy = policyOf({}, { baseline: new Set([known!.fingerprint]) });
    const input = await judged(base, 'BAD\nx\nBAD\n', [[1, 1]]);
    expect(standings(await stand({ ...input, policy }))).toEqual(['a.js:1 new', 'a.js:3 baseline']);
  });

  it('is not asked about what is silenced already', async () => {
    const change = await changeOf({}, { 'a.js': 'BAD' });
    const silenced = observe('a.js', 1, { suppressed: 'eslint-disable-line' });
    const [finding] = await stand(inputOf(change, [silenced]));
    const policy = policyOf({}, { baseline: new Set([finding!.fingerprint]) });
    expect(standings(await stand(inputOf(change, [silenced], { policy })))).toEqual(['a.js:1 suppressed']);
  });
});

describe('the findings of one judgement', () => {
  it('say the same thing at the same place once', async () => {
    const change = await changeOf({}, { 'a.js': 'BAD' });
    const other = observe('a.js', 1, { message: 'is wrong in another way' });
    const findings = await stand(inputOf(change, [observe('a.js', 1), observe('a.js', 1), other]));
    expect(findings.map(({ standing }) => standing).toSorted()).toEqual(['duplicate', 'new', 'new']);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('[T97] come out the same in whatever order they went in, and none is lost', async () => {
    const text = 'BAD\nok\nBAD\nok\nBAD\n';
    const change = await changeOf(
      { 'a.js': 'BAD\nok\nBAD\n' },
      { 'a.js': text, 'b.js': text },
      { 'a.js': [[3, 1]] },
    );
    const seen = ['a.js', 'b.js'].flatMap((path) =>
      seeBad(text, path).flatMap((one) =>
        ['lint/certain', 'lint/style'].map((rule) => ({ ...one, rule: rule as RuleId })),
      ),
    );
    const expected = await stand(inputOf(change, seen));
    expect(expected).toHaveLength(seen.length);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(seen, { minLength: seen.length }), async (shuffled) => {
        expect(await stand(inputOf(change, shuffled))).toEqual(expected);
      }),
      { seed: 97, numRuns: 30 },
    );
  });

  it('keep their fingerprints when lines above them move', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('', 'x', '  y;', '\t')), async (above) => {
        const [one, other] = ['BAD\n', [...above, '  BAD', ''].join('\n')];
        const prints = [one, other].map(async (text) => {
          const findings = await stand(inputOf(await changeOf({}, { 'a.js': text }), seeBad(text, 'a.js')));
          return findings.map(({ fingerprint }) => fingerprint);
        });
        expect(await prints[0]).toEqual(await prints[1]);
      }),
      { seed: 3, numRuns: 50 },
    );
  });
});
