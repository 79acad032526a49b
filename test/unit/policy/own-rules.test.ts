/** Rules of the maintainers' own: read from the policy's tree, and told apart when something is wrong with them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { readOwnRules } from '../../../src/policy/own-rules.ts';
import { treeOf, type Files } from '../../support/trees.ts';

const rule = (id: string, more = ''): string =>
  `  - { id: ${id}, languages: [js], severity: ERROR, message: 'It is bad. Mend it.', pattern: x()${more} }\n`;
const file = (...rules: string[]): string => `rules:\n${rules.join('')}`;

const read = (files: Files, names = ['rules']) => readOwnRules('p.yml', names, treeOf(files));
const load = (files: Files) => loadPolicy({ base: treeOf(files), baseCommit: null });

describe('rules that a policy names', () => {
  it('are those of a file, or of all files below a folder but tests', async () => {
    const files = {
      'rules/a.yml': file(rule('a')),
      'rules/deep/b.yaml': file(rule('b')),
      'rules/a.test.yml': 'no: rules',
      'rules/a.js': 'x()',
      'more.yml': file(rule('c')),
    };
    expect([...(await read(files, ['rules/', 'more.yml'])).rules.keys()]).toEqual([
      'security/a',
      'security/b',
      'security/c',
    ]);
  });

  it('tell reports what their files say of them', async () => {
    const more = `, metadata: { cwe: ['CWE-89: SQL', 'CWE-20'], owasp: ['A03:2021 - Injection'], confidence: MEDIUM, security-severity: 7.5, hint: Do not. }`;
    const own = await read({ 'rules/a.yml': file(rule('a', more)) });
    expect(own.rules.get('security/a')).toMatchObject({
      severity: 'error',
      confidence: 'medium',
      title: 'It is bad',
      why: "One of the repository's own rules says so (rules/a.yml).",
      fix: 'Do not.',
      cwe: [89, 20],
      owasp: 'A03:2021',
      securitySeverity: 7.5,
      languages: ['javascript'],
    });
  });

  it('are named by levels and escalations like those that ship', async () => {
    const policy = await load({
      '.github/gatewright.yml':
        'rules: [rules]\nvalidators: { security: { rules: { a: warn } } }\nescalate: [{ rules: [security/a], to: [ada] }]\n',
      'rules/a.yml': file(rule('a')),
    });
    expect(policy.validators.get('security')?.rules.get('security/a')).toBe('warn');
    expect(policy.escalate).toEqual([{ rules: ['security/a'], to: ['ada'] }]);
    expect(policy.files).toContain('rules/a.yml');
  });

  it('may look at any text where they need no grammar', async () => {
    const generic = `  - { id: t, languages: [generic], severity: INFO, message: T., pattern: TODO, paths: { include: ['*.md'] } }\n`;
    const own = await read({ 'rules/a.yml': file(rule('a'), generic) });
    expect(own.texts).toEqual([{ include: ['*.md'], exclude: [] }]);
  });
});

describe('the name of a rule', () => {
  const namesIn = async (files: Files) =>
    (await read(files)).files.map(({ names }) => names.map(([id, name]) => `${id}: ${name}`));

  it('is its id, and has the folders in front where others have that id, too', async () => {
    const own = await namesIn({
      'rules/go/a.yml': file(rule('a'), rule('one')),
      'rules/java/a.yml': file(rule('a')),
      'rules/java/b.yml': file(rule('a'), rule('sql-injection')),
    });
    expect(own).toEqual([
      ['a: rules.go.a', 'one: one'],
      ['a: rules.java.a'],
      ['a: rules.java.b.a', 'sql-injection: rules.java.sql-injection'],
    ]);
  });

  it('does not hang on folders that could not stand in one', async () => {
    const own = await namesIn({ 'rules/.x/a b/r.yml': file(rule('a')), 'rules/c.yml': file(rule('a')) });
    expect(own.flat()).toEqual(['a: rules._x.a_b.a', 'a: rules.a']);
  });

  it("is nobody else's", async () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'sql-injection', 'rules.a', 'rules.x.a'), {
      maxLength: 4,
    });
    const paths = ['rules/f.yml', 'rules/g.yml', 'rules/x/f.yml', 'rules/x/a.yml'];
    await fc.assert(
      fc.asyncProperty(fc.tuple(ids, ids, ids, ids), async (given) => {
        const files = paths.map((path, at) => [path, file(...[...new Set(given[at])].map((id) => rule(id)))]);
        const own = await read(Object.fromEntries(files) as Files);
        const names = own.files.flatMap((each) => each.names.map(([, name]) => name));
        expect(new Set(names).size).toBe(names.length);
        expect([...own.rules.keys()]).toEqual(names.map((name) => `security/${name}`));
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is wrong with one rule', () => {
  it('is said with its place, and the others are read', async () => {
    const own = await read({
      'rules/a.yml': file(rule('a'), '  - { id: b, languages: [js], severity: ERROR, pattern: x }\n'),
      'rules/b.yml': 'rules: [',
      'rules/c.yml': file(rule('c')),
    });
    expect([...own.rules.keys()]).toEqual(['security/a', 'security/c']);
    expect(own.problems).toEqual([
      expect.stringMatching(/^rules\/a\.yml:3:5: b, .*it has no message\.$/),
      expect.stringMatching(/^rules\/b\.yml:\d+:\d+: /),
    ]);
  });

  it('is said of an id that nobody could name', async () => {
    const own = await read({ 'rules/a.yml': file(rule('"a b"')), 'rules/b.yml': file(rule('b')) });
    expect(own.problems).toEqual([
      'rules/a.yml: a b: an id is made of letters, digits, dots, dashes and underscores.',
    ]);
    expect([...own.rules.keys()]).toEqual(['security/b']);
  });

  it('is no problem where it is only not supported: then it is not run', async () => {
    const own = await read({
      'rules/a.yml': file('  - { id: j, languages: [js], severity: ERROR, message: J., mode: join }\n'),
    });
    expect(own.problems).toEqual([]);
    expect(own.notRun).toEqual([expect.stringMatching(/^The rule j \(rules\/a\.yml\) is not run: /)]);
  });

  it('is said of a link and of what is no text', async () => {
    const own = await read({ 'rules/a.yml': Buffer.from([0x72, 0xff, 0xfe]) });
    expect(own.problems).toEqual(['rules/a.yml: it is not UTF-8 text.']);
  });

  it('[T83] is capped: aliases that hold one another, deep nesting, keys of the prototype', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.replace(/./g, (key) => `${key}: &${key} [${`*${String.fromCodePoint((key.codePointAt(0) ?? 0) - 1)},`.repeat(9)}]\n`)}rules: *i\n`;
    const own = await read({
      'rules/a.yml': bomb,
      'rules/b.yml': `rules: ${'['.repeat(100_000)}`,
      'rules/c.yml':
        'rules:\n  - { __proto__: { id: x }, id: p, languages: [js], severity: ERROR, message: P., pattern: x }\n',
      'rules/d.yml': file(rule('d')),
    });
    expect([...own.rules.keys()]).toEqual(['security/d']);
    for (const name of ['a', 'b', 'c']) expect(own.problems.join('\n')).toContain(`rules/${name}.yml`);
  });

  it('never is the end of reading, whatever the file holds', async () => {
    const line = fc.constantFrom(
      'rules:',
      '  - id: a',
      '    pattern: $X',
      '    mode: taint',
      '- ',
      '{',
      '&a',
      '*a',
      '\t',
      '    languages: [js]',
      '    message: |',
      '    severity: ERROR',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const own = await read({ 'rules/a.yml': lines.join('\n'), 'rules/b.yml': file(rule('b')) });
        expect(own.rules.has('security/b')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

it('[I9] bounds how many files are read, and how much text', async () => {
  const many = Array.from({ length: 1001 }, (_, at) => [`rules/${at}.yml`, file(rule(`a${at}`))]);
  await expect(read(Object.fromEntries(many) as Files)).rejects.toThrow('names 1001 rule files');
  const large = { 'rules/a.yml': `#${'x'.repeat(4_500_000)}`, 'rules/b.yml': `#${'y'.repeat(4_500_000)}` };
  await expect(read(large)).rejects.toThrow('more than 8 MB together');
});

it('a name without a rule file is a UserError that says so', async () => {
  const policy = { '.github/gatewright.yml': 'rules: [none]\n', 'rules/a.yml': file(rule('a')) };
  await expect(load(policy)).rejects.toThrow(UserError);
  await expect(load(policy)).rejects.toThrow('.github/gatewright.yml names the rules "none"');
});
