import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Edit, Proposal } from '../../../src/domain/proposal.ts';
import { boundsRefusal, MAX_CHARACTERS, MAX_LINES } from '../../../src/trial/bounds.ts';
import { isTest, protectedKind } from '../../../src/kit/protected-path.ts';
import { proposalFor, replaceIn, scriptedProver, word } from '../../support/scripted.ts';
import { policyFor } from '../../support/policy.ts';
import { changeOf, type Files } from '../../support/trees.ts';

interface Judged {
  readonly change: Change;
  readonly author: Evidence;
}

async function judged(files: Files, base: Files = {}): Promise<Judged> {
  const change = await changeOf(base, { ...base, ...files });
  return { change, author: await scriptedProver({ 'test/bad': word('BAD') })(change) };
}

function refusalOf(
  { change, author }: Judged,
  edits: Edit[],
  more: Partial<Proposal> = {},
  policy = policyFor({}),
): Promise<string | null> {
  return boundsRefusal(proposalFor(author.findings.slice(0, 1), edits, more), { change, author, policy });
}

const ASSISTANT = { source: 'assistant:fix' } as const;

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

describe('what a task that adds tests may write', () => {
  const text = "import { a } from './a.ts';\n\nit('a', () => {\n  expect(a()).toBe(1);\n});\n";
  const path = 'test/a.test.ts';
  const policy: Policy = {
    ...policyFor({}),
    assistant: { ...policyFor({}).assistant, allow: ['tests'] },
  };
  const refusal = async (...edits: Edit[]) =>
    refusalOf(
      await judged({ 'a.ts': 'a\n' }, { [path]: text }),
      edits,
      { source: 'assistant:tests' },
      policy,
    );
  const append = (added: string): Edit => ({
    path: repoPath(path),
    start: text.length,
    end: text.length,
    expect: '',
    replace: added,
  });

  it('is a test at the end, or in between, and an import', async () => {
    expect(await refusal(append("\nit('b', () => {});\n"))).toBeNull();
    const wide = replaceIn(path, text, '});\n', "});\n\nit('b', () => {});\n");
    expect(await refusal(wide)).toBeNull();
    const imported = replaceIn(
      path,
      text,
      "import { a } from './a.ts';\n",
      "import { a } from './a.ts';\nimport { b } from './b.ts';\n",
    );
    expect(await refusal(imported, append("\nit('b', () => {});\n"))).toBeNull();
  });

  it.each([
    ['changes what is expected', [replaceIn(path, text, 'toBe(1)', 'toBe(2)')]],
    ['takes a test away', [replaceIn(path, text, '  expect(a()).toBe(1);\n', '')]],
    ['skips one', [replaceIn(path, text, "it('a'", "it.skip('a'")]],
    ['comments one out', [replaceIn(path, text, "it('a'", "/*\nit('a'"), append('*/\n')]],
    [
      'comments one out by way of an import',
      [replaceIn(path, text, '\n\nit', "\nimport './b.ts'; /*\n\nit"), append('*/\n')],
    ],
    ['wraps one up', [replaceIn(path, text, "it('a'", "if (never) {\nit('a'"), append('}\n')]],
    ['ends one early', [replaceIn(path, text, '  expect', '  if (Date.now() > 0) return;\n  expect')]],
    ['gives one a decorator', [replaceIn(path, text, '\nit', '\n@skip\nit'), append("import 'a';\n")]],
    [
      'adds to the end of its line',
      [replaceIn(path, text, "from './a.ts';", "from './a.ts'; process.exit(0);")],
    ],
  ] as const)('[T34] is nothing that %s', async (_, edits) => {
    expect(await refusal(...edits)).toBe(
      'it changes what test/a.test.ts tests already: tests may only be added, at the end',
    );
  });
});

