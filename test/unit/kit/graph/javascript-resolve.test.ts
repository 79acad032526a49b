/** How specifiers of JavaScript and TypeScript resolve against small trees. */
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { Files } from '../../../../src/kit/graph/files.ts';
import { ScriptGraph } from '../../../../src/kit/graph/javascript/resolve.ts';
import type { Resolution } from '../../../../src/kit/graph/resolution.ts';
import { treeOf, type Files as Texts } from '../../../support/trees.ts';

type Given = [files: Texts, specifier: string, from?: string];

async function resolve(...[files, specifier, from = 'src/a.ts']: Given): Promise<Resolution> {
  const graph = new ScriptGraph(await Files.of(treeOf({ [from]: '', ...files })));
  return graph.resolve({ from: repoPath(from), specifier, types: false });
}

const kindOf = async (...given: Given) => (await resolve(...given)).kind;
const pathOf = async (...given: Given) => {
  const resolved = await resolve(...given);
  return resolved.kind === 'found' ? resolved.path : resolved.kind;
};

describe('a package that names itself', () => {
  it('is not looked for here when its main file is not here either: it is built in another folder', async () => {
    const built = { 'package.json': '{"name":"self","main":"index.js"}' };
    expect(await kindOf(built, 'self/fp')).toBe('undecidable');
    expect(await kindOf({ ...built, 'index.js': '' }, 'self/fp')).toBe('no-file');
  });
});

describe('a relative path', () => {
  it.each([
    ['./b', 'src/b.ts'],
    ['./b', 'src/b.tsx'],
    ['./b', 'src/b.d.ts'],
    ['./b', 'src/b/index.js'],
    ['./b', 'src/b.vue'],
    ['./b', 'src/b.native.tsx'],
    ['./b', 'src/b.graphql'],
    ['./b.js', 'src/b.ts'],
    ['./b.js', 'src/b.tsx'],
    ['./b.jsx', 'src/b.tsx'],
    ['./b.mjs', 'src/b.mts'],
    ['./b.cjs', 'src/b.cts'],
    ['./b.ts', 'src/b.d.ts'],
    ['./b.svg?raw', 'src/b.svg'],
    ['./b/', 'src/b/index.ts'],
    ['.', 'src/index.ts'],
    ['..', 'index.ts'],
    ['../data.json', 'data.json'],
    ['./odd?name.js', 'src/odd?name.js'],
  ])('%s finds %s', async (specifier, path) => {
    expect(await pathOf({ [path]: '' }, specifier)).toBe(path);
  });

  it.each(['./c', './b/c', '../b', './B', './b.test'])('%s finds nothing beside b.ts', async (specifier) => {
    expect(await kindOf({ 'src/b.ts': '', 'src/c.test.ts': '' }, specifier)).toBe('no-file');
  });

  it("follows a directory's package.json to its entry, or doubts when a build makes it", async () => {
    const manifest = (main: string) => ({
      'src/b/package.json': JSON.stringify({ main }),
      'src/b/lib.js': '',
    });
    expect(await pathOf(manifest('./lib'), './b')).toBe('src/b/lib.js');
    expect(await kindOf(manifest('./dist/lib.js'), './b')).toBe('undecidable');
  });

  it.each([
    './generated/x',
    '../dist/x',
    './x.generated',
    './$types',
    '../../../outside',
    './x?plugin',
    '../package.json',
  ])('says nothing about %s, which a build, a plugin or another place may provide', async (specifier) => {
    expect(
      await kindOf({ 'package.json': '{}', '.gitignore': 'generated\n' }, specifier, 'src/deep/a.ts'),
    ).toMatch(/undecidable|found/);
  });

  it('lets a deeper .gitignore have the last word', async () => {
    const files = { '.gitignore': 'made.*\n', 'src/.gitignore': '!made.*\n' };
    expect(await kindOf(files, './made')).toBe('no-file');
    expect(await kindOf({ '.gitignore': 'made.*\n' }, './made')).toBe('undecidable');
  });

  it('looks into the other rootDirs', async () => {
    const files = { 'tsconfig.json': '{"compilerOptions":{"rootDirs":["src","gen"]}}', 'gen/b.ts': '' };
    expect(await pathOf(files, './b')).toBe('gen/b.ts');
  });
});

describe('a built-in module', () => {
  it.each([
    'node:fs',
    'node:fs/promises',
    'node:test',
    'node:sqlite',
    'node:sea',
    'fs',
    'path/posix',
    'punycode',
  ])('%s exists', async (specifier) => expect(await kindOf({}, specifier)).toBe('found'));
  it.each(['node:fs/promise', 'node:json', 'node:lodash'])('%s does not', async (specifier) => {
    expect(await kindOf({}, specifier)).toBe('no-builtin');
  });
  it('has no subpaths of its own without the prefix either', async () => {
    expect(await kindOf({ 'package.json': '{"dependencies":{"x":"1"}}' }, 'fs/promise')).toBe('no-builtin');
    expect(await kindOf({ 'package.json': '{"dependencies":{"events":"1"}}' }, 'events/')).toBe('found');
  });
});

