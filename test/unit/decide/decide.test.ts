import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../../src/decide/decide.ts';
import type { Change } from '../../../src/domain/change.ts';
import type { Outcome } from '../../../src/domain/evidence.ts';
import type { Finding, RuleId } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { exitCodeOf } from '../../../src/domain/verdict.ts';
import { changeOf } from '../../support/trees.ts';
import { evidenceOf, findingAt, outcomeOf, policyOf } from './fixture.ts';

let change: Change;
beforeAll(async () => {
  change = await changeOf({ 'gone.js': 'x' }, { 'a.js': 'x', 'b.py': 'y', 'c.rs': 'z' });
});

const all = (...own: Partial<Outcome>[]) =>
  ['lint', 'imports', 'paths'].map((validator) => ({
    ...outcomeOf(validator, change),
    ...own.find((one) => one.validator === validator),
  }));

const judge = (findings: Finding[], outcomes = all(), policy = policyOf()) =>
  decide(evidenceOf(outcomes, findings), policy, change);

describe('a pass', () => {
  it('is every validator at its end and nothing new at the threshold, and gives no reason', () => {
    const verdict = judge([]);
    expect(verdict).toEqual({ decision: 'pass', observed: false, reasons: [], blocking: [] });
    expect(exitCodeOf(verdict)).toBe(0);
  });

  it.each(['outside-diff', 'baseline', 'suppressed', 'accepted'] as const)(
    'lets an error stand that is %s',
    (standing) => {
      expect(judge([findingAt('a.js', 1, { standing })]).decision).toBe('pass');
    },
  );

  it('lets a warning stand below the threshold', () => {
    expect(judge([findingAt('a.js', 1, { severity: 'warning' })]).decision).toBe('pass');
  });

  it('is possible when no validator applies to anything, without a reason', () => {
    const handled = new Map(
      change.files.map(({ path }) => [path, { kind: 'not-applicable', reason: 'an image' } as const]),
    );
    expect(
      judge([], all(...['lint', 'imports', 'paths'].map((validator) => ({ validator, handled })))).reasons,
    ).toEqual([]);
  });

  it('[T70] is the verdict on an empty change', async () => {
    const empty = await changeOf({ a: 'x' }, { a: 'x' });
    const outcomes = ['lint', 'imports', 'paths'].map((id) => outcomeOf(id, empty));
    expect(decide(evidenceOf(outcomes), policyOf(), empty).decision).toBe('pass');
  });

  it('notes what failed and was not required', () => {
    const policy = policyOf({ lint: { required: false } });
    const crashed = {
      validator: 'lint',
      required: false,
      status: 'crashed',
      message: 'lint ended badly.',
    } as const;
    expect(judge([], all(crashed), policy)).toMatchObject({
      decision: 'pass',
      reasons: ['lint ended badly.'],
    });
  });

  it('finds no edit of the policy in an audit, which follows the policy that is there', async () => {
    const audit = { ...(await changeOf({}, { 'known.json': '{}' })), audit: true };
    const outcomes = ['lint', 'imports', 'paths'].map((id) => outcomeOf(id, audit));
    const policy = policyOf({}, { files: ['known.json'] });
    expect(decide(evidenceOf(outcomes), policy, audit).reasons).toEqual([]);
  });

  it('[T72] notes that the change edits the policy or its baseline', async () => {
    const files = ['.github/gatewright.yml', 'known.json'];
    const edits = await changeOf({}, { 'known.json': '{}', '.github/gatewright.yml': 'mode: observe' });
    const outcomes = ['lint', 'imports', 'paths'].map((id) => outcomeOf(id, edits));
    expect(decide(evidenceOf(outcomes), policyOf({}, { files }), edits)).toMatchObject({
      decision: 'pass',
      observed: false,
      reasons: files.map(
        (file) =>
          `The change edits ${file}: it was judged without that edit, which counts once it is merged.`,
      ),
    });
  });
});

