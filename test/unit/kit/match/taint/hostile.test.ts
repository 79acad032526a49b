import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, taintOf } from '../../../../support/match-rules.ts';

const taint = taintOf({ source: 'source()', sink: 'sink(...)', sanitizer: 'clean(...)' });

/** Programs of a few names, with everything that makes values meet. */
const program = fc.letrec<{ value: string; statement: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', '1', '"x"', 'source()', '[]', '({})', 'a.k', 'b[c]', 'a[0]'),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `f(${a}, () => ${b})`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `[${a}, ...${b}].map((c) => ${b})`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `({ k: ${a}, [${b}]: ${a}, ...${b} })`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `(${a} === ${b} ? ${a} : ${b} + ${a})`),
  ),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('value').map((v) => `a.push(${v});`),
    tie('value').map((v) => `b.k = ${v}; sink(b);`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `a[${b}] = ${a}; [b, { k: c }] = a;`),
    fc.tuple(tie('value'), tie('statement')).map(([v, s]) => `for (const c of ${v}) { ${s} if (c) break; }`),
    fc
      .tuple(tie('value'), tie('statement'))
      .map(([v, s]) => `while (${v}) { try { ${s} } finally { continue } }`),
    fc
      .tuple(tie('value'), tie('statement'))
      .map(([v, s]) => `switch (${v}) { case 1: ${s} case a: b = ${v}; break; default: ${s} }`),
    fc
      .tuple(tie('value'), tie('statement'))
      .map(([v, s]) => `if (!(a && ${v})) { ${s} } else if (b) return; else { a = { k: a }; }`),
  ),
}));

describe('findFlows', () => {
  it('comes to an end on whatever meets, and says the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(program.statement, { maxLength: 4 }), async (statements) => {
        const text = `function f(a, b, c) { ${statements.join(' ')} }`;
        const once = await run({ mode: 'taint', taint }, 'javascript', text);
        expect(once.troubles).toEqual([]);
        expect(await run({ mode: 'taint', taint }, 'javascript', text)).toEqual(once);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['cases', `switch (a) { ${lines(2000, (i) => `case ${i}: x${i} = source(); break;`)} } sink(x5)`],
    ['conditions', `${lines(1000, (i) => `if (a === ${i}) { x${i} = source() } else `)} {} sink(x5)`],
    ['parts', `const a = { ${lines(2000, (i) => `k${i}: source(),`)} }; sink(a)`],
    ['closures', lines(1000, (i) => `let x${i} = source(); g(() => { x${i} = f() });`) + 'sink(x5)'],
    ['loops', `${'for (;;) { a = b; b = source(); '.repeat(40)}${'}'.repeat(40)} sink(a)`],
  ])('[T83] follows thousands of %s', async (_, text) => {
    const { matches, troubles } = await run({ mode: 'taint', taint }, 'javascript', text);
    expect(troubles).toEqual([]);
    expect(matches.length).toBeLessThanOrEqual(1);
  });
});

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}
