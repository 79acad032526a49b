/** Rules made ready ahead of time, as JSON: whoever thaws them needs no grammar and reads no YAML. */
import type { Compiled } from '../compile.ts';
import type { Need } from '../formula/need.ts';
import { Workshop } from '../formula/workshop.ts';
import { keyOf, patternsOf } from '../pattern/patterns.ts';
import type { Translated } from '../regex/translate.ts';
import type { Rule, RuleLanguage } from '../rule.ts';
import { lazyTools } from './lazy.ts';
import { Values, Table, type Entry, type Rows } from './table.ts';
import { freezePattern, FrozenPatterns, type PatternRow } from './pattern.ts';
import { Thawed } from './thawed.ts';

/** Made and read by the same version of this program alone. */
export interface Frozen {
  readonly rows: Rows;
  readonly rules: readonly FrozenRule[];
  readonly patterns: readonly (readonly [key: string, ...PatternRow])[];
  /** By what was written in the rule. */
  readonly expressions: readonly (readonly [pcre: string, Translated])[];
}

/** Entries of the table: what tells whether a file is worth asking it, and the rule itself. */
export type FrozenRule = readonly [id: string, needs: Entry, rule: Entry];

/** By language; what is not in the table is no language of the rule. */
export type Needs = readonly (readonly [RuleLanguage, Need | null])[];

/** The rules have to be plain data, whatever they hold beside what matching needs. */
export function freeze(compiled: readonly Compiled[]): Frozen {
  const table = new Table();
  const patterns = new Map<string, Frozen['patterns'][number]>();
  const expressions = new Map<string, Translated>();
  const rules = compiled.map(({ id, rule, needs, queries, workshop }): FrozenRule => {
    // A rule that was thawed has its expressions once it is made ready.
    if (queries.size === 0) throw new Error(`${id} asks nothing`);
    for (const [pcre, anchored] of workshop.expressions) expressions.set(pcre, anchored);
    for (const [text, language] of patternsOf(rule)) {
      const key = keyOf(text, language);
      const pattern = workshop.patterns.get(key);
      if (pattern && !patterns.has(key)) patterns.set(key, [key, ...freezePattern(pattern)]);
    }
    return [id, table.add([...needs]), table.add(rule)];
  });
  return { rows: table.rows, rules, patterns: [...patterns.values()], expressions: [...expressions] };
}

/** What was frozen, ready to run; all that a rule needs is made when the rule is first asked. */
export function thaw<R extends Rule = Rule>({ rows, rules, patterns, expressions }: Frozen): Compiled<R>[] {
  const values = new Values(rows);
  const workshop = new Workshop(new FrozenPatterns(patterns), lazyTools(new Map(expressions)));
  return rules.map((frozen) => new Thawed<R>(frozen, values, workshop));
}
