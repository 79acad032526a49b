import { describe, expect, it } from 'vitest';
import { readRuleFile } from '../../../../../src/kit/match/rule-file/read.ts';
import { linesFound } from '../../../../support/match-rules.ts';

const ROWS: readonly (readonly [what: string, body: string, text: string, lines: number[]])[] = [
  ['a pattern', 'match: foo(...)', 'foo(1)\nbar(2)', [1]],
  ['what is not meant', 'match:\n  all:\n  - foo(...)\n  - not: foo(1)', 'foo(1)\nfoo(2)', [2]],
  [
    'where it must not be',
    'match:\n  all:\n  - foo($X)\n  - not:\n      inside: |\n        def $F(...):\n          ...',
    'foo(1)\ndef g():\n  foo(2)',
    [1],
  ],
  [
    'where it has to be',
    'match:\n  all:\n  - foo($X)\n  - inside: |\n      def $F(...):\n        ...',
    'foo(1)\ndef g():\n  foo(2)',
    [3],
  ],
  [
    'one of several',
    'match:\n  any:\n  - foo(...)\n  - pattern: bar(...)\n  - regex: ba[z]',
    'foo(1)\nbar(2)\nbaz',
    [1, 2, 3],
  ],
  [
    'conditions',
    'match:\n  all:\n  - foo($X, $Y)\n  where:\n  - metavariable: $X\n    regex: ^a\n  - comparison: $Y > 3',
    'foo(ab, 4)\nfoo(b, 4)\nfoo(a, 2)',
    [1],
  ],
  ['a focus', 'match:\n  pattern: foo($X, $Y)\n  where:\n  - focus: $Y', 'foo(1,\n  2)', [2]],
  [
    'patterns of a variable',
    'match:\n  pattern: foo($X)\n  where:\n  - metavariable: $X\n    any: [a, b]',
    'foo(a)\nfoo(c)\nfoo(b)',
    [1, 3],
  ],
  [
    'taint',
    'taint:\n  sources: [source()]\n  sinks: [sink(...)]\n  sanitizers: [{ pattern: clean(...), not-conflicting: true }]',
    'sink(source())\nsink(clean(source()))',
    [1],
  ],
  [
    'taint with conditions',
    'taint:\n  sources:\n  - all: [$X.get(...)]\n    where: [{ metavariable: $X, regex: ^req }]\n  sinks:\n  - pattern: sink($Z)\n    where: [{ focus: $Z }]',
    'sink(request.get(1))\nsink(x.get(1))',
    [1],
  ],
];

describe('the newer syntax', () => {
  it.each(ROWS)('says %s', async (_, body, text, lines) => {
    expect(await linesFound(body, 'python', text)).toEqual(lines);
  });

  it.each([
    ['match:\n    any: []', 'any', 'it is an empty list.'],
    ['match:\n    not: a', 'match', 'its patterns only take away: one has to say what to find.'],
    ['match:\n    pattern: a\n    any: [b]', 'any', 'it stands beside pattern: join them under all.'],
    ['match:\n    patterns: [a]', 'patterns', 'it is no key of a pattern.'],
    ['match: a\n  pattern: b', 'pattern', 'it belongs to the older syntax.'],
    ['match: a\n  taint: { sources: [a], sinks: [b] }', 'rules', 'it has both match and taint.'],
    ['taint: { sources: [a] }', 'taint', 'it has no sinks.'],
    ['match:\n    pattern: a\n    where: [{ metavariable: $X }]', 'where', 'it has no condition.'],
    ['patterns: [{ all: [a] }]', 'all', 'it belongs to the newer syntax, under match.'],
  ])('tells what is wrong with %j', (body, key, said) => {
    const head = '- id: r\n  message: m\n  severity: ERROR\n  languages: [python]\n  ';
    const { problems } = readRuleFile('r.yml', `rules:\n${head}${body}`);
    expect(problems).toContainEqual(expect.objectContaining({ key, said }));
  });
});
