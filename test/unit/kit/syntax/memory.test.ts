import { Parser } from 'web-tree-sitter';
import { expect, it, onTestFinished } from 'vitest';
import { factsOf } from '../../../../src/kit/syntax/parse.ts';

const init = Parser.init;

it('needs no more memory for four hundred files than for fifty', async () => {
  let module: { HEAPU8?: Uint8Array } = {};
  Parser.init = (options) => init((module = options as typeof module));
  onTestFinished(() => {
    Parser.init = init;
  });
  const text = "import { a } from 'x';\nexport function f() { return [1, { b: `c${a}` }]; }\n".repeat(500);
  const parse = async (times: number) => {
    for (let i = 0; i < times; i++) await factsOf(text, 'typescript');
    return module.HEAPU8?.length ?? 0;
  };
  const before = await parse(50);
  expect(before).toBeGreaterThan(0);
  expect(await parse(400)).toBe(before);
});
