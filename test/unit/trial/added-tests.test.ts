import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Edit, Proposal } from '../../../src/domain/proposal.ts';
import { replaceIn } from '../../support/scripted.ts';
import { policyFor } from '../../support/policy.ts';
import { judged, refusalOf } from '../../support/bounds.ts';

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
