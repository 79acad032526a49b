/** Hostile specifiers and manifests: whatever they are, resolving ends and throws nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { Files } from '../../../../src/kit/graph/files.ts';
import { ScriptGraph } from '../../../../src/kit/graph/javascript/resolve.ts';
import { PythonGraph } from '../../../../src/kit/graph/python/resolve.ts';
import { treeOf } from '../../../support/trees.ts';

const TREE = {
  'package.json':
    '{"name":"n","dependencies":{"x":"1","__proto__":"1"},"imports":{"#a/*":"./src/*.js","#__proto__":null}}',
  'tsconfig.json':
    '{"compilerOptions":{"baseUrl":".","paths":{"@/*":["src/*"],"__proto__":["src/*"],"*":["*"]},"rootDirs":["src","../x"]}}',
  'pyproject.toml': '[project]\nname = "p"\ndependencies = ["x"]\n',
  '.gitignore': 'gen\n[\n!\n\\\n',
  'vite.config.js': 'export default {}',
  'src/a.ts': '',
  'src/a.py': '',
};
const pieces = [
  '.',
  '..',
  '/',
  '//',
  '\\',
  '@',
  '#',
  '?',
  '*',
  '__proto__',
  'constructor',
  'node:',
  '\0',
  '\n',
  'src',
  'a',
  '$&',
  '(',
  '[',
  '{',
  '%2e',
  '~',
  '\ud800',
  'é',
  ' ',
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'a'.repeat(10_000),
    '../'.repeat(4_000),
    './' + 'x/'.repeat(5_000),
    '@/'.repeat(300),
    '#a/' + '*'.repeat(500),
  ),
);

describe('hostile input', () => {
  it('never makes resolving throw', async () => {
    const files = await Files.of(treeOf(TREE));
    const [script, python] = [new ScriptGraph(files), new PythonGraph(files)];
    const property = fc.asyncProperty(hostile, fc.nat(3000), async (specifier, level) => {
      const kind = (await script.resolve({ from: repoPath('src/a.ts'), specifier, types: false })).kind;
      const other = (await python.resolve({ from: repoPath('src/a.py'), specifier, level })).kind;
      expect([kind, other].every((one) => one.length > 0)).toBe(true);
    });
    await fc.assert(property, { seed: 48, numRuns: 1500 });
  });

  it('[T83] survives alias bombs, deep JSON and broken manifests: what depends on them is undecided', async () => {
    const bomb = `a: &a [x,x]\n${'bcdefghij'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}packages: [*j]\n`;
    const deep = `{"dependencies":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    const files = await Files.of(
      treeOf({
        'pnpm-workspace.yaml': bomb,
        'package.json': deep,
        'tsconfig.json': '['.repeat(100_000),
        'pyproject.toml': `a = ${'['.repeat(50_000)}`,
        'src/a.ts': '',
      }),
    );
    const from = repoPath('src/a.ts');
    const resolved = await new ScriptGraph(files).resolve({ from, specifier: 'uuid', types: false });
    expect(['undecidable', 'no-package']).toContain(resolved.kind);
    expect((await new PythonGraph(files).resolve({ from, specifier: 'uuid_x', level: 0 })).kind).toBe(
      'undecidable',
    );
  });

  it('[T82] reads configurations that are made to stall a reader', async () => {
    const blanks = '\n'.repeat(400_000);
    const files = await Files.of(
      treeOf({
        'tsconfig.json': `{${'/* '.repeat(400_000)}`,
        'package.json': '{"dependencies":{"x":"1"}}',
        'setup.cfg': blanks,
        'requirements.txt': blanks,
        'pyproject.toml': '[project]\nname="p"\nversion="1"\ndependencies=["requests"]\n',
        'environment.yml': blanks,
        'a.ts': '',
      }),
    );
    const wanted = { from: repoPath('a.ts'), specifier: 'made-up-name', types: false };
    expect((await new ScriptGraph(files).resolve(wanted)).kind).toBe('no-package');
    const python = { from: repoPath('a.py'), specifier: 'made_up_name', level: 0 };
    expect((await new PythonGraph(files).resolve(python)).kind).toBe('no-package');
  });

  it('does not take inherited members for declarations', async () => {
    const files = await Files.of(
      treeOf({ 'package.json': '{"dependencies":{"x":"1"},"exports":{}}', 'a.ts': '' }),
    );
    const graph = new ScriptGraph(files);
    for (const specifier of ['constructor', 'hasOwnProperty', 'valueOf']) {
      expect((await graph.resolve({ from: repoPath('a.ts'), specifier, types: false })).kind).toBe(
        'no-package',
      );
    }
  });
});