describe('a block', () => {
  it('is a new finding at the threshold, with its place', () => {
    const finding = findingAt('a.js', 3);
    const verdict = judge([finding]);
    expect(verdict).toEqual({
      decision: 'block',
      observed: false,
      reasons: ['1 new finding blocks: lint/certain at a.js:3.'],
      blocking: [finding],
    });
    expect(exitCodeOf(verdict)).toBe(1);
  });

  it('names three places and counts the others', () => {
    const findings = [1, 2, 3, 4, 5].map((line) => findingAt('a.js', line));
    expect(judge(findings.slice(0, 2)).reasons).toEqual([
      '2 new findings block: lint/certain at a.js:1 and lint/certain at a.js:2.',
    ]);
    expect(judge(findings).reasons).toEqual([
      '5 new findings block: lint/certain at a.js:1, lint/certain at a.js:2, lint/certain at a.js:3 and 2 more.',
    ]);
  });

  it('shows no hostile name', () => {
    const [reason] = judge([findingAt('a\u202e\n::error::.js', 1)]).reasons;
    expect(reason).toBe('1 new finding blocks: lint/certain at a\\u{202e}\\n::error::.js:1.');
  });

  it('follows the threshold', () => {
    const warning = findingAt('a.js', 1, { severity: 'warning' });
    const note = findingAt('a.js', 2, { severity: 'note' });
    const at = (threshold: 'error' | 'warning' | 'note') =>
      judge([warning, note], all(), policyOf({}, { threshold })).blocking.length;
    expect([at('error'), at('warning'), at('note')]).toEqual([0, 1, 2]);
  });

  it('is never made by a validator or rule that the policy lets only warn', () => {
    const findings = [findingAt('a.js', 1, { severity: 'warning' })];
    const rules = new Map<RuleId, 'warn'>([['lint/certain', 'warn']]);
    const decisions = [{ level: 'warn' as const }, { rules }].map(
      (lint) => judge(findings, all(), policyOf({ lint }, { threshold: 'warning' })).decision,
    );
    expect(decisions).toEqual(['pass', 'pass']);
  });

  it('stays one when a validator failed too, which is the next reason', () => {
    const crashed = { validator: 'imports', status: 'crashed', message: 'imports ended badly.' } as const;
    expect(judge([findingAt('a.js', 3)], all(crashed))).toMatchObject({
      decision: 'block',
      reasons: ['1 new finding blocks: lint/certain at a.js:3.', 'imports ended badly.'],
    });
  });

  it('is said and lets the run pass when the policy only observes', () => {
    const verdict = judge([findingAt('a.js', 1)], all(), policyOf({}, { mode: 'observe' }));
    expect(verdict).toMatchObject({ decision: 'block', observed: true });
    expect(exitCodeOf(verdict)).toBe(0);
  });

  it('is not lost on a duplicate whose twin only warns', () => {
    const twin = findingAt('a.js', 1, { validator: 'imports', rule: 'imports/x', severity: 'warning' });
    const duplicate = findingAt('a.js', 1, { severity: 'warning', standing: 'duplicate' });
    const policy = policyOf({ imports: { level: 'warn' } }, { threshold: 'warning' });
    expect(judge([twin, duplicate], all(), policy).blocking).toEqual([duplicate]);
    expect(judge([twin, duplicate], all(), policyOf({}, { threshold: 'warning' })).blocking).toEqual([twin]);
  });
});

