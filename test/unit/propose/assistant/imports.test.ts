import { describe, expect, it } from 'vitest';
import { Lines } from '../../../../src/kit/text.ts';
import { lastImport } from '../../../../src/propose/assistant/imports.ts';

describe('the last import of a file', () => {
  it.each([
    ['', 0],
    ['a();\n', 0],
    ["// x\nimport a from 'a';\n\na();\n", 2],
    ["import {\n  a,\n} from 'a';\nimport 'b';\na();\n", 4],
    ["const a = require('a');\nlet b;\n", 1],
    ["const { a } = require('a')\nmodule.exports = {}\n", 1],
    ['from a import (\n    b,\n    c,\n)\nimport d\nx = 1\n', 5],
    ['package p\n\nimport (\n\t"a"\n\t"b"\n)\n\nfunc f() {}\n', 6],
    ['package p;\nimport a.B;\nclass C {}\n', 2],
    ['def f():\n    import a\n', 0],
    ['importer();\nfromage = 1\n', 0],
  ])('of %j is on line %d', (text, line) => {
    expect(lastImport(new Lines(text))).toBe(line);
  });
});
