/** What of several copies is one story. */
import { expect, it } from 'vitest';
import type { Copy } from '../../../../src/prove/validators/duplication/copies.ts';
import { regionsOf } from '../../../../src/prove/validators/duplication/regions.ts';

const PATHS = ['src/a.ts', 'src/b.ts', 'src/c.ts'];

/** Lines of a unit of one file that repeat those of a unit of another one. */
function copy(left: [source: number, unit: number, line: number], right: [number, number, number]): Copy {
  const side = ([source, unit, startLine]: [number, number, number]) => ({
    source,
    unit,
    startLine,
    endLine: startLine + 9,
  });
  const clone = { kind: 'block', similarity: 1, tokens: 80, differences: [] } as const;
  return { clone: { ...clone, left: side(left), right: side(right) }, both: false, others: [] };
}

const sizes = (copies: readonly Copy[]) =>
  regionsOf(copies, (source) => PATHS[source] ?? '').map(({ parts }) => parts.flat().length);

it('two pieces of one function that repeat pieces of another one are one', () => {
  expect(sizes([copy([0, 1, 10], [1, 1, 10]), copy([0, 1, 90], [1, 1, 50])])).toEqual([2]);
  expect(sizes([copy([0, 1, 10], [1, 1, 10]), copy([0, 2, 90], [1, 1, 50])])).toEqual([1, 1]);
});

it('all of a file is one when much of it repeats another file', () => {
  const much = [1, 2, 3].map((unit) => copy([0, unit, unit * 100], [1, unit, unit * 100]));
  expect(sizes([...much, copy([0, 9, 900], [2, 1, 1])])).toEqual([4]);
  expect(sizes([...much.slice(1), copy([0, 9, 900], [2, 1, 1])])).toEqual([1, 1, 1]);
});