describe('could-not-judge', () => {
  it.each(['crashed', 'timed-out', 'out-of-memory'] as const)(
    '[T88] is a required validator that %s',
    (status) => {
      const verdict = judge([], all({ validator: 'lint', status, message: '' }));
      expect(verdict.decision).toBe('could-not-judge');
      expect(verdict.reasons).toEqual([expect.stringMatching(/^lint .*\. Run again\.$/)]);
      expect(exitCodeOf(verdict)).toBe(2);
    },
  );

  it('gives the sentence of the validator itself', () => {
    const message =
      'lint took longer than 60 s, its deadline, and was stopped while it looked at src/x.js. Split.';
    expect(judge([], all({ validator: 'lint', status: 'timed-out', message })).reasons).toEqual([message]);
  });

  it('fails the run even when the policy only observes: nothing was seen', () => {
    const crashed = all({ validator: 'lint', status: 'crashed', message: 'lint ended badly.' });
    expect(exitCodeOf(judge([], crashed, policyOf({}, { mode: 'observe' })))).toBe(2);
  });

  it('is a path that a required validator failed on', () => {
    const handled = new Map([...outcomeOf('lint', change).handled]);
    handled.set(repoPath('a.js'), { kind: 'failed', reason: 'it is larger than 5 MB' });
    expect(judge([], all({ validator: 'lint', handled }))).toMatchObject({
      decision: 'could-not-judge',
      reasons: ['lint could not judge a.js: it is larger than 5 MB.'],
    });
  });

  it('is a changed path that a validator says nothing about', () => {
    const handled = new Map([...outcomeOf('lint', change).handled].filter(([path]) => path !== 'b.py'));
    expect(judge([], all({ validator: 'lint', handled })).reasons).toEqual([
      'lint could not judge b.py: it gave no account of this path.',
    ]);
  });

  it('names five paths and counts the others', async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`f${at}.js`, 'x']));
    const many = await changeOf({}, files);
    const outcomes = ['lint', 'imports', 'paths'].map((id) => outcomeOf(id, many));
    const silent = outcomes.map((outcome, at) => (at === 0 ? { ...outcome, handled: new Map() } : outcome));
    const { reasons } = decide(evidenceOf(silent), policyOf(), many);
    expect(reasons).toHaveLength(6);
    expect(reasons.at(-1)).toBe('lint could not judge 4 more files.');
  });

  it('[T85] is a validator without an outcome, required or not', () => {
    const outcomes = all().filter(({ validator }) => validator !== 'lint');
    for (const required of [true, false]) {
      expect(judge([], outcomes, policyOf({ lint: { required } }))).toMatchObject({
        decision: 'could-not-judge',
        reasons: ['lint was not run, which is a fault of Gatewright: run again, and report it.'],
      });
    }
  });

  it('is a required validator that the caller left out, and a note when it is not required', () => {
    const off = all({ validator: 'lint', status: 'off' });
    expect(judge([], off)).toMatchObject({
      decision: 'could-not-judge',
      reasons: [
        'lint was left out of this run, so it proved nothing: run without --only and --skip for a verdict.',
      ],
    });
    const optional = off.map((outcome) => ({ ...outcome, required: outcome.validator !== 'lint' }));
    expect(judge([], optional, policyOf({ lint: { required: false } }))).toMatchObject({
      decision: 'pass',
      reasons: ['lint was left out of this run, so it proved nothing.'],
    });
  });

  it('is not a validator that the policy switches off', () => {
    const off = all({ validator: 'lint', status: 'off', required: false });
    expect(judge([], off, policyOf({ lint: { level: 'off', required: false } }))).toMatchObject({
      decision: 'pass',
      reasons: [],
    });
  });

  it('is a run in which no validator came to its end', () => {
    const nothing = { level: 'off', required: false } as const;
    const policy = policyOf({ lint: nothing, imports: nothing, paths: nothing });
    const off = all().map((outcome) => ({ ...outcome, status: 'off' as const, required: false }));
    for (const outcomes of [off, []]) {
      expect(judge([], outcomes, policy)).toMatchObject({
        decision: 'could-not-judge',
        reasons: [expect.stringContaining('No validator came to its end')],
      });
    }
  });

  it('is a validator that the policy does not know and that failed', () => {
    const stranger = {
      ...outcomeOf('stranger', change),
      status: 'crashed' as const,
      message: 'stranger died.',
    };
    expect(judge([], [...all(), { ...stranger, required: false }]).decision).toBe('could-not-judge');
  });
});

describe('must-judge', () => {
  const mustJudge = (...languages: string[]) => policyOf({}, { mustJudge: languages });

  it('stops a language that nobody reads, though its name was judged', () => {
    const handled = new Map(outcomeOf('lint', change).handled);
    handled.set(repoPath('c.rs'), { kind: 'not-applicable', reason: 'lint reads JavaScript' });
    const outcomes = all({ validator: 'lint', handled }, { validator: 'imports', handled });
    expect(judge([], outcomes).decision).toBe('pass');
    expect(judge([], outcomes, mustJudge('rust'))).toMatchObject({
      decision: 'could-not-judge',
      reasons: [
        "c.rs was judged by no validator, and the policy's must-judge names rust: " +
          'somebody who may pass over this check has to review it.',
      ],
    });
  });

  it('is content with one reader, and asks for none where the file was deleted', () => {
    expect(judge([], all(), mustJudge('rust', 'javascript')).decision).toBe('pass');
  });

  it('leaves generated and vendored files alone', () => {
    const handled = new Map(
      change.files.map(({ path }) => [path, { kind: 'not-applicable', reason: 'generated' } as const]),
    );
    const outcomes = all({ validator: 'lint', handled }, { validator: 'imports', handled });
    const exempt = { ...change, files: change.files.map((file) => ({ ...file, exempt: 'generated' })) };
    const policy = mustJudge('rust', 'javascript', 'python');
    expect(decide(evidenceOf(outcomes), policy, exempt).decision).toBe('pass');
    expect(decide(evidenceOf(outcomes), policy, change).decision).toBe('could-not-judge');
  });
});