describe('what any task may make of a test that is there', () => {
  const text = "it('a', () => {\n  expect(a()).toBe(1);\n  expect(b()).toBe(2);\n});\n";
  const path = 'test/a.test.ts';
  const policy: Policy = { ...policyFor({}), assistant: { ...policyFor({}).assistant, allow: ['tests'] } };
  const refusal = async (wanted: string, replace: string) => {
    const at = await judged({ 'a.ts': 'a\n', [path]: text });
    const more = { source: 'assistant:generate', addresses: [] } as const;
    return refusalOf(at, [replaceIn(path, text, wanted, replace)], more, policy);
  };

  it('is a test that claims as much, or more', async () => {
    expect(await refusal('a()).toBe(1)', 'a(1)).toBe(3)')).toBeNull();
    expect(await refusal('});', "});\nit('c', () => expect(c()).toBe(3));")).toBeNull();
  });

  it.each([
    ['no test', text, 'a();\n'],
    ['one that claims less', '  expect(b()).toBe(2);\n', ''],
    ['a comment', '  expect(b()', '  // expect(b()'],
    ['a call', 'expect(b()).toBe(2)', 'b()'],
  ])('[T35] is never %s', async (_, wanted, replace) => {
    expect(await refusal(wanted, replace)).toBe('it takes away what test/a.test.ts tests');
  });
});

describe('what a task that adds tests of Python may write', () => {
  const text = 'from a import b\n\n\ndef test_a():\n    assert b() == 1\n';
  const path = 'tests/test_a.py';
  const policy: Policy = { ...policyFor({}), assistant: { ...policyFor({}).assistant, allow: ['tests'] } };
  const refusal = async (added: string, source: Proposal['source'] = 'assistant:tests') => {
    const edit: Edit = {
      path: repoPath(path),
      start: text.length,
      end: text.length,
      expect: '',
      replace: added,
    };
    return refusalOf(await judged({ 'a.py': 'a\n' }, { [path]: text }), [edit], { source }, policy);
  };

  it('is a test with a name of its own', async () => {
    expect(await refusal('\n\ndef test_b():\n    test_a = b()\n    assert test_a == 1\n')).toBeNull();
  });

  it.each([
    'def test_a():\n    pass\n',
    'async def test_a():\n    pass\n',
    'class test_a:\n    pass\n',
    'test_a = None\n',
    'test_a: object = None\n',
    'del test_a\n',
    'from c import d as test_a\n',
    'from c import test_a\n',
  ])('[T34] is nothing that takes the name of a test: %s', async (added) => {
    expect(await refusal(`\n\n${added}`)).toContain('may only be added');
  });

  it.each([
    'beforeEach(() => {});',
    "vi.mock('./a.js');",
    '@pytest.fixture(autouse=True)\ndef a():',
    'def setup_module():\n    pass',
    'def tearDownModule():\n    pass',
  ])('[T34] is nothing that has a say in the tests that are there: %s', async (added) => {
    expect(await refusal(`\n\n${added}\n`)).toContain('may only be added');
  });

  it('may set up a new file', async () => {
    const path = repoPath('tests/test_c.py');
    const replace = 'def setup_module():\n    pass\n';
    const edit: Edit = { path, start: 0, end: 0, expect: '', replace, creates: true };
    const at = await judged({ 'a.py': 'a\n' }, { 'tests/test_a.py': text });
    expect(await refusalOf(at, [edit], { source: 'assistant:tests', addresses: [] }, policy)).toBeNull();
  });

  it.each([
    'pytestmark = pytest.mark.skip',
    '@pytest.mark.skipif(True)\ndef test_b():\n    pass',
    'def pytest_collection_modifyitems(items):\n    items.clear()',
    '__test__ = False',
    'os._exit(0)',
    'sys.exit()',
    'exit(0)',
    "it.only('b', () => {});",
    "test['skip']('b', () => {});",
    "describe.concurrent.skip('b', () => {});",
    "fit('b', () => {});",
    'process.exitCode = 0;',
    'func TestMain(m *testing.M) { os.Exit(0) }',
    'func init() {}',
    't.Skipf("b")',
    't.skip();',
    '@Disabled class B {}',
  ])('[T35] is nothing that takes tests out of the run: %s', async (added) => {
    for (const source of ['assistant:tests', 'assistant:generate'] as const)
      expect(await refusal(`\n\n${added}\n`, source)).not.toBeNull();
  });
});