describe('a bare specifier', () => {
  const root = {
    'package.json': '{"name":"self","dependencies":{"x":"1"},"devDependencies":{"@types/s__y":"1"}}',
  };

  it.each(['x', 'x/deep/path', 'self', '@s/y'])(
    '%s is declared, or is the package itself',
    async (specifier) => {
      expect(await kindOf(root, specifier)).toBe('found');
    },
  );
  it('is looked for in every package.json up to the root', async () => {
    expect(await kindOf({ ...root, 'src/package.json': '{"type":"module"}' }, 'x')).toBe('found');
  });
  it('is certainly unknown when neither a manifest nor a lock file has it', async () => {
    const locked = { ...root, 'package-lock.json': '{"packages":{"node_modules/x":{}}}' };
    expect(await resolve(locked, 'uuid')).toMatchObject({ kind: 'no-package', certain: true });
    expect(await resolve(root, 'x-async-toolkit')).toMatchObject({ kind: 'no-package', certain: true });
  });
  it('is doubtful when a common package may be hoisted, or nothing at all is declared', async () => {
    expect(await resolve(root, 'debug')).toMatchObject({ kind: 'no-package', certain: false });
    expect(await resolve({ 'package.json': '{}' }, 'uuid-x')).toMatchObject({
      kind: 'no-package',
      certain: false,
    });
    expect(await kindOf({}, 'anything')).toBe('undecidable');
  });
  it.each([
    ['package-lock.json', '{"packages":{"node_modules/x/node_modules/y":{}}}'],
    ['npm-shrinkwrap.json', '{"dependencies":{"y":{"version":"1"}}}'],
    ['pnpm-lock.yaml', 'packages:\n  y@1.0.0:\n    resolution: {}\n'],
    ['pnpm-lock.yaml', 'packages:\n  /y/1.0.0:\n    resolution: {}\n'],
    ['yarn.lock', 'y@^1.0.0:\n  version "1.0.0"\n'],
    ['yarn.lock', '"y@npm:^1.0.0":\n  version: 1.0.0\n'],
    ['bun.lock', '{ "packages": { "y": ["y@1.0.0", ""] } }'],
  ])('is a phantom when only %s knows it', async (lock, text) => {
    expect(await resolve({ ...root, [lock]: text }, 'y')).toMatchObject({ kind: 'phantom', name: 'y' });
    expect(await kindOf({ ...root, [lock]: text.replaceAll('y', '@s/y') }, 'y')).toBe('no-package');
  });
  it('is undecidable when a manifest above cannot be read', async () => {
    expect(await kindOf({ ...root, 'src/package.json': '{ broken' }, 'uuid')).toBe('undecidable');
  });
  it.each([
    'virtual:x',
    'bun:test',
    'npm:x',
    'jsr:@a/b',
    'https://x/y.js',
    'data:text/javascript,1',
    'cloudflare:workers',
    '@/x',
    '~/x',
    '$lib/x',
    '/src/x',
    'style!./x',
    '',
    'uno.css',
    'vscode',
  ])('is none when it is %s', async (specifier) => expect(await kindOf(root, specifier)).toBe('undecidable'));
  it('is an alias when a bundler configuration names it, but not when one only imports it', async () => {
    const config = {
      ...root,
      'vite.config.ts': "import y from 'y';\nexport default { resolve: { alias: { 'z': './z' } } };",
    };
    expect(await kindOf(config, 'z/sub')).toBe('undecidable');
    expect(await kindOf(config, 'y')).toBe('no-package');
  });
  it('may be declared by a declaration file', async () => {
    const types = {
      ...root,
      'types/x.d.ts': "declare module 'made-up';\ndeclare module '*.txt' { export default '' }",
    };
    expect(await kindOf(types, 'made-up')).toBe('undecidable');
    expect(await kindOf(types, 'x-y.txt')).toBe('undecidable');
  });
  it('is not declared by a declaration of everything, which only silences the compiler', async () => {
    expect(await kindOf({ ...root, 'x.d.ts': "declare module '*';" }, 'made-up')).toBe('no-package');
  });
});