describe('a finding that waits for an approval', () => {
  const awaits = [['ada', 'bob']];

  it('blocks whatever its severity and the level of its rule, and says whom it waits for', () => {
    const policy = policyOf({ lint: { level: 'warn' } });
    const findings = [
      findingAt('a.js', 1, { severity: 'note', awaits }),
      findingAt('a.js', 2, { severity: 'warning' }),
    ];
    const verdict = judge(findings, all(), policy);
    expect(verdict.blocking).toEqual([findings[0]]);
    expect(verdict.reasons).toEqual([
      '1 new finding blocks: lint/certain at a.js:1.',
      'Waiting for an approval of this head by ada or bob: lint/certain at a.js:1.',
    ]);
  });

  it('says for each circle of people what they have to approve', () => {
    const findings = [
      findingAt('a.js', 1, { awaits }),
      findingAt('a.js', 2, { awaits: [...awaits, ['cleo']] }),
      findingAt('a.js', 3, { awaits }),
    ];
    expect(judge(findings).reasons.slice(1)).toEqual([
      'Waiting for an approval of this head by ada or bob: lint/certain at a.js:1 and lint/certain at a.js:3.',
      'Waiting for an approval of this head by ada or bob and by cleo: lint/certain at a.js:2.',
    ]);
  });

  it('blocks as a repetition, too, when nothing else on its line does', () => {
    const repeated = findingAt('a.js', 1, { severity: 'note', awaits, standing: 'duplicate' });
    expect(judge([repeated]).blocking).toEqual([repeated]);
  });
});

describe("the maintainers' own rules", () => {
  const own = (problems: string[], notRun: string[] = []): Partial<Policy> => ({
    own: { files: [], rules: new Map(), texts: [], problems, notRun },
  });
  const withRules = (more: Partial<Policy>, security = {}) => policyOf({ security }, more);
  const outcomes = () => ['lint', 'imports', 'paths', 'security'].map((id) => outcomeOf(id, change));

  it('that are broken are a bad policy, whatever else was found', () => {
    const finding = findingAt('a.js', 1);
    const verdict = judge([finding], outcomes(), withRules(own(['a.yml:1:1: it has no rules.'])));
    expect(verdict).toMatchObject({ decision: 'config', blocking: [finding] });
    expect(verdict.reasons[0]).toBe('a.yml:1:1: it has no rules.');
    expect(exitCodeOf(verdict)).toBe(3);
    expect(exitCodeOf({ ...verdict, observed: true })).toBe(3);
  });

  it('that are not run are said and change no verdict', () => {
    const noted = outcomes().map((one) =>
      one.validator === 'security' ? { ...one, notes: ['B is not run.', 'A is not run.'] } : one,
    );
    const verdict = judge([], noted, withRules(own([], ['A is not run.'])));
    expect(verdict).toMatchObject({ decision: 'pass', reasons: ['A is not run.', 'B is not run.'] });
  });

  it('concern nobody where security is off', () => {
    const off = outcomes().filter(({ validator }) => validator !== 'security');
    const policy = withRules(own(['broken'], ['not run']), { level: 'off' });
    expect(judge([], off, policy)).toMatchObject({ decision: 'pass', reasons: [] });
  });

  it('that are very many are counted', () => {
    const many = Array.from({ length: 12 }, (_, at) => `Problem ${at}.`);
    expect(judge([], outcomes(), withRules(own(many))).reasons.slice(9)).toEqual([
      'Problem 9.',
      '2 more problems with rules of the policy.',
    ]);
  });
});
