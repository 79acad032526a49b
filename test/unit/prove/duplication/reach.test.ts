/** What a finding of duplication advises: nothing that would not resolve, compile or be reached. */
import { describe, expect, it } from 'vitest';
import type { Files } from '../../../support/trees.ts';
import { go, otherScript, python, script } from './code.ts';
import { judge } from './judging.ts';

const hint = async (base: Files, added: Files) => (await judge(base, { ...base, ...added }))[0]?.hint;
const a = { 'src/a.ts': script('count') };

describe('a call is advised', () => {
  it.each<[string, Files, Files, string]>([
    [
      'with an extension where these files write one',
      a,
      { 'src/x/b.ts': `import { y } from './y.js';\n${script('tally')}` },
      "Call `count` instead: `import { count } from '../a.js'`.",
    ],
    [
      'with the extension of the file where these files write that',
      a,
      { 'src/x/b.ts': `import { y } from './y.ts';\n${script('tally')}` },
      "Call `count` instead: `import { count } from '../a.ts'`.",
    ],
    [
      'without an import for what has no name of its own in its module',
      { 'src/a.ts': script('count', 'list', 'export default function') },
      { 'src/b.ts': script('tally') },
      'Call `count` instead.',
    ],
    [
      'without an import for what is exported the old way',
      { 'src/a.cjs': `${script('count', 'list', 'function')}module.exports = { count };\n` },
      { 'src/b.cjs': script('tally', 'list', 'function') },
      'Call `count` instead.',
    ],
    [
      'by the path that a package of Python begins at',
      { 'site/shop/__init__.py': '', 'site/shop/orders.py': python('read_orders') },
      { 'site/shop/prices.py': python('read_prices') },
      'Call `read_orders` instead: `from shop.orders import read_orders`.',
    ],
    [
      'without an import where Python has no package',
      { 'tool-box/orders.py': python('read_orders') },
      { 'tool-box/prices.py': python('read_prices') },
      'Call `read_orders` instead.',
    ],
    [
      'by the name of a package of Go, not of its folder',
      { 'v2/count.go': go('shop', 'Count') },
      { 'tags/count.go': go('tags', 'Tally') },
      'Call `Count` instead: `shop.Count`.',
    ],
  ])('%s', async (_, base, added, expected) => {
    expect(await hint(base, added)).toBe(expected);
  });
});

describe('a move is advised', () => {
  it.each<[string, Files, Files, string]>([
    [
      'to other packages of a monorepo',
      {
        'packages/a/package.json': '{}',
        'packages/b/package.json': '{}',
        'packages/a/src/a.ts': script('count'),
      },
      { 'packages/b/src/b.ts': script('tally') },
      'Move `count` to where both can call it.',
    ],
    [
      "from a server's code to a client's",
      { 'src/server/a.ts': script('count') },
      { 'src/client/b.ts': script('tally') },
      'Move `count` to where both can call it.',
    ],
    [
      'out of an internal package of Go that is not beside',
      { 'shop/internal/count.go': go('internal', 'Count') },
      { 'tags/count.go': go('tags', 'Tally') },
      'Move `Count` to where both can call it.',
    ],
    [
      'out of a program of Go',
      { 'cmd/shop/count.go': go('main', 'Count') },
      { 'tags/count.go': go('tags', 'Tally') },
      'Move `Count` to where both can call it.',
    ],
    [
      'out of a private method',
      { 'src/a.ts': `export class A {\n${script('count', 'list', 'private')}}\n` },
      { 'src/b.ts': `export class B {\n${script('tally', 'list', '')}}\n` },
      'Move `A.count` to where both can call it.',
    ],
    [
      'for a method of another class, if its object is not at hand',
      { 'src/a.ts': `export class A {\n${script('count', 'list', '')}}\n` },
      { 'src/b.ts': `export class B {\n${script('tally', 'list', '')}}\n` },
      'Call `A.count` where its object is at hand, or move it to where both can call it.',
    ],
    [
      'out of the function around it',
      { 'src/a.ts': `export function outer() {\n${script('count', 'list', 'function')}return count;\n}\n` },
      { 'src/b.ts': script('tally') },
      'Move `count` out of the function around it and call it.',
    ],
    [
      'out of an object',
      { 'src/a.ts': `const actions = {\n${script('', 'list', 'count: function')}};\n` },
      { 'src/b.ts': script('tally') },
      'Make `count` a function of its own and call it in both places.',
    ],
  ])('%s', async (_, base, added, expected) => {
    expect(await hint(base, added)).toBe(expected);
  });
});

it('what several functions are said to be is true of the one that is least alike', async () => {
  const base = { 'src/a.ts': `${script('count')}\n${otherScript('get')}` };
  const copied = `${script('tally')}\n${otherScript('load').replace('500', '400')}`;
  const [only] = await judge(base, { ...base, 'src/b.ts': copied });
  expect(only?.rule).toBe('duplication/renamed-copy');
  expect(only?.message).toContain('and below (but for names and values).');
});

it('functions far apart are no copied file: what lies between them is not said to be copied', async () => {
  const parts = ['one', 'two', 'three', 'four'].map((name) =>
    otherScript(name).replaceAll('delay', `${name}Delay`).replace('100', `${name.length}00`),
  );
  const gap = Array.from({ length: 60 }, (_, n) => `export const a${n} = ${n};\n`).join('');
  const base = { 'src/a.ts': [script('count'), ...parts].join('\n') };
  const found = await judge(base, { ...base, 'src/b.ts': [script('count'), ...parts].join(gap) });
  for (const { at } of found) expect(at.endLine - at.line).toBeLessThan(12);
});
