/** Trials of proposals against scripted validators, for the tests of the trial. */
import type { Change } from '../../src/domain/change.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Finding, RuleId } from '../../src/domain/finding.ts';
import type { Fate, Proposal } from '../../src/domain/proposal.ts';
import { rechange } from '../../src/read/read.ts';
import { openTrial, type Trials } from '../../src/trial/trial.ts';
import { scriptedProver, textsOf, word, type Hooks, type Script } from './scripted.ts';
import { policyFor } from './policy.ts';
import { changeOf, type Files } from './trees.ts';

export interface Setting {
  readonly change: Change;
  readonly author: Evidence;
  readonly prove: ReturnType<typeof scriptedProver>;
  /** How many trees were proven after the author's. */
  proofs(): number;
}

export const POLICY = policyFor({});
export const SCRIPT: Script = { 'test/bad': word('BAD'), 'test/worse': word('WORSE') };

export async function setting(
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

export function run(
  { change, author, prove }: Setting,
  proposals: Proposal[],
  deadline = () => 1e9,
): Promise<Trials> {
  return openTrial({ change, author, policy: POLICY, prove, rechange, deadline })(proposals);
}

export const found = ({ author }: Setting, rule: RuleId, nth = 0): Finding =>
  author.findings.filter((finding) => finding.rule === rule)[nth]!;
export const fates = ({ trials }: Trials): Fate[] => trials.map(({ fate }) => fate);
export const reasons = (trials: Trials): string[] =>
  fates(trials).map((fate) => (fate.kind === 'kept' ? 'kept' : fate.reason));
export const keptText = async (trials: Trials, path = 'a.ts'): Promise<string | undefined> =>
  (await textsOf(trials.tree)).get(path);
