/** The imports validator as the prover calls it: observations, fixes, importers of deleted files, bounds. */
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/domain/change.ts';
import type { Observation } from '../../../../src/domain/finding.ts';
import type { Facts, Judgement } from '../../../../src/domain/validator.ts';
import { rulesOf } from '../../../../src/kit/rules.ts';
import { imports } from '../../../../src/prove/validators/imports/imports.ts';
import { computedFacts } from '../../../support/facts.ts';
import { blobId as blobOf, changeOf, type Files } from '../../../support/trees.ts';

const compute = computedFacts();

const scopeOf = (change: Change) => ({
  ...{ base: change.base, head: change.head, files: change.files, changed: change.files },
  ...{ sees: () => true, at: () => undefined },
});

async function judge(head: Files, base: Files = {}, facts: Facts = compute): Promise<Judgement> {
  const change = await changeOf(base, head);
  const files = change.files.filter((file) => imports.appliesTo(file) === true);
  const run = await imports.load();
  return run({ ...scopeOf(change), files, facts });
}

const seen = async (...given: Parameters<typeof judge>) => (await judge(...given)).observations;

/** The file's text after the fix of an observation. */
function mended(text: string, observation: Observation | undefined): string | null {
  const edit = observation?.fix?.[0];
  if (!edit || text.slice(edit.start, edit.end) !== edit.expect) return null;
  return text.slice(0, edit.start) + edit.replace + text.slice(edit.end);
}

describe.each(rulesOf('imports').map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.bad.map((files) => [JSON.stringify(files), files] as const))(
    'reports %s',
    async (_, files) => {
      expect((await seen(files)).map((observation) => observation.rule)).toContain(id);
    },
  );
  it.each(rule.good.map((files) => [JSON.stringify(files), files] as const))(
    'is silent on %s',
    async (_, files) => {
      expect((await seen(files)).map((observation) => observation.rule)).not.toContain(id);
    },
  );
});

describe('an observation', () => {
  it('stands on the specifier without its quotes', async () => {
    const [observation] = await seen({ 'a.ts': "\nimport x from './missing';\n" });
    expect(observation?.at).toEqual({ path: 'a.ts', line: 2, column: 16, endLine: 2, endColumn: 25 });
  });
  it('never carries raw control characters or endless names', async () => {
    const [observation] = await seen({
      'a.ts': `import x from './\u202e${'m'.repeat(5000)}';\n`.replace('m'.repeat(5000), 'm'.repeat(900)),
    });
    expect(observation?.message).toContain('\\u{202e}');
    expect(observation?.message.length).toBeLessThan(700);
  });
});

describe('many imports that lead nowhere', () => {
  const names = Array.from({ length: 25 }, (_, at) => `unit${at}`);
  const index = names.map((name) => `export * from './${name}/index.js';\n`).join('');
  const rules = async (...given: Parameters<typeof judge>) =>
    new Set((await seen(...given)).map(({ rule }) => rule));

  it('are less certain when none leads anywhere: the file is written for what a build makes', async () => {
    expect(await rules({ 'src/esm/index.js': index })).toEqual(new Set(['imports/likely-missing-file']));
    const more = `${index}export * from './more/index.js';\n`;
    const grown = await rules({ 'src/esm/index.js': more }, { 'src/esm/index.js': index });
    expect(grown).toEqual(new Set(['imports/likely-missing-file']));
  });
  it('are certain when one does, and when they did before the change', async () => {
    const missing = new Set(['imports/missing-file']);
    expect(await rules({ 'src/index.js': `${index}import './a.js';\n`, 'src/a.js': '' })).toEqual(missing);
    const before = Object.fromEntries(names.map((name) => [`src/${name}/index.js`, '']));
    expect(await rules({ 'src/index.js': `${index}\n` }, { ...before, 'src/index.js': index })).toEqual(
      missing,
    );
  });
});

