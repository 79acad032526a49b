/** Input made to take all memory or all time, judged by the bundle: bounded, and never more said than was done. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watch } from '../../bench/watched.ts';
import { DIST, NODE_24 } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

/** Far above what is needed and far below what the input would take if it were held in several copies. */
const MOST_KB = 900_000;
const LANGUAGES = ['js', 'py', 'java', 'go'];

interface Report {
  readonly verdict: { readonly decision: string; readonly reasons: readonly string[] };
  readonly files: readonly {
    readonly path: string;
    readonly judgedBy: readonly string[];
    readonly notApplicable: Readonly<Record<string, string>>;
    readonly failed: Readonly<Record<string, string>>;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly path: string;
    readonly related: readonly { readonly path: string }[];
  }[];
}

// Most of it is git's and ESLint's own time; a machine with other work may need several times as much.
vi.setConfig({ testTimeout: 300_000 });

let project: Project;
afterEach(() => project.remove());

/** Runs `check`, holds it to the bound, and gives the report. */
async function judge(...args: string[]): Promise<{ code: number | null; report: Report }> {
  const [home, file] = [`${project.dir}.home`, path.join(`${project.dir}.home`, 'report.json')];
  fs.mkdirSync(home, { recursive: true });
  const output = ['--format', 'json', '--output', file];
  const ran = await watch([NODE_24, path.join(DIST, 'cli.js'), 'check', ...args, ...output], {
    cwd: project.dir,
    env: { HOME: home, XDG_CACHE_HOME: `${home}/cache`, XDG_STATE_HOME: `${home}/state` },
  });
  for (const { name, kb } of ran.peaks) expect(kb, name).toBeLessThan(MOST_KB);
  return { code: ran.code, report: JSON.parse(fs.readFileSync(file, 'utf8')) };
}

/** Every path and validator is said to be judged, not applicable or failed, and what failed is in the verdict. */
function expectHonest({ code, report }: Awaited<ReturnType<typeof judge>>): void {
  const failed = report.files.filter((file) => Object.keys(file.failed).length > 0);
  for (const file of report.files) {
    const handled = [...file.judgedBy, ...Object.keys(file.notApplicable), ...Object.keys(file.failed)];
    expect(new Set(handled)).toEqual(
      new Set(['lint', 'imports', 'paths', 'duplication', 'security', 'tampering', 'secrets']),
    );
  }
  expect(report.verdict.decision).toBe(failed.length > 0 ? 'could-not-judge' : 'pass');
  expect(code).toBe(failed.length > 0 ? 2 : 0);
}

const judgedBy = (report: Report, validator: string) =>
  report.files.filter((file) => file.judgedBy.includes(validator)).map((file) => file.path);

/** The same content for each language, each in its own spelling. */
const spelled = (of: (language: string) => string): Files =>
  Object.fromEntries(LANGUAGES.map((language) => [`a.${language}`, of(language)]));

const FUNCTION: Readonly<Record<string, (body: string) => string>> = {
  js: (body) => `export function f(a, b) {\n${body}return a;\n}\n`,
  py: (body) => `def f(a, b):\n${body.replace(/^/gm, '    ')}return a\n`,
  java: (body) => `class A {\n  int f(int a, int b) {\n${body}return a;\n}\n}\n`,
  go: (body) => `package a\n\nfunc f(a int, b int) int {\n${body}return a\n}\n`,
};
const inFunction = (language: string, body: string) => FUNCTION[language]?.(body) ?? '';

describe('a file of 500 MB', () => {
  const write = () => {
    const file = path.join(project.dir, 'large.js');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 500_000_000);
  };
  const expectTooLarge = ({ code, report }: Awaited<ReturnType<typeof judge>>) => {
    const file = report.files.find((one) => one.path === 'large.js');
    expect(file?.failed['lint']).toContain('larger than 5 MB (500.0 MB)');
    expect(file?.judgedBy).not.toContain('duplication');
    expect(report.verdict.decision).toBe('could-not-judge');
    expect(code).toBe(2);
  };

  it('[T60] in the working tree is streamed, and could not be judged', async () => {
    project = makeProject({ 'a.js': 'export const a = 1;\n' });
    write();
    expectTooLarge(await judge());
  });

  it('[T60] in a commit is never held, and could not be judged', async () => {
    project = makeProject({ 'a.js': 'export const a = 1;\n' });
    project.git('config', 'core.bigFileThreshold', '1m');
    project.git('config', 'core.compression', '1');
    write();
    project.commit('large', {});
    expectTooLarge(await judge('--base', 'main', '--head', 'feature'));
  });
});