describe('characters that nobody sees', () => {
  const refusal = async (text: string, more: Partial<Proposal> = ASSISTANT, was = 'a BAD') =>
    refusalOf(await judged({ 'a.py': `${was}\n` }), [replaceIn('a.py', `${was}\n`, 'BAD', text)], more);

  it.each(['\u202e', '\u2066', '\u200b', '\u{e0041}', '\ufe01', '\u3164', '\u00ad', '\u0000', '\u2028'])(
    '[T81] are nothing that an assistant writes: %j',
    async (unseen) => {
      expect(await refusal(`'${unseen}'`)).toContain('which nobody sees');
    },
  );

  it('[T81] are a carriage return alone, and blanks that code hides behind', async () => {
    expect(await refusal('// a\rexit()')).toContain('it writes \\u{d} to');
    expect(await refusal(`1${' '.repeat(100)}; exit()`)).toContain('text behind many blanks');
    expect(await refusal(`1;\r\n${' '.repeat(100)}exit()`)).toBeNull();
  });

  it('may be part of an emoji, stand there already, or be a fixer’s to move', async () => {
    expect(await refusal("'❤️ 👩‍💻'")).toBeNull();
    expect(await refusal('b', ASSISTANT, "'\u200b' BAD")).toBeNull();
    expect(await refusal("'\u200b'", {})).toBeNull();
  });
});

describe('imports that no validator confirms', () => {
  const base = {
    'go.mod': 'module example.com/shop\n\nrequire (\n\tgithub.com/known/router v5.0.0\n)\n',
    'src/main/java/org/shop/Money.java': 'package org.shop;\n',
  };
  const GO = 'package shop\n\nfunc a() { BAD }\n';
  const JAVA = 'package org.shop;\n\nclass A { BAD }\n';
  const refusal = async (path: string, text: string, line: string) => {
    const edits = [replaceIn(path, text, '\n\n', `\n${line}\n`)];
    return refusalOf(await judged({ [path]: text }, base), edits, ASSISTANT);
  };

  it.each([
    'import "net/http"',
    'import (\n\terr "errors"\n\t"example.com/shop/money"\n)',
    'import "github.com/known/router/middleware"',
    '// import "github.com/invented/router"',
    'var s = "import `github.com/invented/router`"',
  ])('may be what Go or its modules have: %s', async (line) => {
    expect(await refusal('a.go', GO, line)).toBeNull();
  });

  it.each([
    'import "github.com/invented/router"',
    'import (\n\t"errors"\n\tr "gopkg.in/invented.v3"\n)',
    'import "github.com/known/router2"',
    'import ("errors"; "github.com/invented/router")',
    'import `github.com/invented/router`',
    '/* a */ import _ "github.com/invented/router" /* b */',
    'import // "errors"\n"github.com/invented/router"',
    'import "errors"; import "github.com/invented/router"',
  ])('may not be what no module file has: %s', async (line) => {
    expect(await refusal('a.go', GO, line)).toMatch(/^it imports \S+ into a.go, and nothing here confirms/);
  });

  it.each([
    ['import java.util.List;', true],
    ['import org.shop.Money;', true],
    ['import static org.shop.Money.ZERO;', true],
    ['import com.invented.Money;', false],
    ['import static com.invented.Money.*;', false],
    ['import org.shop.*;', true],
    ['import org.invented.Money;', false],
    ['import java.util.List; import com.invented.Money;', false],
    ['/* a */ import com.invented.Money;', false],
    ['import\n  com.invented.Money;', false],
  ])('in Java is the JDK’s or has its package here: %s', async (line, isConfirmed) => {
    expect((await refusal('src/main/java/org/shop/A.java', JAVA, line)) === null).toBe(isConfirmed);
  });

  it('[T82] are looked for in a module file of blank lines as in any', async () => {
    const at = await judged({ 'a.go': GO }, { 'go.mod': `module a\n${'\n'.repeat(300_000)}` });
    const edits = [replaceIn('a.go', GO, '\n\n', '\nimport "b.com/c"\n')];
    expect(await refusalOf(at, edits, ASSISTANT)).toContain('it imports b.com/c');
  });

  it('may stand where they stood, and are a fixer’s own', async () => {
    const text = GO.replace('\n\n', '\nimport "github.com/invented/router"\n\n');
    const at = await judged({ 'a.go': text }, base);
    expect(await refusalOf(at, [replaceIn('a.go', text, 'BAD', 'x')], ASSISTANT)).toBeNull();
    const edits = [replaceIn('a.go', text, 'BAD', '}\nimport "github.com/other/router"\nfunc b() {')];
    expect(await refusalOf(at, edits)).toBeNull();
    expect(await refusalOf(at, edits, ASSISTANT)).not.toBeNull();
  });
});