describe('a fix', () => {
  it.each([
    ['./helper', { 'helpers.ts': '' }, './helpers'],
    ['./Helper.js', { 'helper.ts': '' }, './helper.js'],
    ['./parse.js', { 'lib/deep/parse.ts': '' }, './lib/deep/parse.js'],
    ['./hepler', { 'helper.ts': '' }, './helper'],
    ['node:fs/promise', {}, 'node:fs/promises'],
    ['expres', { 'package.json': '{"dependencies":{"express":"5","koa":"1"}}' }, 'express'],
    ['fastify_plugin/x', { 'package.json': '{"dependencies":{"fastify-plugin":"5"}}' }, 'fastify-plugin/x'],
  ])('for %s beside %j is %s', async (wrong, files, right) => {
    const text = `import '${wrong}';\n`;
    const [observation] = await seen({ ...files, 'a.ts': text });
    expect(mended(text, observation)).toBe(`import '${right}';\n`);
  });
  it.each([
    ['./helper', { 'helpera.ts': '', 'helperb.ts': '' }],
    ['./parse', { 'x/parse.ts': '', 'y/parse.ts': '' }],
    ['./utterly-unknown', { 'other.ts': '' }],
    ['node:lodash', {}],
  ])('for %s beside %j is not offered: more than one answer, or none', async (wrong, files) => {
    const [observation] = await seen({ ...files, 'a.ts': `import '${wrong}';\n` });
    expect(observation).toBeDefined();
    expect(observation?.fix).toBeUndefined();
  });
  it.each([
    ["import { readUsre } from './b.js';", "import { readUser as readUsre } from './b.js';"],
    ["import { readUsre as read } from './b.js';", "import { readUser as read } from './b.js';"],
    ["export { readUsre } from './b.js';", "export { readUser as readUsre } from './b.js';"],
    ["import { type readUsre } from './b.js';", "import { type readUser as readUsre } from './b.js';"],
  ])('for a name that a module does not give keeps what the code calls it: %s', async (text, right) => {
    const [observation] = await seen({ 'b.ts': 'export function readUser() {}\n', 'a.ts': text });
    expect(mended(text, observation)).toBe(right);
  });
  it.each([
    [
      'two names are as near',
      'export const readUserA = 1, readUserB = 2;\n',
      "import { readUserC } from './b.js';",
    ],
    ['none is near', 'export const other = 1;\n', "import { readUser } from './b.js';"],
  ])('for a name that a module does not give is not offered where %s', async (_why, module, text) => {
    const [observation] = await seen({ 'b.ts': module, 'a.ts': text });
    expect(observation?.rule).toBe('imports/missing-export');
    expect(observation?.fix).toBeUndefined();
  });
  it('for a name that a Python module does not define keeps what the code calls it', async () => {
    const text = 'from .serializers import dmup\n';
    const files = { 'app/__init__.py': '', 'app/serializers.py': 'def dump(): ...\n', 'app/a.py': text };
    expect(mended(text, (await seen(files))[0])).toBe('from .serializers import dump as dmup\n');
  });
  it('mends a module of a Python package', async () => {
    const text = 'from .serializer import dump\n';
    const files = { 'app/__init__.py': '', 'app/serializers.py': 'def dump(): ...\n', 'app/a.py': text };
    expect(mended(text, (await seen(files))[0])).toBe('from .serializers import dump\n');
  });
});

describe('what is guarded or lies among fixtures', () => {
  it.each<Files>([
    { 'a.js': "try { require('./optional'); } catch {}\n" },
    {
      'a.py':
        'try:\n    import fast\nexcept ImportError:\n    fast = None\nif fast:\n    from fast import x\n',
      'requirements.txt': 'flask\n',
    },
    { 'tests/fixtures/broken.js': "import './missing';\n" },
    { 'tests/data/cases/broken.py': 'from .missing import x\n' },
    { 'a.test.js': "await import('./missing');\nvi.mock('./other', () => 1);\nimport './other';\n" },
    {
      'tests/test_a.py': 'def test(p):\n    p.write("made_up.py")\n    import made_up\n',
      'requirements.txt': 'pytest\n',
    },
  ])('is not reported: %j', async (files) => {
    expect(await seen(files)).toEqual([]);
  });
});

