import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../../src/domain/path.ts';
import type { Patch } from '../../../../../../src/domain/proposal.ts';
import { applyPatch } from '../../../../../../src/kit/patch.ts';
import { newFile, woven } from '../../../../../../src/propose/assistant/tasks/tests/weave.ts';

const PATH = repoPath('test/a.test.ts');
const written = (imports: readonly string[], tests: string) => ({ imports, tests });

function applied(text: string, patch: Patch): string {
  const done = applyPatch(text, patch);
  if (done.kind === 'refused') throw new Error(done.reason);
  return done.result;
}
const weave = (text: string, imports: readonly string[], tests = 'it();') =>
  applied(text, woven(PATH, text, written(imports, tests)));

describe('tests that are added to a file', () => {
  it('stand at its end, after one empty line', () => {
    expect(weave("import a from 'a';\n\na();\n", [])).toBe("import a from 'a';\n\na();\n\nit();\n");
    expect(weave('a();', [])).toBe('a();\n\nit();\n');
    expect(weave('', [])).toBe('it();\n');
  });

  it.each([
    ["import a from 'a';\nimport {\n  b,\n} from 'b';\n\na();\n", 4],
    ["'use strict';\nconst a = require('a');\n\na();\n", 2],
    ['import a\nfrom b import (\n    c,\n)\n\na()\n', 4],
    ['package p\n\nimport (\n\t"testing"\n)\n\nfunc a() {}\n', 5],
    ['package p;\n\nimport a.B;\n\nclass A {}\n', 3],
  ])('have their imports behind those of the file (%#)', (text, line) => {
    const lines = weave(text, ['import x']).split('\n');
    expect(lines.indexOf('import x')).toBe(line);
  });

  it('import nothing twice', () => {
    const text = "import a from 'a';\n\na();\n";
    expect(weave(text, ["import a from 'a';"])).toBe(`${text}\nit();\n`);
  });

  it('have an order in a file of imports alone', () => {
    expect(weave("import a from 'a';", ["import b from 'b';"])).toBe(
      "import a from 'a';\nimport b from 'b';\n\nit();\n",
    );
    expect(weave('', ["import b from 'b';"])).toBe("import b from 'b';\n\nit();\n");
  });

  it('end their lines as the file does', () => {
    expect(weave('import a;\r\na();\r\n', ['import b;'], 'it();\nit();')).toBe(
      'import a;\r\nimport b;\r\na();\r\n\r\nit();\r\nit();\r\n',
    );
  });

  it('take nothing away', () => {
    const patch = woven(PATH, 'import a;\na();\n', written(['import b;'], 'it();'));
    expect(patch.map(({ expect: gone }) => gone)).toEqual(['', '']);
  });
});

describe('tests in a file of their own', () => {
  it('are all that it holds', () => {
    expect(newFile(PATH, written(['import b;'], 'it();\n\n'))).toEqual([
      { path: PATH, start: 0, end: 0, expect: '', replace: 'import b;\n\nit();\n', creates: true },
    ]);
    expect(newFile(PATH, written([], 'it();'))[0].replace).toBe('it();\n');
  });
});
