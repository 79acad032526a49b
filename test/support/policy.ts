/** A policy to test with: the defaults, as a loader gives them, and what a test says otherwise. */
import type { Policy, ValidatorPolicy } from '../../src/domain/policy.ts';
import { DEFAULTS } from '../../src/policy/defaults.ts';

export type SomeValidators = Readonly<Record<string, Partial<ValidatorPolicy>>>;

const VALIDATOR: ValidatorPolicy = {
  level: 'block',
  required: true,
  paths: [],
  ignore: [],
  rules: new Map(),
};

/** Only these validators, each as the defaults have it but for what is said. */
export function policyFor(validators: SomeValidators, more: Partial<Policy> = {}): Policy {
  const { baselinePath: _path, baselineNamed: _named, ...defaults } = DEFAULTS;
  return {
    ...defaults,
    source: 'defaults',
    digest: '',
    assistant: { ...defaults.assistant, model: 'claude-test', budget: { tokens: 1, dollars: 1 } },
    validators: new Map(Object.entries(validators).map(([id, own]) => [id, { ...VALIDATOR, ...own }])),
    baseline: new Set(),
    ...more,
  };
}
