/** Rules that were made ready ahead of time. */
import { describe, expect, it } from 'vitest';
import { compileRule, type Compiled } from '../../../../../src/kit/match/compile.ts';
import { Workshop } from '../../../../../src/kit/match/formula/workshop.ts';
import { freeze, thaw } from '../../../../../src/kit/match/frozen/frozen.ts';
import { matchFile } from '../../../../../src/kit/match/match-file.ts';
import type { FileRule } from '../../../../../src/kit/match/rule-file/file-rule.ts';
import { readRuleFile } from '../../../../../src/kit/match/rule-file/read.ts';

const RULES = `
rules:
  - id: flow
    languages: [python]
    severity: ERROR
    message: $X reaches a shell.
    mode: taint
    metadata: { cwe: [78], bad: ["os.system(input())"] }
    pattern-sources: [{ pattern: input(...) }]
    pattern-sinks: [{ pattern: os.system($X) }]
    pattern-sanitizers: [{ pattern: shlex.quote(...) }]
  - id: search
    languages: [python, javascript]
    severity: WARNING
    message: m
    patterns:
      - pattern: 'f($X, "=~/^a+$/", $N, ...)'
      - metavariable-regex: { metavariable: $X, regex: '^(?i)key' }
      - metavariable-comparison: { metavariable: $N, comparison: $N > 3 }
      - metavariable-pattern: { metavariable: $X, pattern-either: [{ pattern: key }, { pattern: KEY }] }
      - pattern-not-inside: 'safe(...)'
  - id: text
    languages: [generic]
    severity: INFO
    message: m
    pattern: password = $X
`;
const PYTHON = `import os
c = input()
os.system(c)
os.system(shlex.quote(c))
f(key, "aaa", 4)
f(key, "aaa", 3)
f(KEY, "aa", 5, 6)
safe(f(key, "a", 9))
`;

async function compiled(): Promise<Compiled<FileRule>[]> {
  const workshop = new Workshop();
  const made = [];
  for (const rule of readRuleFile('a.yml', RULES).rules) made.push(await compileRule(rule, workshop));
  return made.filter((one) => 'queries' in one);
}

/** As a file would hold it. */
const written = (rules: readonly Compiled[]): string => JSON.stringify(freeze(rules));
const read = (text: string): Compiled<FileRule>[] => thaw<FileRule>(JSON.parse(text));

describe('freeze and thaw', () => {
  it('leave what a rule finds as it was', async () => {
    const rules = await compiled();
    for (const [path, text, language] of [
      ['a.py', PYTHON, 'python'],
      ['a.js', 'f(key, "a", 7); f(k, "a", 7);', 'javascript'],
      ['a.txt', 'password = x', 'generic'],
    ] as const) {
      const file = { path, text, language };
      const found = await matchFile(rules, file);
      expect(found.matches.length).toBeGreaterThan(0);
      expect(await matchFile(read(written(rules)), file)).toEqual(found);
    }
  });

  it('keep all that the rule says besides', async () => {
    const [rule] = read(written(await compiled()));
    expect(rule?.rule.message).toBe('$X reaches a shell.');
    expect(rule?.rule.metadata).toEqual({ cwe: [78], bad: ['os.system(input())'] });
  });

  it('give the same text again for what was thawed', async () => {
    const text = written(await compiled());
    expect(written(read(text))).toBe(text);
  });

  it('hold once what many rules ask', async () => {
    const rules = await compiled();
    expect(written([...rules, ...rules]).length).toBeLessThan(written(rules).length + 100);
    const [one, other] = read(written([...rules, ...rules])).filter(({ id }) => id === 'search');
    expect(one?.rule.query).toBe(other?.rule.query);
  });
});