describe('paths of tsconfig', () => {
  const config = (paths: object, more: object = {}) =>
    JSON.stringify({ compilerOptions: { paths }, ...more });

  it('follow patterns, comments, trailing commas and extends', async () => {
    const files = {
      'tsconfig.base.json':
        '{ // why\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], /* no */ }, }, }',
      'packages/a/tsconfig.json': '{ "extends": ["../../tsconfig.base"] }',
      'src/b.ts': '',
    };
    expect(await pathOf(files, '@/b', 'packages/a/x.ts')).toBe('src/b.ts');
    expect(await kindOf(files, '@/c', 'packages/a/x.ts')).toBe('no-file');
  });
  it('convict only from the nearest directory', async () => {
    const files = { 'tsconfig.json': config({ '@/*': ['./src/*'] }), 'src/tsconfig.json': '{}' };
    expect(await kindOf(files, '@/missing')).toBe('undecidable');
  });
  it('are followed through references', async () => {
    const files = {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./conf/app.json" }] }',
      'conf/app.json': '{ "compilerOptions": { "paths": { "~/*": ["../src/*"] } } }',
      'src/b.ts': '',
    };
    expect(await pathOf(files, '~/b')).toBe('src/b.ts');
  });
  it('are unknown when something that is not in the tree is extended', async () => {
    const files = {
      'tsconfig.json': '{ "extends": "./.nuxt/tsconfig.json" }',
      'package.json': '{"dependencies":{"x":"1"}}',
    };
    expect(await resolve(files, 'components-of-mine')).toMatchObject({ kind: 'no-package', certain: false });
    expect(await kindOf(files, '~/b')).toBe('undecidable');
  });
  it('do not end in a cycle', async () => {
    expect(await kindOf({ 'tsconfig.json': '{ "extends": "./tsconfig.json" }' }, '@/b')).toBe('undecidable');
  });
  it('give baseUrl a say about bare specifiers', async () => {
    const files = {
      'tsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}',
      'src/lib/b.ts': '',
      'package.json': '{"dependencies":{"x":"1"}}',
    };
    expect(await pathOf(files, 'lib/b')).toBe('src/lib/b.ts');
    expect(await kindOf(files, 'lib/c')).toBe('no-file');
  });
});

describe('a package of the tree', () => {
  const workspace = (workspaces: object | string) => ({
    ...(typeof workspaces === 'string'
      ? { 'pnpm-workspace.yaml': workspaces, 'package.json': '{}' }
      : { 'package.json': JSON.stringify({ workspaces }) }),
    'packages/b/package.json':
      '{"name":"@w/b","exports":{".":"./index.js","./x/*":"./src/*.js","./no/*":null}}',
    'packages/b/src/y.ts': '',
    'packages/a/package.json': '{"name":"@w/a","dependencies":{"@w/b":"*"}}',
  });
  const from = 'packages/a/a.ts';

  it.each([[['packages/*']], [{ packages: ['./packages/**'] }], ['packages:\n  - "packages/*"\n']])(
    'is a member by %j',
    async (workspaces) => {
      expect(await kindOf(workspace(workspaces), '@w/b', from)).toBe('found');
      expect(await pathOf(workspace(workspaces), '@w/b/x/y', from)).toBe('packages/b/src/y.ts');
      expect(await kindOf(workspace(workspaces), '@w/b/z', from)).toBe('no-entry');
      expect(await kindOf(workspace(workspaces), '@w/b/no/y', from)).toBe('no-entry');
    },
  );
  it('that is no member is not held to its exports', async () => {
    expect(await kindOf(workspace(['!packages/b', 'packages/a']), '@w/b/z', from)).toBe('undecidable');
  });
  it('may export what a build makes', async () => {
    const files = {
      ...workspace(['packages/*']),
      'packages/b/package.json': '{"name":"@w/b","exports":{"./*":"./dist/*.js"}}',
    };
    expect(await kindOf(files, '@w/b/z', from)).toBe('undecidable');
  });
  it('has private imports', async () => {
    const files = {
      'package.json':
        '{"imports":{"#db":{"types":"./db.d.ts","default":"./db.js"},"#in/*":"./src/*.js","#x":"x"}}',
      'db.js': '',
      'src/b.ts': '',
    };
    expect(await pathOf(files, '#db')).toBe('db.js');
    expect(await pathOf(files, '#in/b')).toBe('src/b.ts');
    expect(await kindOf(files, '#x')).toBe('found');
    expect(await kindOf(files, '#in/c')).toBe('no-file');
    expect(await kindOf(files, '#other')).toBe('no-entry');
  });
  it('shares what its neighbours declare only where the package manager hoists', async () => {
    const files = (lock: string) => ({
      ...workspace(['packages/*']),
      [lock]: 'x: 1',
      'packages/b/package.json': '{"name":"@w/b","dependencies":{"y":"1"}}',
    });
    expect(await kindOf(files('yarn.lock'), 'y', from)).toBe('undecidable');
    expect(await kindOf(files('pnpm-lock.yaml'), 'y', from)).toBe('phantom');
    expect(await kindOf({ ...files('pnpm-lock.yaml'), '.npmrc': 'shamefully-hoist=true' }, 'y', from)).toBe(
      'undecidable',
    );
  });
});
