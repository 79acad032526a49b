import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { rules } from '../../../src/kit/rules.ts';
import type { Rule } from '../../../src/domain/rule.ts';
import { DEFAULTS } from '../../../src/policy/defaults.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';

const example = {
  severity: 'error',
  confidence: 'high',
  title: 't',
  why: 'w',
  fix: 'f',
  cwe: [],
  languages: [],
};
// Beside the real rules: what these tests say must not hang on what the rules' files say.
for (const id of ['lint/zz-first', 'lint/zz-second', 'imports/zz-only'] as const) {
  (rules as Map<string, Rule>).set(id, { ...example, id, engine: {}, bad: [], good: [] } as Rule);
}

const parse = (text: string) => parsePolicy('p.yml', text);

/** The problems of a text, without the heading. */
function problems(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

describe('a valid policy', () => {
  const defaults = parse('');

  it('without a word is the defaults', () => {
    const validator = { level: 'block', required: true, paths: [], ignore: [], rules: new Map() };
    expect(defaults).toEqual({
      mode: 'gate',
      threshold: 'error',
      timeBudget: 300,
      mustJudge: [],
      generated: [],
      accept: 'writers',
      escalate: [],
      assistant: {
        model: 'claude-sonnet-5-5',
        budget: { tokens: 200_000, dollars: 1 },
        tasks: ['fix', 'repair', 'refactor', 'generate'],
        prompts: new Map(),
        confidence: 'medium',
        allow: [],
      },
      fix: 'suggest',
      rollBack: { published: false, agents: [] },
      protected: [],
      validators: new Map(
        ['lint', 'imports', 'paths', 'duplication', 'security', 'tampering', 'secrets'].map((id) => [
          id,
          validator,
        ]),
      ),
      rulePaths: [],
      baselinePath: '.github/gatewright-baseline.json',
      baselineNamed: false,
    });
  });

  it('that is missing is the same as one without a word', () => expect(DEFAULTS).toEqual(defaults));

  it.each(['# nothing but words\n', '---\n', '{}', '\n\n', 'validators: {}', 'validators: { lint: {} }'])(
    'that says nothing, %j, is the defaults too',
    (text) => expect(parse(text)).toEqual(defaults),
  );

  it('may limit what only warns', () => {
    const { validators } = parse('validators:\n  duplication:\n    limit: { lines: 60, share: 7.5 }\n');
    expect(validators.get('duplication')?.limit).toEqual({ lines: 60, share: 7.5 });
    expect(validators.get('lint')).not.toHaveProperty('limit');
  });

  it('says every key', () => {
    const policy = parse(`
mode: observe
threshold: warning
time-budget: 5m
must-judge: [rust, typescript]
generated: ['gen/**', api/client.ts]
baseline: quality/known.json
validators:
  lint:
    level: warn
    required: false
    paths: ['src/**']
    ignore: ['src/legacy/**']
    rules: { zz-first: off, lint/zz-second: block }
  paths: { level: off }
`);
    expect(policy).toMatchObject({
      mode: 'observe',
      threshold: 'warning',
      timeBudget: 300,
      mustJudge: ['rust', 'typescript'],
      generated: ['gen/**', 'api/client.ts'],
      baselinePath: 'quality/known.json',
      baselineNamed: true,
    });
    expect(policy.validators.get('lint')).toEqual({
      level: 'warn',
      required: false,
      paths: ['src/**'],
      ignore: ['src/legacy/**'],
      rules: new Map([
        ['lint/zz-first', 'off'],
        ['lint/zz-second', 'block'],
      ]),
    });
    expect(policy.validators.get('imports')).toEqual(defaults.validators.get('imports'));
  });

  it('does not require what it switches off', () => {
    expect(parse('validators: { lint: { level: off } }').validators.get('lint')?.required).toBe(false);
  });

  it.each([
    ['90', 90],
    ['90s', 90],
    ['"5m"', 300],
    ['21600', 21_600],
    ['360m', 21_600],
  ])('gives %s as a time', (text, seconds) => {
    expect(parse(`time-budget: ${text}`).timeBudget).toBe(seconds);
  });

  it('escalates the rules that its globs name, each once', () => {
    const { escalate } = parse('escalate: [{ rules: ["lint/zz-*", lint/zz-first], to: [ada, bob_corp] }]');
    expect(escalate).toEqual([{ rules: ['lint/zz-first', 'lint/zz-second'], to: ['ada', 'bob_corp'] }]);
  });

  it('may end its lines with CRLF', () => {
    expect(parse('mode: observe\r\nvalidators:\r\n  lint:\r\n    level: warn\r\n').mode).toBe('observe');
  });

  it('may share a part by an alias', () => {
    const policy = parse('validators:\n  lint: &same { ignore: [a] }\n  imports: *same\n');
    expect(policy.validators.get('imports')?.ignore).toEqual(['a']);
  });
});

const KEYS =
  'mode, threshold, time-budget, must-judge, generated, accept, escalate, assistant, fix, on-failure, roll-back, protected, validators, rules, baseline';

describe('what the policy says of the assistant', () => {
  it('is a model and what it may cost, each with a default of its own', () => {
    expect(parse('assistant: { model: claude-opus-5-5, budget: { dollars: 0.5 } }').assistant).toMatchObject({
      model: 'claude-opus-5-5',
      budget: { tokens: 200_000, dollars: 0.5 },
    });
  });

  it.each(['base-url: https://evil.example', 'api-key: x', 'enabled: true', 'budget: { euros: 1 }'])(
    'is not %s',
    (line) => expect(() => parse(`assistant: { ${line} }`)).toThrow(/unknown key/),
  );

  it.each([
    'model: "a b"',
    'budget: { tokens: 0 }',
    'budget: { dollars: -1 }',
    'budget: { dollars: .inf }',
    'on',
  ])('is not %s either', (line) =>
    expect(() => parse(`assistant: ${line.includes(':') ? `{ ${line} }` : line}`)).toThrow(/assistant/),
  );
});

describe('a policy that is not valid says where, what was given and what was expected', () => {
  it.each<[string, string, string[]]>([
    [
      'unknown key with a near one',
      'mode: gate\ntreshold: error\n',
      [`p.yml:2:1: unknown key "treshold", expected one of ${KEYS}. Nearest: "threshold".`],
    ],
    [
      'unknown key with none near',
      'colour: red\n',
      [`p.yml:1:1: unknown key "colour", expected one of ${KEYS}.`],
    ],
    [
      'rules that do not exist, and what is no login',
      'escalate:\n  - rules: [lint/zz-frist]\n    to: [ada]\n',
      ['p.yml:2:13: "lint/zz-frist" names no rule (gatewright rules lists them). Nearest: "lint/zz-first".'],
    ],
    [
      'a team, and an entry that nobody could fulfil',
      'escalate:\n  - rules: [lint/zz-first]\n    to: ["@acme/security"]\n  - { rules: [lint/zz-first], to: [] }\n',
      [
        'p.yml:3:10: escalate[0].to[0] is "@acme/security", expected the login of one person, without @.',
        'p.yml:4:35: escalate[1].to is a list, expected at least one login.',
      ],
    ],
    [
      'unknown keys of an entry',
      'escalate: [{ rules: [lint/zz-first], for: [ada], to: [ada] }]',
      ['p.yml:1:38: unknown key "for" under escalate[0], expected one of rules, to.'],
    ],
    [
      'unknown keys below, all at once',
      'validators:\n  lint:\n    levle: block\n  lnit: {}\n',
      [
        'p.yml:3:5: unknown key "levle" under validators.lint, expected one of level, required, paths, ignore, rules. Nearest: "level".',
        'p.yml:4:3: unknown key "lnit" under validators, expected one of lint, imports, paths, duplication, security, tampering, secrets. Nearest: "lint".',
      ],
    ],
    [
      'limit of another validator, and one that is none',
      'validators:\n  lint:\n    limit: { lines: 5 }\n  duplication:\n    limit: { line: 5, share: 101 }\n',
      [
        'p.yml:3:5: unknown key "limit" under validators.lint, expected one of level, required, paths, ignore, rules.',
        'p.yml:5:14: unknown key "line" under validators.duplication.limit, expected one of lines, share. Nearest: "lines".',
        'p.yml:5:30: validators.duplication.limit.share is 101, expected a number from 0 to 100.',
      ],
    ],
    [
      'wrong type',
      'validators:\n  lint: block\n',
      ['p.yml:2:9: validators.lint is "block", expected a mapping.'],
    ],
    [
      'wrong value',
      'validators:\n  lint:\n    level: blok\n',
      ['p.yml:3:12: validators.lint.level is "blok", expected block, warn or off. Nearest: "block".'],
    ],
    [
      'wrong case',
      'mode: Observe',
      ['p.yml:1:7: mode is "Observe", expected gate or observe. Nearest: "observe".'],
    ],
    [
      'word instead of a truth',
      'validators: { lint: { required: yes } }',
      ['p.yml:1:33: validators.lint.required is "yes", expected true or false.'],
    ],
    ['nothing', 'mode:\n', ['p.yml:1:6: mode is empty, expected gate or observe.']],
    ['key given twice', 'mode: gate\nmode: observe\n', ['p.yml:2:1: the key "mode" is given twice.']],
    ['tab', 'validators:\n\tlint: {}\n', ['p.yml:2:1: Tabs are not allowed as indentation.']],
    ['list', '- mode\n', ['p.yml:1:1: the file is a list, expected a mapping of keys to values.']],
    ['sentence', 'hello', ['p.yml:1:1: the file is "hello", expected a mapping of keys to values.']],
    ['custom tag', 'mode: !!js/function "x"\n', ['p.yml:1:7: a policy has no tags (!…).']],
    ['tag of YAML itself', 'mode: !!str gate\n', ['p.yml:1:13: a policy has no tags (!…).']],
    [
      'second document',
      'mode: gate\n---\n{}\n',
      ['p.yml:2:1: a policy is one document; another begins here.'],
    ],
    ['alias without anchor', 'mode: *nope\n', ['p.yml:1:7: this alias has no anchor.']],
    ['mapping as a key', '? [a]\n: b\n', ['p.yml:1:3: a key is a plain word.']],
    [
      'time of nothing',
      'time-budget: 0',
      ['p.yml:1:14: time-budget is 0, expected seconds from 1 to 21600, or a time like 90s or 5m.'],
    ],
    [
      'time in hours',
      'time-budget: 5h',
      ['p.yml:1:14: time-budget is "5h", expected seconds from 1 to 21600, or a time like 90s or 5m.'],
    ],
    [
      'time in words',
      'time-budget: forever',
      ['p.yml:1:14: time-budget is "forever", expected seconds from 1 to 21600, or a time like 90s or 5m.'],
    ],
    [
      'time without end',
      'time-budget: 999m',
      ['p.yml:1:14: time-budget is "999m", expected seconds from 1 to 21600, or a time like 90s or 5m.'],
    ],
    [
      'glob that is no list',
      'generated: dist',
      ['p.yml:1:12: generated is "dist", expected a list of globs.'],
    ],
    [
      'glob that can never match',
      'generated: ["a/**", "/a"]',
      [
        'p.yml:1:21: generated[1] is "/a", expected a glob from the root of the repository, without / or ./ in front.',
      ],
    ],
    [
      'baseline outside',
      'baseline: a/../../b.json',
      ['p.yml:1:11: baseline is "a/../../b.json", expected a path from the root of the repository.'],
    ],
    [
      'off and required',
      'validators: { lint: { level: off, required: true } }',
      ['p.yml:1:45: lint cannot be both off and required.'],
    ],
    [
      'unknown rule',
      'validators: { lint: { rules: { zz-frist: off } } }',
      ['p.yml:1:32: "zz-frist" is not a rule of lint (gatewright rules lists them). Nearest: "zz-first".'],
    ],
    [
      'rule of another validator',
      'validators: { lint: { rules: { imports/zz-only: off } } }',
      ['p.yml:1:32: "imports/zz-only" is not a rule of lint (gatewright rules lists them).'],
    ],
    [
      'rule given twice under two names',
      'validators: { lint: { rules: { zz-first: off, lint/zz-first: warn } } }',
      ['p.yml:1:47: the rule lint/zz-first is given twice.'],
    ],
    [
      'hostile text',
      'mode: "\\e[31m\\u202e::error::"',
      ['p.yml:1:7: mode is "\\u{1b}[31m\\u{202e}::error::", expected gate or observe.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('names the nearest language', () => {
    expect(problems('must-judge: [rust, javscript]')).toEqual([
      expect.stringMatching(
        /^p\.yml:1:20: must-judge\[1\] is "javscript", expected one of c, .* Nearest: "javascript"\.$/,
      ),
    ]);
  });

  it('tells ten problems and counts the rest', () => {
    const lines = problems(Array.from({ length: 14 }, (_, at) => `key${at}: 1`).join('\n'));
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('and 4 more');
    expect(() => parse('a: 1\nb: 2')).toThrow(/^p\.yml is not a valid policy, 2 problems:\n/);
  });
});

describe('[T83] a policy made to break the reader', () => {
  it('cannot multiply aliases', () => {
    const levels = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`);
    expect(problems(['l0: &l0 [x]', ...levels].join('\n'))).toContainEqual(
      expect.stringContaining('it has more than 20 aliases.'),
    );
  });

  it('cannot hold itself', () => {
    expect(problems('mode: &a [*a]')).toEqual([expect.stringContaining('nested more than 8 levels deep')]);
  });

  it.each(['[', '- ', '{a: ', '? ', '[[{a: '])('cannot nest %j without end', (part) => {
    const [said] = problems(part.repeat(Math.floor(100_000 / part.length)));
    expect(said).toContain('nested more than 8 levels deep');
  });

  it('cannot reach the prototype of anything', () => {
    expect(problems('__proto__: { mode: observe }\nconstructor: 1\n')).toEqual([
      expect.stringContaining('unknown key "__proto__"'),
      expect.stringContaining('unknown key "constructor"'),
    ]);
    expect(problems('validators: { lint: { rules: { __proto__: off, constructor: off } } }')).toEqual([
      expect.stringContaining('"__proto__" is not a rule of lint'),
      expect.stringContaining('"constructor" is not a rule of lint'),
    ]);
    expect(({} as { mode?: string }).mode).toBeUndefined();
  });

  it('always ends in settings or in a UserError', () => {
    const word = fc.constantFrom(
      'mode', 'gate', 'validators', 'lint', 'level', 'rules', ':', ' ', '\n', '  ', '- ', '&a ', '*a', '!!x ', '{', '}',
      '[', ']', ',', '"', "'", '|', '>', '#', '?', '<<', '\t', '\0', '\u2028', '---', '...', '%YAML 1.1', '__proto__', '0',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 40 }), (words) => {
        for (const line of problems(words.join('')))
          expect(line).toMatch(/^p\.yml:\d+:\d+: .|^and \d+ more$/);
      }),
      { seed: 83, numRuns: 1500 },
    );
  });
});