describe('a deleted or renamed source', () => {
  it('is reported where unchanged files still import it', async () => {
    const kept = {
      'a.ts': "import { b } from './lib/b';\nimport './missing-before';\n",
      'c.ts': 'export {};\n',
    };
    const observations = await seen(
      { ...kept, 'lib/d.ts': '' },
      { ...kept, 'lib/b.ts': 'export const b = 1;\n' },
    );
    expect(observations.map(({ rule, at }) => [rule, at.path, at.line])).toEqual([
      ['imports/missing-file', 'a.ts', 1],
    ]);
  });
  it('is reported when it was an index or a Python module', async () => {
    const kept = {
      'a.ts': "import './lib';\n",
      'app/__init__.py': '',
      'app/a.py': 'from . import b\nfrom .b import c\n',
    };
    const observations = await seen(kept, { ...kept, 'lib/index.ts': '', 'app/b.py': 'c = 1\n' });
    expect(observations.map(({ at }) => [at.path, at.line])).toEqual([
      ['a.ts', 1],
      ['app/a.py', 1],
      ['app/a.py', 2],
    ]);
  });
  it('applies the validator to itself', async () => {
    const change = await changeOf({ 'a.ts': '' }, {});
    expect(change.files.map((file) => imports.appliesTo(file))).toEqual([true]);
  });
});

describe('other files', () => {
  it.each(['A.java', 'a.go', 'a.rs', 'README.md'])(
    '%s is not applicable, and the reason says so',
    async (path) => {
      const change = await changeOf({}, { [path]: '' });
      const [file] = change.files;
      expect(file && imports.appliesTo(file)).toBe('imports reads JavaScript, TypeScript and Python for now');
    },
  );
});

describe('bounds', () => {
  it('[T48] ten thousand imports in one file are judged within bounds', async () => {
    const text = Array.from({ length: 10_000 }, (_, n) => `import 'made-up-${n}';\nimport './f${n}';`).join(
      '\n',
    );
    const observations = await seen({ 'package.json': '{"dependencies":{"x":"1"}}', 'a.js': text });
    expect(observations).toHaveLength(20_000);
  });
  it('warm facts are used instead of a grammar, and give the same', async () => {
    const files = { 'a.ts': "import './missing';\nimport 'node:json';\n", 'b.py': 'import os.paths\n' };
    const kept = new Map<string, Promise<unknown>>();
    let computed = 0;
    const facts: Facts = {
      ...compute,
      get: async <T>(kind: string, oid: string, make: () => Promise<T> | T): Promise<T> => {
        const key = `${kind} ${oid}`;
        if (!kept.has(key))
          kept.set(
            key,
            Promise.resolve(make()).finally(() => computed++),
          );
        return kept.get(key) as Promise<T>;
      },
    };
    const cold = await judge(files, {}, facts);
    const parsed = computed;
    expect(await judge(files, {}, facts)).toEqual(cold);
    expect([parsed, computed]).toEqual([2, 2]);
  });
  it('a file that cannot be read has failed, and the others are judged', async () => {
    const change = await changeOf({}, { 'a.ts': "import './missing';\n", 'b.ts': '' });
    const big = change.files.find((file) => file.path === 'b.ts')?.head?.oid ?? '';
    const head = {
      ...change.head,
      bytes: (oid: string) =>
        oid === big ? Promise.resolve({ kind: 'too-large' as const, size: 9e9 }) : change.head.bytes(oid),
    };
    const run = await imports.load();
    const { observations, failed } = await run({ ...scopeOf(change), head, facts: compute });
    expect([...failed.keys()]).toEqual(['b.ts']);
    expect(observations).toHaveLength(1);
  });
});

describe('a file that the parser gives up on', () => {
  it('fails alone, and the others are judged [T82]', async () => {
    const facts: Facts = {
      ...compute,
      get: async (_, oid, work) => {
        if (oid === blobOf('deep')) throw new RangeError('nested too deeply');
        return work();
      },
    };
    const { observations, failed } = await judge(
      { 'deep.ts': 'deep', 'b.ts': "import './missing';\n" },
      {},
      facts,
    );
    expect([...failed]).toEqual([['deep.ts', 'it could not be parsed: nested too deeply']]);
    expect(observations).toHaveLength(1);
  });
});
