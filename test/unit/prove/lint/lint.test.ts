/** Lint as a validator: what it applies to, where it points, what it keeps and what it survives. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../../src/domain/change.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import { lint } from '../../../../src/prove/validators/lint/lint.ts';
import { changeOf } from '../../../support/trees.ts';
import { judgeChange, MemoryFacts, observe, rulesIn } from './judging.ts';

const fileAt = async (name: string, over: Partial<ChangedFile> = {}): Promise<ChangedFile> => {
  const change = await changeOf({}, { [name]: 'x' });
  return { ...(change.files[0] as ChangedFile), ...over };
};

describe('what lint applies to', () => {
  it.each([
    'a.js',
    'a.mjs',
    'a.cjs',
    'a.jsx',
    'a.ts',
    'a.mts',
    'a.cts',
    'a.tsx',
    'A.TS',
    'x/eslint.config.js',
  ])('reads %s', async (name) => expect(lint.appliesTo(await fileAt(name))).toBe(true));

  it.each(['a.py', 'a.json', 'a.vue', 'js', 'a.js.map'])('does not read %s, and says why', async (name) =>
    expect(lint.appliesTo(await fileAt(name))).toBe('lint reads JavaScript and TypeScript'),
  );

  it('names what keeps a script from being read', async () => {
    const head = { path: repoPath('a.js'), oid: '0' };
    expect(lint.appliesTo(await fileAt('a.js', { head: null }))).toBe('deleted');
    expect(lint.appliesTo(await fileAt('a.js', { head: { ...head, mode: 'symlink' } }))).toBe(
      'symbolic link',
    );
    expect(lint.appliesTo(await fileAt('a.js', { head: { ...head, mode: 'submodule' } }))).toBe('submodule');
    expect(lint.appliesTo(await fileAt('a.js', { exempt: 'minified' }))).toBe('minified');
  });

  it('[T74] judges added .cts files and files below node_modules like any other', async () => {
    const seen = await observe({
      'src/a.cts': 'export const a = (b: number): boolean => b === b;',
      'node_modules/left/index.js': 'module.exports = (a) => a === a;',
      'dist/.hidden/b.mjs': 'export const a = (b) => b === b;',
    });
    expect(seen.map(({ at, rule }) => [at.path, rule])).toEqual([
      ['dist/.hidden/b.mjs', 'lint/no-self-compare'],
      ['node_modules/left/index.js', 'lint/no-self-compare'],
      ['src/a.cts', 'lint/no-self-compare'],
    ]);
  });
});

const PLANTED: readonly [string, string][] = [
  ['no-unreachable', 'export function f(a: () => void): number {\n  return 1;\n  a();\n}'],
  ['no-dupe-keys', 'export const a = { b: 1, b: 2 };'],
  [
    'no-duplicate-case',
    'export function f(a: number): number {\n  switch (a) {\n    case 1:\n      return 1;\n    case 1:\n      return 2;\n  }\n  return 3;\n}',
  ],
  ['no-const-assign', 'export const a = 1;\nexport const f = (): void => {\n  a = 2;\n};'],
  ['no-self-compare', 'export const f = (a: number): boolean => a === a;'],
  ['array-callback-return', 'export const f = (a: number[]): number[] => a.map((b) => {\n  b + 1;\n});'],
  [
    'no-unsafe-finally',
    'export function f(): number {\n  try {\n    return 1;\n  } finally {\n    return 2;\n  }\n}',
  ],
  ['no-unsafe-negation', "export const f = (a: object): boolean => !'b' in a;"],
];

describe('the eight kinds of defects', () => {
  const untyped = (text: string) => text.replace(/: (\(\) => void|number\[\]|\w+)(?=[,)]| [={])/g, '');
  it.each(PLANTED)('%s is found in TypeScript and in JavaScript', async (rule, text) => {
    const files = { 'a.ts': text, 'b.tsx': text, 'c.js': untyped(text), 'd.jsx': untyped(text) };
    for (const [name, content] of Object.entries(files)) {
      expect(rulesIn(await observe({ [name]: content })), `${name}: ${content}`).toEqual([`lint/${rule}`]);
    }
  });
});

describe('the input of tests', () => {
  const dead = 'export function f() { return 1; f(); }';
  it.each([
    'test/statsCases/dead/index.js',
    'packages/a/__tests__/fixtures/dead.mjs',
    'src/__fixtures__/dead.js',
    'tests/cases/dead.js',
  ])('may hold defects: %s', async (name) => {
    const [seen, ...more] = await observe({ [name]: dead });
    expect(more).toEqual([]);
    expect(seen?.rule).toBe('lint/defect-in-test-input');
    expect(seen?.message).toBe('Unreachable code. (lint/no-unreachable)');
  });

  it.each(['test/dead.js', 'test/cases/dead.test.js', 'src/cases/dead.js', 'src/inputs/dead.ts'])(
    'is not where %s lies',
    async (name) => expect(rulesIn(await observe({ [name]: dead }))).toContain('lint/no-unreachable'),
  );

  it('may not deceive its reader', async () => {
    const turned = "export const a = 'x\u202ey';";
    expect(rulesIn(await observe({ 'test/fixtures/a.js': turned }))).toEqual(['lint/detect-bidi-characters']);
  });
});

describe('lines that nobody wrote by hand', () => {
  it('may compare a value with itself', async () => {
    const generated = `export function check(a) { const errors = a.length; ${'a();'.repeat(120)} return errors === errors; }`;
    expect(rulesIn(await observe({ 'a.js': generated }))).toEqual(['lint/no-self-compare-meant']);
  });
});

describe('places', () => {
  const defect = 'export const f = (a) => a === a;';

  it.each([
    ['LF', '\n', 3],
    ['CRLF', '\r\n', 3],
    ['U+2028, which ends no line for git', '\u2028', 1],
    ['U+2029, which ends no line for git', '\u2029', 1],
    ['a lone CR, which ends no line for git', '\r', 1],
  ])('count the lines of git after %s', async (_, end, line) => {
    const text = `//${end}//${end}${defect}`;
    const seen = (await observe({ 'a.js': text })).find(({ rule }) => rule === 'lint/no-self-compare');
    const column = text.length - text.lastIndexOf('\n') - 'a === a;'.length;
    expect(seen?.at).toMatchObject({ line, endLine: line, column, endColumn: column + 'a === a'.length });
  });

  it.each([
    ['a byte order mark', `\ufeff${defect}`, 25],
    ['two byte order marks', `\ufeff\ufeff${defect}`, 26],
  ])('are counted behind %s', async (_, text, column) => {
    const [seen] = await observe({ 'a.js': text });
    expect(seen?.at).toMatchObject({ line: 1, column });
  });

  it('are those of the text in a UTF-16 file', async () => {
    const bytes = Buffer.from(`\ufeff// ä\n${defect}`, 'utf16le');
    const [seen] = await observe({ 'a.js': bytes });
    expect(seen?.at).toMatchObject({ line: 2, column: 25 });
  });
});

describe('fixes', () => {
  it('say what stands there and what should, in offsets of the decoded text', async () => {
    const text = "\ufeff// ä\r\nexport const a = { ['b']: 1 };\r\n";
    const [seen] = await observe({ 'a.js': text });
    const [edit] = seen?.fix ?? [];
    const decoded = text.slice(1);
    expect(edit?.expect).toBe("['b']");
    expect(decoded.slice(edit?.start, edit?.end)).toBe(edit?.expect);
    expect(edit?.replace).toBe("'b'");
  });

  it('are left out where the bytes could not be written back', async () => {
    const odd = Buffer.concat([
      Buffer.from("\ufeffexport const a = { ['b']: 1 };", 'utf16le'),
      Buffer.from([0x20]),
    ]);
    const [seen] = await observe({ 'a.js': odd });
    expect(seen?.rule).toBe('lint/no-useless-computed-key');
    expect(seen?.fix).toBeUndefined();
  });
});

describe('ways to write JavaScript', () => {
  it.each([
    ['a hashbang', 'a.js', '#!/usr/bin/env node\nexport const a = 1;'],
    ['JSX in a .js file', 'a.js', 'export const a = <b>c</b>;'],
    ['TSX', 'a.tsx', 'export const a = <T,>(b: T): unknown => <p>{String(b)}</p>;'],
    ['decorators in TypeScript', 'a.ts', '@sealed\nexport class A {\n  @log b = 1;\n}'],
    ['decorators in JavaScript', 'a.js', '@sealed\nexport class A {\n  @log b = 1;\n}'],
    ['a return at the top of a script', 'a.js', 'if (a()) return;\nb();'],
    ['await as a name in a script', 'a.js', 'var await = 1;\nb(await);'],
    ['with in a script', 'a.cjs', 'with (a) b();'],
    ['await at the top of a module', 'a.mjs', 'await a();'],
    ['Flow', 'a.js', '// @flow\nexport const f = (a: ?number): void => a();'],
    ['a declaration file', 'a.d.ts', 'export declare function f(a: number): void;\ndeclare const b: string;'],
    ['an empty file', 'a.ts', ''],
  ])('%s is read and stays silent', async (_, name, text) => {
    expect(await observe({ [name]: text })).toEqual([]);
  });

  it('sees defects in a script that is no module, in Flow and behind decorators', async () => {
    const seen = await observe({
      'a.js': 'with (a) b();\nmodule.exports = (c) => c === c;',
      'b.js': '// @flow\nexport const f = (a: number): boolean => a === a;',
      'c.js': '@sealed\nexport class A {\n  b = (a) => a === a;\n}',
    });
    expect(seen.map(({ rule }) => rule)).toEqual(Array(3).fill('lint/no-self-compare'));
  });
});

describe('the repository', () => {
  it('cannot configure lint or be run by it', async () => {
    const sentinel = path.join(os.tmpdir(), `gatewright-lint-${process.pid}`);
    const evil = `require('fs').writeFileSync(${JSON.stringify(sentinel)}, '');\nmodule.exports = [{ rules: {} }];`;
    const seen = await observe({
      'eslint.config.js': evil,
      'eslint.config.cjs': evil,
      '.eslintrc.js': evil,
      '.eslintrc.json': '{ "root": true, "rules": { "no-self-compare": "off" } }',
      '.eslintignore': '*',
      'tsconfig.json': '{ "extends": "./evil" }',
      'package.json': '{ "eslintConfig": { "rules": { "no-self-compare": "off" } } }',
      'a.js': 'export const f = (a) => a === a;',
    });
    expect(rulesIn(seen)).toEqual(['lint/no-self-compare']);
    expect(fs.existsSync(sentinel)).toBe(false);
  });
});

describe('facts', () => {
  it('are computed once for a blob, whatever its path, and again for another form', async () => {
    const facts = new MemoryFacts();
    const text = 'export const f = (a) => a === a;';
    const cold = await judgeChange(await changeOf({}, { 'a.js': text, 'b/c.js': text }), facts);
    expect(facts.computed).toBe(1);
    const warm = await judgeChange(await changeOf({}, { 'a.js': text, 'b/c.js': text }), facts);
    expect(facts.computed).toBe(1);
    expect(warm).toEqual(cold);
    await judgeChange(await changeOf({}, { 'a.ts': text }), facts);
    expect(facts.computed).toBe(2);
  });

  it('name the file that is being looked at', async () => {
    const { at } = await judgeChange(await changeOf({}, { 'a.js': '1;', 'b.py': '', 'c.ts': '1;' }));
    expect(at).toEqual(['a.js', 'c.ts']);
  });
});

describe('hostile files', () => {
  const deep = (open: string, close: string) =>
    `export const a = ${open.repeat(100_000)}1${close.repeat(100_000)};`;

  it.each([
    ['brackets in JavaScript', { 'a.js': deep('[', ']') }],
    ['parentheses in TypeScript', { 'a.ts': deep('(', ')') }],
    ['unfinished brackets', { 'a.js': '['.repeat(100_000) }],
    ['blocks', { 'a.ts': '{'.repeat(100_000) + '}'.repeat(100_000) }],
  ])('[T82] fail alone when nested 100,000 deep: %s', async (_, files) => {
    const change = await changeOf({}, { ...files, 'z.js': 'export const f = (a) => a === a;' });
    const { observations, failed } = await judgeChange(change);
    expect([...failed.keys()]).toEqual(Object.keys(files));
    expect([...failed.values()][0]).toMatch(/nested too deeply/);
    expect(rulesIn(observations)).toEqual(['lint/no-self-compare']);
  });

  it('[T82] survive a line of 1 MB', async () => {
    const seen = await observe({
      'a.js': `export const a = '${'x'.repeat(1_000_000)}';\nexport const f = (b) => b === b;`,
      'b.js': `export const a = [${'1,'.repeat(100_000)}];\nexport const f = (b) => b === b;`,
    });
    expect(seen.map(({ rule }) => rule)).toEqual(['lint/no-self-compare', 'lint/no-self-compare']);
  });

  it('[T82] do not stall on patterns made to stall a reader of patterns', async () => {
    const body = `(?:${'a*'.repeat(2000)})*`;
    const seen = await observe({
      'a.js': `export const a = /${body}${'('.repeat(500)}b${')+'.repeat(500)}/;`,
    });
    expect(seen.every(({ message }) => message.length <= 300)).toBe(true);
  });

  it.each([
    ['placeholders that never end', '{{a'.repeat(300_000)],
    ['blank lines before nothing', `${'\n'.repeat(1_000_000)}(`],
    ['blanks in a comment', `/* eslint-disable${' '.repeat(1_000_000)}*/ export const f = (a) => a === a;`],
    ['a pattern in a string', `new RegExp('${'(['.repeat(200_000)}');`],
    ['thousands of findings', 'export const f = (a) => [' + 'a === a,'.repeat(5000) + '];'],
  ])('[T82] cannot stall what lint itself searches: %s', async (_, text) => {
    const started = process.cpuUsage().user;
    await judgeChange(await changeOf({}, { 'test/a.js': text }));
    // A quadratic search over a megabyte takes minutes; this is a bound against that, no measurement.
    expect(process.cpuUsage().user - started).toBeLessThan(40e6);
  });

  it('that cannot be read fail with the reason', async () => {
    const change = await changeOf({}, { 'a.js': '1;', 'b.js': '2;' });
    const head = {
      ...change.head,
      bytes: async (oid: string) =>
        oid === change.files[0]?.head?.oid
          ? ({ kind: 'too-large', size: 9e8 } as const)
          : change.head.bytes(oid),
    };
    const { failed } = await judgeChange({ ...change, head });
    expect([...failed]).toEqual([['a.js', expect.stringContaining('900000000 bytes')]]);
  });
});
