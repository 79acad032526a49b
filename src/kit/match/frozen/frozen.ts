/** Rules made ready ahead of time, as JSON: whoever thaws them needs no grammar and reads no YAML. */
import { assemble, type Compiled } from '../compile.ts';
import { Workshop } from '../formula/workshop.ts';
import { keyOf, patternsOf } from '../pattern/patterns.ts';
import type { Pattern } from '../pattern/compile.ts';
import type { Rule } from '../rule.ts';
import type { Letters } from '../regex/letters.ts';
import { lazyTools } from './lazy.ts';
import { Table, valuesOf, type Rows } from './table.ts';
import { freezePattern, FrozenPattern, type PatternRow } from './pattern.ts';

/** Made and read by the same version of this program alone. */
export interface Frozen {
  readonly rows: Rows;
  /** Numbers of rows. */
  readonly rules: readonly number[];
  readonly patterns: readonly (readonly [key: string, ...PatternRow])[];
  /** By expression, what a text must hold for it to match. */
  readonly letters: readonly (readonly [source: string, ...Letters])[];
}

/** The rules have to be plain data, whatever they hold beside what matching needs. */
export function freeze(compiled: readonly Compiled[]): Frozen {
  const table = new Table();
  const patterns = new Map<string, Frozen['patterns'][number]>();
  const letters = new Map<string, Letters>();
  for (const { rule, workshop } of compiled) {
    for (const [source, needed] of workshop.letters) if (needed) letters.set(source, needed);
    for (const [text, language] of patternsOf(rule)) {
      const key = keyOf(text, language);
      const pattern = workshop.patterns.get(key);
      if (!pattern || patterns.has(key)) continue;
      patterns.set(key, [key, ...freezePattern(pattern)]);
    }
  }
  const rules = compiled.map(({ rule }) => (table.add(rule) as [number])[0]);
  return {
    rows: table.rows,
    rules,
    patterns: [...patterns.values()],
    letters: [...letters].map(([source, needed]) => [source, ...needed] as const),
  };
}

/** What was frozen, ready to run; trees and regular expressions are made when they are needed. */
export function thaw<R extends Rule = Rule>({ rows, rules, patterns, letters }: Frozen): Compiled<R>[] {
  const values = valuesOf(rows);
  const known = new Map<string, Pattern>();
  for (const [key, ...frozen] of patterns) known.set(key, new FrozenPattern(frozen));
  const workshop = new Workshop(
    known,
    lazyTools(new Map(letters.map(([source, ...needed]) => [source, needed]))),
  );
  return rules.map((at) => {
    const compiled = assemble(values[at] as R, workshop);
    if ('queries' in compiled) return compiled;
    throw new Error(`a frozen rule cannot be run: ${JSON.stringify(compiled)}`);
  });
}