describe('very many files', () => {
  it('[T61] of a change of 10,000 are all in the report, by all validators', async () => {
    const file = (at: number): [string, string] => {
      const language = LANGUAGES[at % 5] ?? 'txt';
      return [`f${at % 100}/n${at}.${language}`, FUNCTION[language]?.(`a = b + ${at}\n`) ?? `${at}\n`];
    };
    project = makeProject(
      { 'a.js': '\n' },
      Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => file(at))),
    );
    const judged = await judge('--base', 'main', '--head', 'feature');
    expect(judged.report.files).toHaveLength(10_000);
    expect(judgedBy(judged.report, 'duplication')).toHaveLength(8_000);
    expect(judgedBy(judged.report, 'paths')).toHaveLength(10_000);
    expectHonest(judged);
  });
});

describe('one line of 5 MB', () => {
  it('[T82] is judged or said not to be, in four languages at once', async () => {
    const calls = 'f(a, "b", 1); '.repeat(350_000);
    project = makeProject(
      { 'a.txt': '\n' },
      spelled((language) => inFunction(language, `${calls}\n`)),
    );
    const judged = await judge('--base', 'main', '--head', 'feature');
    expect(judged.report.files).toHaveLength(4);
    expect(judgedBy(judged.report, 'duplication')).toHaveLength(4);
    expectHonest(judged);
  });
});

describe('50,000 identical functions', () => {
  const BODY =
    'const c = a.size > b.size ? a.first(b) : b.last(a);\nif (c) a.push(c, b);\nelse b.pop(c + 1);\n';

  it('[T82] in one file are judged or said not to be', async () => {
    const one = 'function f(a, b) {\nif (a > b) {\na = b + 1;\nb = a * 2;\n}\nreturn a - b;\n}\n';
    project = makeProject({ 'a.txt': '\n' }, { 'a.js': one.repeat(50_000) });
    const judged = await judge('--base', 'main', '--head', 'feature');
    expect(judgedBy(judged.report, 'duplication')).toEqual(['a.js']);
    expectHonest(judged);
  });

  it('[T82] in a thousand files are found, in fewer words than functions', async () => {
    const fifty = Array.from({ length: 50 }, (_, at) => inFunction('js', BODY).replace('f(', `f${at}(`)).join(
      '',
    );
    const files = Array.from({ length: 1_000 }, (_, at) => [`d${at % 20}/m${at}.js`, fifty]);
    project = makeProject({ 'a.txt': '\n' }, Object.fromEntries(files));
    const judged = await judge('--base', 'main', '--head', 'feature');
    const copies = judged.report.findings.filter(({ rule }) => rule === 'duplication/verbatim-copy');
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.length).toBeLessThanOrEqual(1_000);
    expectHonest(judged);
  });
});

describe('100,000 nested brackets', () => {
  const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`;

  it('[T82] are judged or said not to be, in four languages at once', async () => {
    project = makeProject(
      { 'a.txt': '\n' },
      {
        'array.js': `export const a = ${deep('[', ']')};\n`,
        'calls.ts': `export const a = ${deep('f(', ')')};\n`,
        'functions.js': deep('function f(a) { ', ' }'),
        'templates.js': deep('`${', '}`'),
        'a.py': `a = ${deep('[', ']')}\n`,
        'b.py': `def f(a):\n    return ${deep('(lambda a: ', ')')}\n`,
        'A.java': `class A { int a = ${deep('(', ')')}; }\n`,
        'B.java': `class B { void f() ${deep('{', '}')} }\n`,
        'a.go': `package a\n\nvar a = ${deep('(', ')')}\n`,
        'b.go': `package a\n\nvar b = ${deep('func() int { return ', ' }')}\n`,
      },
    );
    const judged = await judge('--base', 'main', '--head', 'feature');
    expect(judgedBy(judged.report, 'duplication')).toHaveLength(10);
    expectHonest(judged);
  });
});

describe('functions of a million tokens', () => {
  it('[T82] are compared, in four languages at once', async () => {
    const body = 'a = b + 1;\n'.repeat(210_000);
    const copies = (folder: string) =>
      Object.entries(spelled((language) => inFunction(language, body))).map(
        ([name, text]) => [`${folder}/${name}`, text] as const,
      );
    project = makeProject({ 'a.txt': '\n' }, Object.fromEntries([...copies('one'), ...copies('two')]));
    const judged = await judge('--base', 'main', '--head', 'feature', '--only', 'duplication');
    expect(judgedBy(judged.report, 'duplication')).toHaveLength(8);
    // A folder that repeats another one is said once, with every place in it.
    const [copied, ...others] = judged.report.findings;
    expect([copied?.rule, ...others]).toEqual(['duplication/verbatim-copy']);
    const places = copied ? [copied, ...copied.related] : [];
    expect(new Set(places.map(({ path: at }) => path.extname(at)))).toEqual(
      new Set(['.js', '.py', '.java', '.go']),
    );
    expect(judged.code).toBe(0);
  });
});
