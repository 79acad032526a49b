/** Writes a stub judge with its scenario into a folder of its own, and opens provers over it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Policy } from '../../../src/domain/policy.ts';
import { policyFor, type SomeValidators } from '../policy.ts';
import type { Validator } from '../../../src/domain/validator.ts';
import { rulesOf } from '../../../src/kit/rules.ts';
import { openProver, type Prover, type ProverOptions } from '../../../src/prove/prover.ts';

export type Step = { readonly do: string } & Readonly<Record<string, unknown>>;

/** The steps of each judgement (the last repeats), and those at the end of input. */
export interface Script {
  readonly judgements: readonly (readonly Step[])[];
  readonly end?: readonly Step[];
}

const HERE = import.meta.dirname;

/** The path of a judge entry that plays these scripts, by validator. */
export function stubJudge(scripts: Readonly<Record<string, Script>>, dir = tempDir()): string {
  const scenario = Object.fromEntries(
    Object.entries(scripts).map(([id, script]) => [id, { ...script, rule: ruleOf(id) }]),
  );
  for (const file of ['stub.mjs', 'protocol.mjs'])
    fs.copyFileSync(path.join(HERE, file), path.join(dir, file));
  fs.writeFileSync(path.join(dir, 'scenario.json'), JSON.stringify(scenario));
  return path.join(dir, 'stub.mjs');
}

export function tempDir(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-judge-'));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A rule that the validator of this name really has. */
export function ruleOf(validator: string): string {
  const [rule] = rulesOf(validator);
  if (!rule) throw new Error(`no rules under rules/${validator}/`);
  return rule.id;
}

export function stubValidator(id: string, deadline = 20_000): Validator {
  return {
    id,
    deadline,
    appliesTo: () => true,
    load: () => Promise.reject(new Error('the stub judge runs instead')),
  };
}

export function policyOf(validators: SomeValidators = {}): Policy {
  return policyFor(validators, { timeBudget: 60 });
}

/** A prover over a stub judge; closed when the test ends. */
export function stubProver(
  scripts: Readonly<Record<string, Script>>,
  options: Partial<ProverOptions> = {},
): Prover {
  const prover = openProver({
    judge: options.judge ?? stubJudge(scripts),
    policy: policyOf(),
    cacheDir: null,
    cacheKey: Buffer.from('key'),
    deadline: () => 60_000,
    signal: new AbortController().signal,
    validators: Object.keys(scripts).map((id) => stubValidator(id)),
    ...options,
  });
  onTestFinished(() => prover.close());
  return prover;
}
