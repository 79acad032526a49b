import { describe, expect, it } from 'vitest';
import type { TreeLanguage } from '../../../../../src/kit/match/rule.ts';
import { linesFound } from '../../../../support/match-rules.ts';

type Row = readonly [option: string, language: TreeLanguage, query: string, text: string, lines: number[]];

const TAINT =
  'mode: taint\npattern-sources: [{ pattern: source() }]\npattern-sinks: [{ pattern: sink(...) }]';
const JAVA = (code: string): string => `class A { void f() {\n${code}\n} }`;

const ROWS: readonly Row[] = [
  ['symmetric_eq: true', 'python', 'pattern: $X == None', 'a == None\nNone == a', [1, 2]],
  ['symmetric_eq: false', 'python', 'pattern: $X == None', 'a == None\nNone == a', [1]],
  ['commutative_boolop: true', 'javascript', 'pattern: a() && $B', 'b() && a()\na() && c()', [1, 2]],
  ['commutative_boolop: false', 'javascript', 'pattern: a() && $B', 'b() && a()\na() && c()', [2]],
  ['vardef_assign: false', 'javascript', 'pattern: $X = f()', 'const a = f()\nb = f()', [2]],
  ['vardef_assign: true', 'javascript', 'pattern: $X = f()', 'const a = f()\nb = f()', [1, 2]],
  [
    'arrow_is_function: false',
    'javascript',
    'pattern: function(...) {...}',
    'x = () => {}\ny = function() {}',
    [2],
  ],
  ['let_is_var: false', 'javascript', 'pattern: var $X = $Y', 'let a = 1\nvar b = 2', [2]],
  ['implicit_ellipsis: false', 'javascript', 'pattern: "({a: 1})"', 'x = {a: 1, b: 2}\ny = {a: 1}', [2]],
  ['constant_propagation: false', 'python', 'pattern: f("a")', 'x = "a"\nf(x)\nf("a")', [3]],
  ['symbolic_propagation: true', 'python', 'pattern: g().h()', 'x = g()\nx.h()', [2]],
  ['taint_focus_on: source', 'python', TAINT, 'x = source()\ny = x\nsink(y)', [1]],
  [
    'taint_unify_mvars: true',
    'python',
    'mode: taint\npattern-sources: [{ pattern: source($X) }]\npattern-sinks: [{ pattern: "sink($X, ...)" }]',
    'sink(1, source(1))\nsink(2, source(1))',
    [1],
  ],
  [
    'taint_only_propagate_through_assignments: true',
    'python',
    TAINT,
    'x = source()\ny = x\nsink(y)\nsink("a" + y)\nsink(f(y))',
    [3],
  ],
  ['taint_assume_safe_functions: true', 'python', TAINT, 'sink(f(source()))\nsink("a" + source())', [2]],
  ['taint_assume_safe_indexes: true', 'python', TAINT, 'sink(a[source()])', []],
  ['taint_assume_safe_indexes: false', 'python', TAINT, 'sink(a[source()])', [1]],
  [
    'taint_assume_safe_numbers: true',
    'java',
    TAINT,
    JAVA(
      'sink(Integer.parseInt(source()));\nint n = source();\nsink(n);\nsink((long) source());\nsink(g(source()));',
    ),
    [6],
  ],
  [
    'taint_assume_safe_booleans: true',
    'java',
    TAINT,
    JAVA('boolean b = source();\nsink(b);\nsink(Boolean.valueOf(source()));\nsink(source());'),
    [5],
  ],
];

describe('the option', () => {
  it.each(ROWS)('%s is heeded (%s)', async (option, language, query, text, lines) => {
    expect(await linesFound(`options: { ${option} }\n${query}`, language, text)).toEqual(lines);
  });
});
