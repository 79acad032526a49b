import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/decide/decide.ts';
import type { Handling, Outcome } from '../../../src/domain/evidence.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { repoPath, type RepoPath } from '../../../src/domain/path.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import { changeOf } from '../../support/trees.ts';
import { evidenceOf, findingAt, policyOf } from './fixture.ts';

const PATHS = ['a.js', 'b.py', 'c.rs'].map(repoPath);
const IDS = ['lint', 'imports', 'paths'];
const change = await changeOf({}, Object.fromEntries(PATHS.map((path) => [path, 'x'])));

const level = fc.constantFrom('block', 'warn', 'off');
const policies: fc.Arbitrary<Policy> = fc
  .record({
    threshold: fc.constantFrom('error', 'warning', 'note'),
    mode: fc.constantFrom('gate', 'observe'),
    mustJudge: fc.subarray(['rust', 'javascript']),
    validators: fc.array(fc.record({ level, required: fc.boolean() }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ validators, ...more }) => {
    const own = IDS.map((id, at) => [id, { ...validators[at], rules: new Map() }] as const);
    return policyOf(Object.fromEntries(own) as never, more as Partial<Policy>);
  });

const handling: fc.Arbitrary<Handling> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Handling>({ kind: 'judged' }) },
  { weight: 4, arbitrary: fc.constant<Handling>({ kind: 'not-applicable', reason: 'an image' }) },
  { weight: 1, arbitrary: fc.constant<Handling>({ kind: 'failed', reason: 'it is too large' }) },
);
const handled = fc
  .tuple(...PATHS.map((path) => handling.map((how) => [path, how] as [RepoPath, Handling])))
  .map((entries) => new Map(entries));
const status = fc.oneof(
  { weight: 6, arbitrary: fc.constant('completed' as const) },
  { weight: 1, arbitrary: fc.constantFrom('crashed', 'timed-out', 'out-of-memory', 'off') },
);
const outcomes = (policy: Policy): fc.Arbitrary<Outcome[]> =>
  fc.tuple(
    ...IDS.map((validator) =>
      fc.record({ status, handled }).map(({ status, handled }) => {
        const own = policy.validators.get(validator);
        const required = (own?.required ?? true) && own?.level !== 'off';
        const ran = own?.level === 'off' ? ('off' as const) : status;
        return {
          validator,
          required,
          status: ran,
          message: `${validator}: ${ran}`,
          ms: 1,
          handled,
        } as Outcome;
      }),
    ),
  );
const findings: fc.Arbitrary<Finding[]> = fc.array(
  fc
    .record({
      validator: fc.constantFrom(...IDS),
      severity: fc.constantFrom('error', 'warning', 'note'),
      standing: fc.constantFrom('new', 'new', 'outside-diff', 'baseline', 'suppressed', 'duplicate'),
      line: fc.integer({ min: 1, max: 3 }),
      path: fc.constantFrom(...PATHS),
    })
    .map(({ line, path, ...more }) =>
      findingAt(path, line, { ...more, rule: `${more.validator}/certain` } as Partial<Finding>),
    ),
  { maxLength: 4 },
);
const runs = policies.chain((policy) =>
  fc.record({ policy: fc.constant(policy), outcomes: outcomes(policy), findings }),
);

const decisionOf = (policy: Policy, outcomes: readonly Outcome[], findings: readonly Finding[]) =>
  decide(evidenceOf(outcomes, findings), policy, change).decision;

describe('whatever the evidence', () => {
  it('[I10] a pass has the end of every required validator on every path', () => {
    let passes = 0;
    fc.assert(
      fc.property(runs, ({ policy, outcomes, findings }) => {
        if (decisionOf(policy, outcomes, findings) !== 'pass') return;
        passes++;
        expect(outcomes.some((outcome) => outcome.status === 'completed')).toBe(true);
        for (const outcome of outcomes.filter((one) => one.required)) {
          expect(outcome.status).toBe('completed');
          for (const path of PATHS) expect(outcome.handled.get(path)?.kind).not.toBe('failed');
        }
      }),
      { seed: 10, numRuns: 2000 },
    );
    expect(passes).toBeGreaterThan(100);
  });

  it('[I3] no pass leaves out a path of a required validator', () => {
    fc.assert(
      fc.property(runs, fc.constantFrom(...PATHS), ({ policy, outcomes, findings }, path) => {
        const [first] = outcomes.filter((outcome) => outcome.required);
        fc.pre(first !== undefined);
        const less = outcomes.map((outcome) =>
          outcome === first
            ? { ...outcome, handled: new Map([...outcome.handled].filter(([own]) => own !== path)) }
            : outcome,
        );
        expect(decisionOf(policy, less, findings)).not.toBe('pass');
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('[I13] adding findings never turns a block into anything else', () => {
    fc.assert(
      fc.property(runs, findings, ({ policy, outcomes, findings }, more) => {
        fc.pre(decisionOf(policy, outcomes, findings) === 'block');
        // A duplicate's twin may be among them; it then blocks in its place.
        expect(decisionOf(policy, outcomes, [...findings, ...more])).toBe('block');
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it('[I13] removing a validator with all that it found never turns a block into a pass', () => {
    fc.assert(
      fc.property(runs, fc.constantFrom(...IDS), ({ policy, outcomes, findings }, id) => {
        fc.pre(decisionOf(policy, outcomes, findings) === 'block');
        const others = outcomes.filter(({ validator }) => validator !== id);
        const kept = findings.filter(({ validator }) => validator !== id);
        expect(decisionOf(policy, others, kept)).not.toBe('pass');
      }),
      { seed: 131, numRuns: 500 },
    );
  });

  it('[I13] a required validator that is left out or dies never turns a block into a pass', () => {
    const end = fc.constantFrom('crashed', 'timed-out', 'out-of-memory', 'off');
    fc.assert(
      fc.property(runs, end, fc.nat(2), ({ policy, outcomes, findings }, status, at) => {
        fc.pre(decisionOf(policy, outcomes, findings) === 'block' && outcomes[at]?.required === true);
        const died = outcomes.map((outcome, own) =>
          own === at ? ({ ...outcome, status, handled: new Map() } as Outcome) : outcome,
        );
        const kept = findings.filter(({ validator }) => validator !== outcomes[at]?.validator);
        expect(decisionOf(policy, died, kept)).not.toBe('pass');
      }),
      { seed: 132, numRuns: 500 },
    );
  });

  it('[T97] [I12] the order in which validators end changes nothing', () => {
    fc.assert(
      fc.property(runs, ({ policy, outcomes, findings }) => {
        const verdict = decide(evidenceOf(outcomes, findings), policy, change);
        for (const order of [outcomes.toReversed(), [...outcomes.slice(1), ...outcomes.slice(0, 1)]]) {
          expect(decide(evidenceOf(order, findings), policy, change)).toEqual(verdict);
        }
      }),
      { seed: 97, numRuns: 300 },
    );
  });

  it('only a pass may be without a reason', () => {
    fc.assert(
      fc.property(runs, ({ policy, outcomes, findings }) => {
        const { decision, reasons } = decide(evidenceOf(outcomes, findings), policy, change);
        if (decision !== 'pass') expect(reasons[0]).toMatch(/./);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
