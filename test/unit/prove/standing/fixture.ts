/** Rules that only these tests know, and the few words that a standing's test needs. */
import { policyFor } from '../../../support/policy.ts';
import type { Change, ChangedFile } from '../../../../src/domain/change.ts';
import type { Finding, Observation, RuleId } from '../../../../src/domain/finding.ts';
import { repoPath, type RepoPath } from '../../../../src/domain/path.ts';
import type { Level, Policy, ValidatorPolicy } from '../../../../src/domain/policy.ts';
import type { Rule } from '../../../../src/domain/rule.ts';
import { rules } from '../../../../src/kit/rules.ts';
import { decode, Lines } from '../../../../src/kit/text.ts';
import type { Seen } from '../../../../src/prove/standing/stand.ts';

const rule = (id: RuleId, more: Partial<Rule> = {}): Rule => ({
  id,
  severity: 'error',
  confidence: 'high',
  title: id,
  why: 'It matters.',
  fix: 'Mend it.',
  cwe: [],
  languages: [],
  engine: {},
  bad: [],
  good: [],
  ...more,
});

const own: readonly Rule[] = [
  rule('lint/certain', { cwe: [561] }),
  rule('lint/likely', { confidence: 'medium' }),
  rule('lint/style', { severity: 'warning' }),
  rule('lint/hint', { severity: 'note', confidence: 'low' }),
  rule('lint/file'),
  rule('imports/certain', { cwe: [561] }),
  rule('imports/missing'),
  rule('paths/name'),
];

// Beside the real rules: what these tests say must not hang on what the rules' files say.
for (const one of own) (rules as Map<RuleId, Rule>).set(one.id, one);

export function policyOf(
  validators: Record<string, Partial<ValidatorPolicy> & { rules?: ReadonlyMap<RuleId, Level> }> = {},
  more: Partial<Policy> = {},
): Policy {
  return policyFor({ lint: {}, imports: {}, paths: {}, ...validators }, more);
}

/** A finding place that covers one whole line of a file's text. */
export function observe(path: string, line: number, more: Partial<Observation> = {}): Observation {
  const at = { path: repoPath(path), line, column: 1, endLine: line, endColumn: 9 };
  return { rule: 'lint/certain', at, message: 'is wrong', ...more };
}

/** A stub validator: it reports every line of a tree's file that contains `BAD`. */
export function seeBad(text: string, path: string): Observation[] {
  const lines = new Lines(text);
  const numbers = Array.from({ length: lines.count }, (_, at) => at + 1);
  return numbers.filter((line) => lines.line(line).includes('BAD')).map((line) => observe(path, line));
}

export type Input = Seen & { asked: RepoPath[][] };

/** The input of `stand` over two trees; `before` runs the stub over the base and remembers what was asked. */
export function inputOf(
  change: Change,
  observations: readonly Observation[],
  more: Partial<Seen> = {},
): Input {
  const asked: RepoPath[][] = [];
  const text = async (path: RepoPath, side: 'base' | 'head') => {
    const entry = await change[side].entry(path);
    const blob = entry && (await change[side].bytes(entry.oid));
    return blob?.kind === 'bytes' ? decode(blob.bytes).text : null;
  };
  const before = async (paths: readonly RepoPath[]) => {
    asked.push([...paths]);
    const seen: Observation[] = [];
    for (const path of paths) seen.push(...seeBad((await text(path, 'base')) ?? '', path));
    return seen;
  };
  const { files } = change;
  const defaults = { policy: policyOf(), validator: 'lint', comparesTrees: false, files };
  return { change, observations, before, text, ...defaults, ...more, asked };
}

/** The change with some facts about its files put right. */
export function withFiles(change: Change, facts: Record<string, Partial<ChangedFile>>): Change {
  return { ...change, files: change.files.map((file) => ({ ...file, ...facts[file.path] })) };
}

export const standings = (findings: readonly Finding[]): string[] =>
  findings.map(({ at, standing }) => `${at.path}:${at.line} ${standing}`);
