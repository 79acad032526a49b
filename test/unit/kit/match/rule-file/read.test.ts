/** Rule files: what they say, and where they are wrong. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readRuleFile } from '../../../../../src/kit/match/rule-file/read.ts';

/** A file with one rule, whose keys stand in the third column. */
function fileOf(keys: string, id = 'one'): string {
  const rule = `  - id: ${id}\n    message: m\n    severity: ERROR\n    languages: [python]\n${keys}`;
  return `rules:\n${rule}\n`;
}

function read(text: string) {
  return readRuleFile('a.yml', text);
}

function only(keys: string) {
  const { rules, notRun, problems } = read(fileOf(keys));
  expect({ notRun, problems }).toEqual({ notRun: [], problems: [] });
  expect(rules).toHaveLength(1);
  return rules[0]!;
}

function problemsOf(keys: string): string[] {
  const { rules, problems } = read(fileOf(keys));
  expect(rules).toEqual([]);
  return problems.map(({ line, key, said }) => `${line} ${key}: ${said}`);
}

describe('readRuleFile', () => {
  it('reads what a rule says of itself', () => {
    const rule = only(
      [
        '    pattern: f($X)',
        '    fix: g($X)',
        '    fix-regex: { regex: f, replacement: g, count: 1 }',
        '    paths: { include: ["*.py"], exclude: [test] }',
        '    metadata: { cwe: [CWE-1], deep: { yes: 1 } }',
        '    options: { constant_propagation: false, symbolic_propagation: true, generic_ellipsis_max_span: 0 }',
      ].join('\n'),
    );
    expect(rule).toMatchObject({
      id: 'one',
      message: 'm',
      severity: 'error',
      languages: ['python'],
      unheeded: [],
      query: { mode: 'search', formula: { kind: 'pattern', pattern: 'f($X)' } },
      fix: 'g($X)',
      fixRegex: { regex: 'f', replacement: 'g', count: 1 },
      paths: { include: ['*.py'], exclude: ['test'] },
      options: { constantPropagation: false, symbolicPropagation: true, ellipsisSpan: 0 },
    });
    expect(rule.metadata['cwe']).toEqual(['CWE-1']);
  });

  it('reads formulas and the conditions on them in the order of the file', () => {
    const rule = only(`    patterns:
      - pattern-either:
          - pattern: a
          - pattern-regex: b
          - patterns: [{ pattern: c }, { pattern-not-regex: d }]
      - pattern-inside: { pattern-either: [{ pattern: e }] }
      - pattern-not: f
      - pattern-not-inside: g
      - focus-metavariable: [$X, $Y]
      - focus-metavariable: $Z
      - metavariable-regex: { metavariable: $X, regex: x.* }
      - metavariable-pattern: { metavariable: $X, language: generic, pattern-not: h }
      - metavariable-comparison: { metavariable: $X, comparison: $X > 0o7, strip: true, base: 8 }
      - metavariable-comparison: { comparison: $X > 1 }
      - metavariable-type: { metavariable: $X, type: int }
      - metavariable-analysis: { metavariable: $X, analyzer: entropy }`);
    const c = { kind: 'pattern', pattern: 'c' };
    const d = { kind: 'not', of: { kind: 'regex', regex: 'd' } };
    expect(rule.query).toEqual({
      mode: 'search',
      formula: {
        kind: 'all',
        of: [
          {
            kind: 'any',
            of: [
              { kind: 'pattern', pattern: 'a' },
              { kind: 'regex', regex: 'b' },
              { kind: 'all', of: [c, d], where: [], focus: [] },
            ],
          },
          { kind: 'inside', of: { kind: 'any', of: [{ kind: 'pattern', pattern: 'e' }] } },
          { kind: 'not', of: { kind: 'pattern', pattern: 'f' } },
          { kind: 'not-inside', of: { kind: 'pattern', pattern: 'g' } },
        ],
        where: [
          { kind: 'regex', variable: '$X', regex: 'x.*', not: false },
          {
            kind: 'pattern',
            variable: '$X',
            language: 'generic',
            of: { kind: 'not', of: { kind: 'pattern', pattern: 'h' } },
          },
          { kind: 'comparison', variable: '$X', comparison: '$X > 0o7', strip: true, base: 8 },
          { kind: 'comparison', variable: null, comparison: '$X > 1', strip: false, base: null },
          { kind: 'type', variable: '$X', types: ['int'] },
          { kind: 'analysis', variable: '$X', analyzer: 'entropy' },
        ],
        focus: [['$X', '$Y'], ['$Z']],
      },
    });
  });

  it('reads where taint comes from, goes to, and what stops or carries it', () => {
    const rule = only(`    mode: taint
    pattern-sources:
      - { pattern: s, label: A, by-side-effect: true, exact: true }
      - { pattern: t, by-side-effect: true, requires: A }
    pattern-sinks: [{ patterns: [{ pattern: k }], requires: A and not B }]
    pattern-sanitizers: [{ pattern: z, not_conflicting: true }]
    pattern-propagators: [{ pattern: $A.add($B), from: $B, to: $A }]`);
    const pattern = (text: string) => ({ kind: 'pattern', pattern: text });
    expect(rule.query).toEqual({
      mode: 'taint',
      taint: {
        sources: [
          { of: pattern('s'), label: 'A', requires: null, exact: true, bySideEffect: true },
          { of: pattern('t'), label: null, requires: 'A', exact: false, bySideEffect: true },
        ],
        sinks: [
          {
            of: { kind: 'all', of: [pattern('k')], where: [], focus: [] },
            requires: 'A and not B',
            exact: true,
          },
        ],
        sanitizers: [{ of: pattern('z'), exact: false, bySideEffect: false, notConflicting: true }],
        propagators: [
          {
            of: pattern('$A.add($B)'),
            from: '$B',
            to: '$A',
            label: null,
            requires: null,
            bySideEffect: false,
          },
        ],
      },
    });
  });

  it('knows the names that languages go by, and tells those that nothing reads', () => {
    const text = fileOf('    pattern: a').replace('[python]', '[js, tsx, golang, ruby]');
    const [rule] = read(text).rules;
    expect(rule).toMatchObject({
      languages: ['javascript', 'typescript', 'go'],
      unheeded: ['the language ruby'],
    });
  });

  it('tells the options that nothing here does', () => {
    const rule = only('    pattern: a\n    options: { interfile: true, decorators_order_matters: true }');
    expect(rule.unheeded).toEqual(['the option decorators_order_matters']);
  });

  it('takes scalars as they are written', () => {
    const { query } = only('    pattern: 0o17');
    expect(query).toMatchObject({ formula: { pattern: '0o17' } });
  });

  it('follows aliases', () => {
    const keys = '    patterns: [{ pattern: &p a }, { pattern-not: *p }]';
    expect(only(keys).query).toMatchObject({ formula: { of: [{ pattern: 'a' }, { of: { pattern: 'a' } }] } });
  });

  it.each([
    ['    pattern: a\n    pattrn: b', ['7 pattrn: it is no key of a rule.']],
    ['    fix: a', ['2 rules: it has no pattern.']],
    [
      '    pattern: a\n    patterns: [{ pattern: b }]',
      ['7 patterns: it stands beside pattern: join them under patterns.'],
    ],
    ['    pattern: ""', ['6 pattern: it is empty.']],
    ['    pattern: [a]', ['6 pattern: it should be a mapping.', '6 pattern: it has no pattern.']],
    [
      '    patterns: a',
      [
        '6 patterns: it should be a list.',
        '2 rules: its patterns only take away: one has to say what to find.',
      ],
    ],
    [
      '    patterns:\n      - pattern-not: a',
      ['2 rules: its patterns only take away: one has to say what to find.'],
    ],
    [
      '    patterns:\n      - pattern: a\n        pattern-not: b',
      [
        '8 pattern-not: it stands beside pattern in one item: give it an item of its own.',
        '2 rules: its patterns only take away: one has to say what to find.',
      ],
    ],
    [
      '    patterns:\n      - pattern: a\n      - metavariable-regex: { metavariable: X, regex: b }',
      ['8 metavariable: "X" is no metavariable.'],
    ],
    [
      '    patterns:\n      - pattern: a\n      - metavariable-regex: { metavariable: $X }',
      ['8 metavariable-regex: it has no regex.'],
    ],
    [
      '    patterns:\n      - pattern: a\n      - metavariable-regex: { metavariable: $X, regex: b, re: c }',
      ['8 re: it is no key of metavariable-regex.'],
    ],
    [
      '    pattern-either:\n      - pattern: a\n      - metavariable-regex: { metavariable: $X, regex: b }',
      ['8 metavariable-regex: a condition stands under patterns.'],
    ],
    [
      '    pattern: a\n    pattern-sinks: [{ pattern: b }]',
      ['7 pattern-sinks: it belongs to a rule in taint mode.'],
    ],
    [
      '    mode: taint\n    pattern-sinks: [{ pattern: b, frm: c }]',
      ['2 rules: a rule in taint mode has pattern-sources.', '7 frm: it is no key here.'],
    ],
    ['    pattern: a\n    severity: LOUD', ['7 severity: this key is given twice.']],
    ['    pattern: a\n    fix-regex: { regex: b }', ['7 fix-regex: it has no replacement.']],
    ['    pattern: a\n    paths: { only: b }', ['7 only: it is no key of paths.']],
  ])('says where a rule is wrong: %s', (keys, problems) => {
    expect(problemsOf(keys)).toEqual(problems);
  });

  it.each([
    ['    mode: join\n    join: {}', 'the key join; the mode "join"'],
    [
      '    patterns:\n      - pattern: a\n      - pattern-where-python: "True"',
      'pattern-where-python, which runs code',
    ],
    [
      '    patterns:\n      - pattern: a\n      - metavariable-analysis: { metavariable: $X, analyzer: magic }',
      'the analyzer "magic"',
    ],
    [
      '    patterns:\n      - pattern: a\n      - metavariable-pattern: { metavariable: $X, language: ruby, pattern: a }',
      'patterns in "ruby"',
    ],
    [
      '    mode: taint\n    pattern-sources: [{ pattern: a, control: true }]\n    pattern-sinks: [{ pattern: b }]',
      'control of taint mode',
    ],
    [
      '    mode: taint\n    pattern-sources: [{ pattern: a }]\n    pattern-sinks: [{ pattern: b, requires: [{ $X: A }] }]',
      'requires of several metavariables',
    ],
    [
      '    mode: taint\n    pattern-sources: [{ pattern: a }]\n    pattern-sinks: [{ pattern: b, at-exit: true }]',
      'at-exit of taint mode',
    ],
  ])('lists a rule that is right and is not run: %s', (keys, reason) => {
    expect(read(fileOf(keys))).toMatchObject({ rules: [], problems: [], notRun: [{ id: 'one', reason }] });
  });

  it('lists a rule about a language that nothing reads', () => {
    const text = fileOf('    pattern: a').replace('[python]', '[ruby, php]');
    expect(read(text).notRun).toEqual([{ id: 'one', reason: 'the language ruby, php' }]);
  });

  it('keeps the others when one rule is wrong', () => {
    const good = fileOf('    pattern: a', 'two').replace('rules:\n', '');
    const { rules, problems } = read(`${fileOf('    pattrn: a')}${good}`);
    expect(rules.map(({ id }) => id)).toEqual(['two']);
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['one']));
  });

  it('refuses a second rule of the same name', () => {
    const again = fileOf('    pattern: b').replace('rules:\n', '');
    const { rules, problems } = read(`${fileOf('    pattern: a')}${again}`);
    expect(rules).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 7, rule: 'one', said: 'another rule has this id.' }]);
  });

  it.each([
    ['', 'it is empty.'],
    ['rule: []', 'it has no rules.'],
    ['- a', 'it should be a mapping.'],
    ['rules: []', 'it is an empty list.'],
    ['rules: [', 'Flow sequence in block collection must be sufficiently indented and end with a ].'],
  ])('says what is wrong with the file %j', (text, said) => {
    expect(read(text).problems).toMatchObject([{ file: 'a.yml', said }]);
  });

  it('[T83] bounds nesting, aliases and size', () => {
    expect(read(`rules: ${'['.repeat(100_000)}`).problems).toMatchObject([
      { said: 'it is too large or nested too deeply.' },
    ]);
    const deep = `${'{ pattern-inside: '.repeat(80)}a${' }'.repeat(80)}`;
    expect(problemsOf(`    pattern-inside: ${deep}`)).toContainEqual(
      expect.stringContaining('it is nested more than 60 levels deep.'),
    );
    const levels = Array.from({ length: 12 }, (_, at) => `      - &a${at + 1} [${`*a${at}, `.repeat(9)}]`);
    const bomb = `    pattern: a\n    metadata:\n      - &a0 x\n${levels.join('\n')}`;
    expect(problemsOf(bomb).every((problem) => problem.endsWith('the file has too many aliases.'))).toBe(
      true,
    );
    expect(read(`rules:\n${' '.repeat(4_000_001)}`).problems).toHaveLength(1);
  });

  it('[T83] takes a prototype for a key like any other', () => {
    const { metadata } = only('    pattern: a\n    metadata: { __proto__: { polluted: true } }');
    expect(Object.keys(metadata)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never throws, and never loses a rule unsaid', () => {
    const key = fc.constantFrom(
      'pattern',
      'patterns',
      'pattern-not',
      'mode',
      'fix',
      'languages',
      'metavariable-regex',
      'x',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('a', '$X', '', 1, null, true),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(key, tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (keys) => {
        const base = { id: 'one', message: 'm', severity: 'INFO', languages: ['go'] };
        const { rules, notRun, problems } = read(JSON.stringify({ rules: [{ ...base, ...keys }] }));
        expect(rules.length + notRun.length + problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
