import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Edit } from '../../../src/domain/proposal.ts';
import { replaceIn } from '../../support/scripted.ts';
import { policyFor } from '../../support/policy.ts';
import { judged, refusalOf } from '../../support/bounds.ts';

describe('how far each source reaches', () => {
  const base = { 'b.ts': 'b\n', 'src/old.ts': 'old\n', 'test/b.test.ts': "it('b', () => {});\n" };
  const allowing = (...allow: Policy['assistant']['allow']): Policy => {
    const policy = policyFor({});
    return { ...policy, assistant: { ...policy.assistant, allow } };
  };
  const create = (path: string): Edit => ({
    path: repoPath(path),
    start: 0,
    end: 0,
    expect: '',
    replace: 'x();\n',
    creates: true,
  });
  const here = () => judged({ 'a.ts': 'a BAD\n', 'c.ts': 'c\n' }, base);

  it.each([
    ['assistant:fix', 'c.ts has none of the findings that it is for'],
    ['assistant:repair', 'c.ts has none of the findings that it is for'],
    ['assistant:refactor', null],
    ['assistant:generate', null],
    ['assistant:tests', 'c.ts is no test, and tests are what it is for'],
  ] as const)('lets %s write another file of the change, or not', async (source, refusal) => {
    expect(await refusalOf(await here(), [replaceIn('c.ts', 'c\n', 'c', 'd')], { source })).toBe(refusal);
  });

  it.each([
    ['fixer:eslint', 'src/new.ts would be new, out of reach for a fixer'],
    ['assistant:fix', 'src/new.ts would be new, out of reach for assistant:fix'],
    ['assistant:tests', 'src/new.ts is no test, and tests are what it is for'],
    ['assistant:refactor', null],
    ['assistant:generate', null],
  ] as const)('lets %s begin a file where the policy allows new ones, or not', async (source, refusal) => {
    const at = await here();
    const policy = allowing('new-files', 'tests');
    expect(await refusalOf(at, [create('src/new.ts')], { source }, policy)).toBe(refusal);
    expect(await refusalOf(at, [create('src/new.ts')], { source })).not.toBeNull();
  });

  it('[T34] allows a new test where the policy allows tests, and not where it allows new files', async () => {
    const at = await here();
    for (const source of ['assistant:tests', 'assistant:generate'] as const) {
      const edits = [create('test/a.test.ts')];
      expect(await refusalOf(at, edits, { source }, allowing('tests'))).toBeNull();
      expect(await refusalOf(at, edits, { source }, allowing('new-files'))).toContain('is a test');
    }
  });

  it.each(['src/readme.md', 'src/run.sh', 'src/data.json', 'src/new'])(
    'allows no new file that nobody could judge: %s',
    async (path) => {
      const edits = [create(path)];
      expect(
        await refusalOf(await here(), edits, { source: 'assistant:generate' }, allowing('new-files')),
      ).toContain('no source file that could be judged');
    },
  );

  it.each(['eslint.config.ts', 'src/vitest.config.ts', 'sub/x.ts', 'A.TS', 'src', '.husky/a.ts'])(
    '[T33] [T34] allows no new file in the way of what is there, nor one that steers a tool: %s',
    async (path) => {
      const edits = [create(path)];
      const more = { source: 'assistant:generate' } as const;
      expect(await refusalOf(await here(), edits, more, allowing('new-files', 'tests'))).not.toBeNull();
    },
  );

  it.each([
    'test/conftest.py',
    'test/__init__.py',
    'test/__mocks__/fs.ts',
    'src/new.d.ts',
    'src/new.pyi',
    'src/app.config.ts',
    'src/middleware.ts',
    'pages/new.tsx',
    'app/a/route.ts',
    'db/migrations/new.py',
    'src/random.py',
    'src/old.js',
    'src/OLD.mjs',
    'src/part.ts',
  ])('[T34] allows no new file that is loaded though nothing names it: %s', async (path) => {
    const there = {
      'pages/a.tsx': '',
      'app/a/b.ts': '',
      'db/migrations/b.py': '',
      'test/__mocks__/b.ts': '',
    };
    const at = await judged({ 'a.ts': 'a BAD\n', 'src/part/index.ts': '' }, { ...base, ...there });
    const more = { source: 'assistant:generate' } as const;
    expect(await refusalOf(at, [create(path)], more, allowing('new-files', 'tests'))).toMatch(/loaded/);
  });

  it('may call a module of a package as one of Python is called', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' }, { 'app/__init__.py': '' });
    const more = { source: 'assistant:generate' } as const;
    expect(await refusalOf(at, [create('app/types.py')], more, allowing('new-files'))).toBeNull();
  });

  it('touches nothing that no validator looks at', async () => {
    const at = await here();
    const files = at.change.files.map((file) => ({ ...file, exempt: 'generated' }));
    const exempt = { ...at, change: { ...at.change, files } };
    for (const source of ['fixer:eslint', 'assistant:generate'] as const)
      expect(await refusalOf(exempt, [replaceIn('a.ts', 'a BAD\n', 'BAD', 'x')], { source })).toBe(
        'a.ts is generated or vendored, so that nothing would be proven of it',
      );
  });

  it('[T34] touches nothing that the policy protects, nor the policy itself or its prompts', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n', 'sub/gate.yml': 'a BAD\n', 'ours.md': 'a BAD\n' });
    const policy: Policy = {
      ...policyFor({}),
      protected: ['a.*'],
      files: ['sub/gate.yml'],
      assistant: { ...policyFor({}).assistant, prompts: new Map([['fix', 'ours.md']]) },
    };
    const refusals = [];
    for (const path of ['a.ts', 'sub/gate.yml', 'ours.md'])
      refusals.push(await refusalOf(at, [replaceIn(path, 'a BAD\n', 'BAD', 'x')], {}, policy));
    expect(refusals).toEqual([
      'a.ts is protected by the policy, out of reach for proposals',
      'sub/gate.yml is part of the policy, out of reach for proposals',
      'ours.md is part of the policy, out of reach for proposals',
    ]);
  });
});
