import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Edit } from '../../../src/domain/proposal.ts';
import { MAX_CHARACTERS, MAX_LINES } from '../../../src/trial/bounds.ts';
import { isTest, protectedKind } from '../../../src/kit/protected-path.ts';
import { replaceIn } from '../../support/scripted.ts';
import { policyFor } from '../../support/policy.ts';
import { judged, refusalOf, ASSISTANT } from '../../support/bounds.ts';

describe('what a proposal may touch', () => {
  it.each([
    '.github/workflows/ci.yml',
    '.GitHub/workflows/ci.yml',
    '.github/gatewright.yml',
    'packages/a/package.json',
    'package-lock.json',
    'sub/yarn.lock',
    'go.sum',
    'requirements-dev.txt',
    'pyproject.toml',
    'eslint.config.mjs',
    '.eslintrc.json',
    '.eslintrc',
    '.eslintignore',
    'tsconfig.json',
    'tsconfig.build.json',
    'vitest.config.ts',
    '.gitattributes',
    '.gitmodules',
    'sub/.gitignore',
    '.npmrc',
    '.env.local',
    'Dockerfile',
    'Dockerfile.prod',
    'Makefile',
    '.mcp.json',
    'CLAUDE.md',
    '.claude/settings.json',
    'CODEOWNERS',
    'node_modules/a/index.js',
    'next.config.mjs',
    'webpack.config.prod.js',
    'vitest.setup.ts',
    '.pnpmfile.cjs',
    '.storybook/main.ts',
    '.cursorrules',
    'gulpfile.js',
    'app/sitecustomize.py',
    'docker-compose.yml',
  ])('[T34] is not %s, whoever offers it', async (path) => {
    const at = await judged({ [path]: 'a BAD\n' });
    const edits = [replaceIn(path, 'a BAD\n', 'BAD', 'x')];
    expect(await refusalOf(at, edits)).toContain('out of reach');
    expect(await refusalOf(at, edits, ASSISTANT)).toContain('out of reach');
  });

  it.each([
    'src/app.config.ts',
    'src/config.ts',
    'src/package.ts',
    'lib/lock.py',
    'docs/actions.md',
    'github/a.ts',
  ])('may be %s', (path) => {
    expect(protectedKind(repoPath(path))).toBeNull();
  });

  it.each([
    'test/a.ts',
    'src/a.test.ts',
    'a/__tests__/b.js',
    'pkg/a_test.go',
    'test_a.py',
    'src/ATest.java',
    'a.snap',
    'shop/tests.py',
    'src/a_test.ts',
    'test.js',
    'unit-tests/a.ts',
    'src/a.e2e.ts',
    'src/a.test-d.ts',
    'src/integrationTest/A.java',
    'src/AIT.java',
  ])(
    '[T34] is no test (%s) for an assistant, but may be one for a fixer of what the author wrote there',
    async (path) => {
      expect(isTest(repoPath(path))).toBe(true);
      const at = await judged({ [path]: 'a BAD\n' });
      const edits = [replaceIn(path, 'a BAD\n', 'BAD', 'x')];
      expect(await refusalOf(at, edits)).toBeNull();
      expect(await refusalOf(at, edits, ASSISTANT)).toContain('is a test');
    },
  );

  it.each([
    'src/contest.ts',
    'src/latest.ts',
    'src/attest/a.py',
    'src/Protest.tsx',
    'inspect.go',
    'src/Commit.java',
    'src/Audit.java',
  ])('does not take %s for a test', (path) => {
    expect(isTest(repoPath(path))).toBe(false);
  });

  it('is for a fixer only a file of the change', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' }, { 'b.ts': 'b\n' });
    const edits = [replaceIn('a.ts', 'a BAD\n', 'BAD', 'x'), replaceIn('b.ts', 'b\n', 'b', 'c')];
    expect(await refusalOf(at, edits)).toBe('b.ts is not a file of this change');
    expect(await refusalOf(at, edits, { source: 'assistant:refactor' })).toBe(
      'b.ts is not a file of this change, and has none of the findings',
    );
    expect(await refusalOf(at, edits, ASSISTANT)).toBe('b.ts has none of the findings that it is for');
  });

  it('[T32] [T33] is nothing outside the tree, and nothing that is not there', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    for (const path of [
      '../x',
      '/etc/passwd',
      '.git/config',
      '.GIT/hooks/x',
      '.g\u200cit/config',
      'new.ts',
    ]) {
      const edit = { path: repoPath(path), start: 0, end: 0, expect: '', replace: 'x' };
      expect(await refusalOf(at, [edit])).not.toBeNull();
      expect(await refusalOf(at, [edit], ASSISTANT)).not.toBeNull();
    }
  });
});

describe('how much a proposal may be', () => {
  it('is at most 200 lines, counted on the longer side', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    const lines = (count: number) => Array(count).fill('x').join('\n');
    expect(await refusalOf(at, [replaceIn('a.ts', 'a BAD\n', 'BAD', lines(MAX_LINES))])).toBeNull();
    expect(await refusalOf(at, [replaceIn('a.ts', 'a BAD\n', 'BAD', lines(MAX_LINES + 1))])).toBe(
      'it changes 201 lines; 200 is the most',
    );
  });

  it('is not one endless line either', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    const refusal = await refusalOf(at, [replaceIn('a.ts', 'a BAD\n', 'BAD', 'x'.repeat(MAX_CHARACTERS))]);
    expect(refusal).toContain('characters');
  });

  it('is at most ten new files', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    const policy = policyFor({});
    const allowing: Policy = { ...policy, assistant: { ...policy.assistant, allow: ['new-files'] } };
    const edits = Array.from({ length: 11 }, (_, n): Edit => {
      const path = repoPath(`new${n}.ts`);
      return { path, start: 0, end: 0, expect: '', replace: 'x();\n', creates: true };
    });
    const more = { source: 'assistant:generate', addresses: [] } as const;
    expect(await refusalOf(at, edits.slice(1), more, allowing)).toBeNull();
    expect(await refusalOf(at, edits, more, allowing)).toBe('it begins 11 files; 10 is the most');
  });

  it('must address findings that the change has; only an assistant may write something new', async () => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    const edits = [replaceIn('a.ts', 'a BAD\n', 'BAD', 'x')];
    expect(await refusalOf(at, edits, { addresses: [] })).toBe('it addresses no finding');
    expect(await refusalOf(at, edits, { addresses: [], source: 'assistant:generate' })).toBeNull();
    expect(await refusalOf(at, edits, { addresses: ['made up'] })).toContain('does not have');
  });
});