describe('what a proposal may add', () => {
  it.each([
    '// eslint-disable-next-line',
    '/* eslint-disable */',
    '/* ESLint-Disable */',
    '/* eslint no-undef: 0 */',
    '/* global x */',
    '// @ts-ignore',
    '// @ts-expect-error it is fine',
    '// @ts-nocheck',
    '// nosemgrep',
    '// nosemgrep: rule.id',
    '# noqa',
    '# noqa: E501',
    '# type: ignore[attr]',
    '# pyright: ignore',
    '# pyright: basic',
    '# pylint: disable=all',
    '# pragma: no cover',
    '# nosec B101',
    '// NOSONAR',
    '//nolint:errcheck',
    '@SuppressWarnings("all")',
    '/* istanbul ignore next */',
    '// biome-ignore lint: no',
    '// deno-lint-ignore no-any',
    '# fmt: off',
    '// prettier-ignore',
    '/* c8 ignore start */',
    '// gitleaks:allow',
  ])('[T35] is not %s', async (directive) => {
    const at = await judged({ 'a.ts': 'a BAD\n' });
    const refusal = await refusalOf(at, [replaceIn('a.ts', 'a BAD\n', 'BAD', directive)], ASSISTANT);
    expect(refusal).toMatch(/may not silence a tool$/);
  });

  it('[T35] is no directive put together from what stands there already', async () => {
    const text = 'a BAD // eslint- able\n';
    const at = await judged({ 'a.ts': text });
    const edits = [replaceIn('a.ts', text, 'BAD', ''), replaceIn('a.ts', text, ' able', 'disable')];
    expect(await refusalOf(at, edits)).toContain('eslint-disable');
  });

  it('[T35] is no directive moved from one place to another', async () => {
    const text = '// eslint-disable-line\nb\nBAD\n';
    const at = await judged({ 'a.ts': text });
    const edits = [
      replaceIn('a.ts', text, '// eslint-disable-line', ''),
      replaceIn('a.ts', text, 'BAD', 'x // eslint-disable-line'),
    ];
    expect(await refusalOf(at, edits)).toContain('eslint-disable');
  });

  it('may carry along, or take away, a directive that stands on the line', async () => {
    const text = 'a BAD // eslint-disable-line\n';
    const at = await judged({ 'a.ts': text });
    expect(await refusalOf(at, [replaceIn('a.ts', text, 'BAD', 'x')])).toBeNull();
    expect(await refusalOf(at, [replaceIn('a.ts', text, 'BAD // eslint-disable-line', 'x')])).toBeNull();
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

describe('what a proposal may write', () => {
  it('[T35] is no word in place of code', async () => {
    const at = await judged({ 'a.ts': 'one();\na BAD\nthree();\n' });
    const edits = [
      replaceIn('a.ts', 'one();\na BAD\nthree();\n', 'a BAD', '// ... rest of the code unchanged'),
    ];
    expect(await refusalOf(at, edits, ASSISTANT)).toMatch(/^it writes "\/\/ \.\.\. rest of the code/);
  });
});
