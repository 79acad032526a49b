/** A rule as data: what it looks for, why, how to mend it, and examples that are tests. */
import type { Confidence, RuleId, Severity } from './finding.ts';

/** Files by path; the finding is expected (bad) or not (good) when all of them are added by the change. */
export type Example = Readonly<Record<string, string>>;

export interface Rule {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong, as a heading; no full stop. */
  readonly title: string;
  /** Why it matters, one or two sentences. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Numbers of the Common Weakness Enumeration. */
  readonly cwe: readonly number[];
  /** Category of the OWASP Top Ten: `A03:2021`. */
  readonly owasp?: string;
  /** How bad it is where it can be reached, from 0.1 to 10, as GitHub grades security alerts. */
  readonly securitySeverity?: number;
  /** Language ids of `kit/syntax`; empty when the rule is not about a language. */
  readonly languages: readonly string[];
  /** What the validator itself needs to run the rule (ESLint's rule name and options, say). */
  readonly engine: Readonly<Record<string, unknown>>;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
}

/** What kind of weakness a rule finds, by the names that people look up: `CWE-89`, `OWASP A03`. */
export function categoriesOf({ cwe, owasp }: Pick<Rule, 'cwe' | 'owasp'>): string[] {
  const weaknesses = cwe.map((number) => `CWE-${number}`);
  return owasp === undefined ? weaknesses : [...weaknesses, `OWASP ${owasp.slice(0, 3)}`];
}
