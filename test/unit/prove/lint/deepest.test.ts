/** Nodes are found by their place as a search of the whole tree would find them. */
import fc from 'fast-check';
import { Linter, type SourceCode } from 'eslint';
import { describe, expect, it } from 'vitest';
import { deepestAt, type Node } from '../../../../src/prove/validators/lint/deepest.ts';

function sourceOf(text: string): SourceCode {
  const linter = new Linter();
  linter.verify(text, [{ languageOptions: { ecmaVersion: 'latest', sourceType: 'module' } }]);
  return linter.getSourceCode();
}

/** One child after the other, in the order of the keys. */
function searched({ ast, visitorKeys }: SourceCode, offset: number): Node {
  const childOf = (parent: Node): Node | undefined =>
    (visitorKeys[parent.type] ?? [])
      .flatMap((key) => [parent[key]].flat() as (Node | null)[])
      .find((child) => child?.range && child.range[0] <= offset && offset < child.range[1]) ?? undefined;
  let node = ast as unknown as Node;
  for (let inner = childOf(node); inner; inner = childOf(inner)) node = inner;
  return node;
}

const STATEMENTS = [
  'const [, a,, { b = 1, c: [d], ...e }] = [1,,, f(...g, `x${h}y`)];',
  'class A extends B { static #p = 1; get [q]() { return this.#p; } static { r(); } }',
  'for (const s of t) { if (s === s) continue; else u: while (1) break u; }',
  'export const v = async ({ w }, x = y) => (z, await w?.(x));',
  'switch (i) { case 1: case j: k(); default: }',
  'try { l } catch { m } finally { n }',
];

describe('the innermost node at an offset', () => {
  it('is the one that a search of the whole tree finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...STATEMENTS), { minLength: 1 }), (statements) => {
        const source = sourceOf(statements.join('\n'));
        for (let at = 0; at <= source.text.length; at++)
          expect(deepestAt(source, at)).toBe(searched(source, at));
      }),
      { numRuns: 10 },
    );
  });

  it('[T82] is found in a list of thousands without looking at each', () => {
    const source = sourceOf('x;\n'.repeat(20_000));
    let touched = 0;
    const { body } = source.ast as unknown as { body: Node[] };
    for (const node of body) {
      const { range } = node;
      Object.defineProperty(node, 'range', { get: () => (touched++, range) });
    }
    for (let at = 0; at < source.text.length; at += 3) deepestAt(source, at);
    expect(touched).toBeLessThan(20_000 * 40);
  });
});
