/** Policy: what the maintainers decided, read from the base and never from the change. */
import type { Ceilings, TaskId } from './assistant.ts';
import type { Confidence, RuleId, Severity } from './finding.ts';
import type { Rule } from './rule.ts';

/** The validators that a policy may name, in the order in which they are listed and run. */
export const VALIDATOR_IDS = [
  'lint',
  'imports',
  'paths',
  'duplication',
  'security',
  'tampering',
  'secrets',
] as const;

export type Level = 'block' | 'warn' | 'off';

export interface ValidatorPolicy {
  readonly level: Level;
  /** A required validator that does not complete makes the verdict could-not-judge. */
  readonly required: boolean;
  /** Globs; empty means every path. */
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
  /** Levels of single rules, over the rule's own severity. */
  readonly rules: ReadonlyMap<RuleId, Level>;
  readonly limit?: Limit;
}

/** How much a change may have of what only warns; above it these findings are errors. */
export interface Limit {
  /** Added lines that one finding may have. */
  readonly lines?: number;
  /** Percent of the added lines that all of them together may have. */
  readonly share?: number;
}

/** Findings of these rules, new in a change, block until one of these people has approved its head. */
export interface Escalation {
  readonly rules: readonly RuleId[];
  /** Logins. */
  readonly to: readonly string[];
}

/** What proposals may write that is out of their reach otherwise. */
export type Permitted = 'tests' | 'new-files';

/** Which model, for what, and how much of it; whether one is asked at all is not the policy's to say. */
export interface AssistantPolicy {
  readonly model: string;
  readonly budget: Ceilings;
  readonly tasks: readonly TaskId[];
  /** Of a task, a version that ships with Gatewright, or the path of a prompt of the maintainers' own. */
  readonly prompts: ReadonlyMap<TaskId, number | string>;
  /** What an assistant's proposal must reach to be shown. */
  readonly confidence: Confidence;
  readonly allow: readonly Permitted[];
}

/** What becomes of proposals that were kept. */
export type Fix = 'off' | 'suggest' | 'commit' | 'pr';

/** What a block does besides blocking. */
interface RollBack {
  /** Whether commits that Gatewright published are reverted when the change blocks. */
  readonly published: boolean;
  /** Logins whose pushes are reverted as well, each exactly as far as it reached. */
  readonly agents: readonly string[];
}

/** Rules that the maintainers wrote, in Semgrep's format. */
export interface OwnRules {
  /** What the policy's tree holds of them. */
  readonly files: readonly RuleFileText[];
  readonly rules: ReadonlyMap<RuleId, Rule>;
  /** Where rules look that take any text, whatever language a file is in. */
  readonly texts: readonly PathGlobs[];
  /** Rules that are right and that nothing here runs, a sentence each. */
  readonly notRun: readonly string[];
  /** What is wrong with the files, a sentence each; the other rules run all the same. */
  readonly problems: readonly string[];
}

export interface RuleFileText {
  readonly path: string;
  readonly text: string;
  /** What its rules are called, by their ids; those that are not among them are not run. */
  readonly names: readonly (readonly [id: string, name: string])[];
}

/** As a rule file has them: a glob that does not begin with a slash may match below any folder. */
export interface PathGlobs {
  /** None means every path. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface Policy {
  /** Where it was read: `defaults`, or `<path>@<commit>`. */
  readonly source: string;
  /** SHA-256 of the text that was read (of the empty text for defaults). */
  readonly digest: string;
  readonly mode: 'gate' | 'observe';
  readonly threshold: Severity;
  /** Seconds for the whole run. */
  readonly timeBudget: number;
  /** Languages of which every changed file must be judged by at least one validator. */
  readonly mustJudge: readonly string[];
  /** Globs of files that are generated or vendored here, besides what the defaults know. */
  readonly generated: readonly string[];
  /** Who may accept a finding in a comment. */
  readonly accept: 'writers' | 'nobody';
  readonly escalate: readonly Escalation[];
  readonly assistant: AssistantPolicy;
  readonly fix: Fix;
  readonly rollBack: RollBack;
  /** Globs of files and folders that no proposal touches, besides those that none ever does. */
  readonly protected: readonly string[];
  readonly validators: ReadonlyMap<string, ValidatorPolicy>;
  /** Fingerprints that the committed baseline holds. */
  readonly baseline: ReadonlySet<string>;
  /** Where the policy names folders of rules. */
  readonly own?: OwnRules;
  /** The files that hold all this: a change that edits them is judged without its edits, and the edit is said. */
  readonly files?: readonly string[];
}

/** What the policy makes of a rule. A validator that it does not know blocks: nothing is let off by being unknown. */
export function levelOf(policy: Policy, validator: string, rule: RuleId): Level {
  const own = policy.validators.get(validator);
  if (own === undefined) return 'block';
  return own.level === 'off' ? 'off' : (own.rules.get(rule) ?? own.level);
}

/** Those whose approval a new finding of the rule needs: one of each group. None for most rules. */
export function approversOf(policy: Policy, rule: RuleId): (readonly string[])[] {
  return policy.escalate.filter(({ rules }) => rules.includes(rule)).map(({ to }) => to);
}
