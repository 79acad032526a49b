/** What of Semgrep's rule format is done here: each row is tested, and docs/support.md lists those that pass. */
import type { TreeLanguage } from '../../../src/kit/match/rule.ts';

export interface Feature {
  /** A key, an operator or an option, as a rule writes it. */
  readonly name: string;
  /** What it does, as a sentence without its subject. */
  readonly does: string;
  readonly language: TreeLanguage;
  /** What stands beside the head of the rule. */
  readonly rule: string;
  readonly code: string;
  /** From 1. */
  readonly lines: readonly number[];
}

export interface Group {
  readonly title: string;
  readonly features: readonly Feature[];
}

type Row = readonly [name: string, does: string, rule: string, code: string, lines: readonly number[]];

/** Rows of one language. */
export function features(language: TreeLanguage, rows: readonly Row[]): Feature[] {
  return rows.map(([name, does, rule, code, lines]) => ({ name, does, language, rule, code, lines }));
}
