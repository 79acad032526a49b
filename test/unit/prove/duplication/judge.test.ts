/** Duplication as the prover calls it: what is a new copy, what is none, and what is said of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/domain/finding.ts';
import { UNSEEN } from '../../../../src/kit/visible.ts';
import type { Files } from '../../../support/trees.ts';
import { dump, go, java, otherScript, python, script, table } from './code.ts';
import { judge } from './judging.ts';

const short = ({ rule, at, related = [] }: Observation) =>
  `${rule.replace('duplication/', '')} ${at.path}:${at.line}-${at.endLine} of ${related.map(({ path, line }) => `${path}:${line}`).join(' ')}`;
const seen = async (base: Files, head: Files) => (await judge(base, head)).map(short);

/** A turn of a tree's node, and with the names exchanged the turn back. */
const turn = (up: string, down: string) => `export function ${up}Turn(root: Node): Node {
  const pivot = root.${down}, kept = pivot.${up}, parent = root.parent;
  root.${down} = kept;
  if (kept !== null) kept.parent = root;
  replaceInParent(root, pivot, parent);
  pivot.${up} = root;
  root.parent = pivot;
  root.height = Math.max(heightOf(root.${up}), heightOf(kept)) + 1;
  pivot.height = Math.max(root.height, heightOf(pivot.${down})) + 1;
  return rebalance(pivot, root.height);
}
`;
const BASE = { 'src/counts.ts': script('countWords'), 'src/net.ts': otherScript('get') };

describe('a new copy', () => {
  it.each<[string, Files, Files]>([
    [
      'JavaScript',
      BASE,
      {
        'src/tags/tags.js': script('countTags', 'tags').replace(
          /: string\[\]|: Map<string, number>|<string, number>/g,
          '',
        ),
      },
    ],
    ['TypeScript', BASE, { 'src/tags/tags.ts': script('countTags', 'tags') }],
    [
      'Python',
      { 'shop/orders.py': python('read_orders') },
      { 'shop/prices.py': python('read_prices', 'file') },
    ],
    [
      'Java',
      { 'src/main/java/shop/Menus.java': java('Menus', 'cyclic') },
      { 'src/main/java/shop/Pages.java': java('Pages', 'loops', 'above') },
    ],
    ['Go', { 'shop/count.go': go('shop', 'Count') }, { 'tags/count.go': go('tags', 'Tally', 'names') }],
  ])('in another file is found in %s', async (_, base, added) => {
    const [only, ...more] = await judge(base, { ...base, ...added });
    expect(more).toEqual([]);
    expect(only?.at.path).toBe(Object.keys(added)[0]);
    expect(only?.related?.map(({ path }) => path)).toEqual([Object.keys(base)[0]]);
  });

  it('names both, how alike they are, what differs, and how to call the original', async () => {
    const [copy] = await judge(BASE, { ...BASE, 'src/tags/tags.ts': script('countTags', 'tags') });
    expect(copy).toMatchObject({
      rule: 'duplication/renamed-copy',
      at: { path: 'src/tags/tags.ts', line: 1, column: 1, endLine: 9, endColumn: 2 },
      message:
        '`countTags` (9 lines) repeats `countWords` in src/counts.ts:1 (100 % alike, only names differ: `list` → `tags`).',
      hint: "Call `countWords` instead: `import { countWords } from '../counts'`.",
      related: [{ path: 'src/counts.ts', line: 1, endLine: 9, note: 'What it repeats: `countWords`' }],
    });
  });

  it('says what stands in the way of a call', async () => {
    const base = { 'src/counts.ts': script('countWords', 'list', 'function') };
    const [copy] = await judge(base, { ...base, 'src/tags.ts': script('countWords') });
    expect(copy?.message).toBe(
      '`countWords` (9 lines) repeats `countWords` in src/counts.ts:1 (word for word).',
    );
    expect(copy?.hint).toBe('Make `countWords` reachable from outside src/counts.ts and call it.');
  });

  it('tells how modules are imported in Python and Go', async () => {
    const shop = { 'src/shop/__init__.py': '', 'src/shop/orders.py': python('read_orders') };
    const [copy] = await judge(shop, { ...shop, 'src/shop/prices.py': python('read_prices', 'file') });
    expect(copy?.hint).toBe('Call `read_orders` instead: `from shop.orders import read_orders`.');
    const pack = { 'internal/store/count.go': go('shop', 'Count') };
    const [other] = await judge(pack, { ...pack, 'tags/count.go': go('tags', 'Tally', 'names') });
    expect(other?.hint).toBe('Call `Count` instead: `shop.Count`.');
  });

  it('that puts a value in place of another wants a parameter', async () => {
    const tags = script('countTags', 'tags').replace("'#'", "'//'");
    const [copy] = await judge(BASE, { ...BASE, 'src/tags.ts': tags });
    expect(copy?.message).toContain("(100 % alike: `'#'` → `'//'`; other names: `list` → `tags`)");
    expect(copy?.hint).toMatch(/^Make what differs a parameter\. Call `countWords` instead/);
  });

  it('in the change itself is said once, about the later place', async () => {
    const added = { 'src/a.ts': script('countA'), 'src/b.ts': `${otherScript('post')}\n${script('countB')}` };
    const [only, ...more] = await judge({ 'a.md': '' }, { 'a.md': '', ...added });
    expect(more).toEqual([]);
    expect(only?.at).toMatchObject({ path: 'src/b.ts', line: 12 });
    expect(only?.message).toContain('repeats `countA` in src/a.ts:1, which this change adds too');
  });

  it('is about what the change wrote, though the old place lies in a changed file too', async () => {
    const base = { 'src/z.ts': `${script('countZ')}${otherScript('get')}` };
    const head = { 'src/a.ts': script('countA'), 'src/z.ts': `${script('countZ')}export const z = 1;\n` };
    const [only, ...more] = await judge(base, head);
    expect(more).toEqual([]);
    expect(only?.at.path).toBe('src/a.ts');
    expect(only?.message).not.toContain('adds too');
  });

  it('twice is one finding that counts the places', async () => {
    const added = {
      'src/b.ts': script('countB'),
      'src/c.ts': script('countC'),
      'src/d.ts': script('countD'),
    };
    const [only, ...more] = await judge(BASE, { ...BASE, ...added });
    expect(more).toEqual([]);
    expect(only?.message).toMatch(
      /repeats `countWords` in src\/counts\.ts:1 .*The same stands in 2 more places\.$/,
    );
    expect(only?.related?.map(({ path }) => path)).toEqual(['src/counts.ts', 'src/b.ts', 'src/c.ts']);
  });

  it('of two functions that stand together is one finding, of two apart one each', async () => {
    const base = { 'src/all.ts': `${script('count')}\n${otherScript('get')}` };
    const together = { ...base, 'src/b.ts': `${script('tally')}\n${otherScript('fetchSlowly')}` };
    const [both, ...more] = await judge(base, together);
    expect(more).toEqual([]);
    expect(both?.at).toMatchObject({ line: 1, endLine: 20 });
    expect(both?.message).toBe(
      '2 functions (`tally`, `fetchSlowly`) repeat those in src/all.ts:1 and below (word for word).',
    );
    const gap = Array.from({ length: 30 }, (_, n) => `export const a${n} = ${n};\n`).join('');
    const apart = { ...base, 'src/b.ts': `${script('tally')}${gap}${otherScript('fetchSlowly')}` };
    expect(await judge(base, apart)).toHaveLength(2);
  });

  it('of more than two functions is one finding about the file, which shows each place', async () => {
    const base = { 'src/all.ts': `${script('count')}\n${otherScript('get')}\n${turn('left', 'right')}` };
    const gap = Array.from({ length: 30 }, (_, n) => `export const a${n} = ${n};\n`).join('');
    const parts = [script('tally'), otherScript('fetchSlowly'), turn('left', 'right')];
    const [only, ...more] = await judge(base, { ...base, 'src/b.ts': parts.join(gap) });
    expect(more).toEqual([]);
    expect(only?.at).toMatchObject({ path: 'src/b.ts', line: 80, endLine: 90 });
    expect(only?.message).toBe(
      '3 functions (`leftTurn`, `fetchSlowly`, `tally`) repeat those in src/all.ts:22 and below (word for word).',
    );
    expect(only?.related?.map(({ path, line, note }) => `${path}:${line} ${note}`)).toEqual([
      'src/b.ts:40 Here as well: `fetchSlowly`',
      'src/b.ts:1 Here as well: `tally`',
      'src/all.ts:22 What it repeats: `leftTurn`',
      'src/all.ts:11 What it repeats: `get`',
      'src/all.ts:1 What it repeats: `count`',
    ]);
  });

  it('of a folder is one finding, whatever is in its files', async () => {
    const base = { 'api/src/count.ts': script('count'), 'api/src/net/get.ts': otherScript('get') };
    const copied = { 'old/api/src/count.ts': script('count'), 'old/api/src/net/get.ts': otherScript('get') };
    const [only, ...more] = await judge(base, { ...base, ...copied });
    expect(more).toEqual([]);
    expect(only?.at.path).toBe('old/api/src/net/get.ts');
    expect(only?.message).toBe(
      '2 functions (`get`, `count`) of 2 files in `old` repeat those of files of the same names in the top folder (word for word).',
    );
    expect(only?.related?.map(({ path }) => path)).toEqual([
      'old/api/src/count.ts',
      'api/src/net/get.ts',
      'api/src/count.ts',
    ]);
  });
});

describe('no new copy', () => {
  it.each<[string, Files, Files]>([
    [
      'code that is indented anew',
      { 'src/a.ts': script('count'), 'src/b.ts': script('tally') },
      { 'src/a.ts': script('count'), 'src/b.ts': script('tally').replace(/^/gm, '    ') },
    ],
    [
      'the same for another database',
      { 'store/db/mysql/count.ts': script('count') },
      { 'store/db/mysql/count.ts': script('count'), 'store/db/sqlite/count.ts': script('count') },
    ],
    [
      'what turns the other way',
      { 'a.md': '' },
      { 'src/turns.ts': turn('left', 'right'), 'src/back.ts': turn('right', 'left') },
    ],
    ['a copy in a test', BASE, { ...BASE, 'src/counts.test.ts': script('countWords') }],
    [
      'a copy of what a test has',
      { 'test/a.ts': script('count') },
      { 'test/a.ts': script('count'), 'src/a.ts': script('count') },
    ],
    [
      'a copy of generated code',
      { 'src/api.ts': `// Code generated by tool. DO NOT EDIT.\n${script('count')}` },
      {
        'src/api.ts': `// Code generated by tool. DO NOT EDIT.\n${script('count')}`,
        'src/a.ts': script('count'),
      },
    ],
    [
      'a copy of what the attributes of the base call generated',
      { '.gitattributes': 'src/gen/** linguist-generated\n', 'src/gen/a.ts': script('count') },
      {
        '.gitattributes': 'src/gen/** linguist-generated\n',
        'src/gen/a.ts': script('count'),
        'src/a.ts': script('count'),
      },
    ],
    [
      'a Go file that is built where another one is not',
      { 'net/wait.go': `//go:build !linux\n\n${go('net', 'Count')}` },
      {
        'net/wait.go': `//go:build !linux\n\n${go('net', 'Count')}`,
        'net/wait_linux.go': go('net', 'Count'),
      },
    ],
    [
      'a table of keys and values',
      { 'src/a.ts': table('first') },
      { 'src/a.ts': table('first'), 'src/b.ts': table('second') },
    ],
    [
      'what an interface asks of every class, when it is small',
      { 'ast/a.go': dump('Mention', 'Username') },
      { 'ast/a.go': dump('Mention', 'Username'), 'ast/b.go': dump('Math', 'Source') },
    ],
    [
      'a test of Python, wherever it stands',
      { 'shop/testing/orders.py': python('test_orders') },
      { 'shop/testing/orders.py': python('test_orders'), 'shop/testing/prices.py': python('test_prices') },
    ],
    [
      'a test of Go, wherever it stands',
      { 'store/storetests/a.go': go('storetests', 'A', 't *testing.T, keys') },
      {
        'store/storetests/a.go': go('storetests', 'A', 't *testing.T, keys'),
        'store/storetests/b.go': go('storetests', 'B', 't *testing.T, keys'),
      },
    ],
    [
      'a copy of vendored code',
      { 'vendor/a.ts': script('count') },
      { 'vendor/a.ts': script('count'), 'src/a.ts': script('count') },
    ],
    [
      'something else',
      BASE,
      { ...BASE, 'src/b.ts': otherScript('fetchAll').replace('500', '400').slice(0, 60) },
    ],
  ])('is %s', async (_, base, head) => {
    expect(await seen(base, head)).toEqual([]);
  });

  // What moves has a copy already, so that there is something to be found.
  const older = { 'src/older.ts': script('older'), 'src/too.ts': otherScript('getToo') };

  it.each<[string, Files, Files]>([
    [
      'a moved function',
      { 'src/a.ts': `${script('count')}${otherScript('get')}` },
      { 'src/a.ts': otherScript('get'), 'src/b.ts': script('count') },
    ],
    ['a renamed file', { 'src/a.ts': script('count') }, { 'src/lib/b.ts': script('count') }],
    [
      'a moved function with a few edits',
      { 'src/a.ts': `${script('count')}${otherScript('get')}` },
      { 'src/a.ts': otherScript('get'), 'src/b.ts': script('tally').replaceAll('item', 'word') },
    ],
    [
      'a file that is split in two',
      { 'src/a.ts': `${script('count')}${otherScript('get')}` },
      { 'src/b.ts': script('count'), 'src/c.ts': otherScript('get') },
    ],
    [
      'a class made of a function: all of it is indented',
      { 'src/a.ts': script('count') },
      { 'src/a.ts': `export class Counter {\n${script('count', 'list', '').replace(/^/gm, '  ')}}\n` },
    ],
    [
      'an edit throughout to what was a copy before',
      { 'src/a.ts': script('count', 'tags') },
      { 'src/a.ts': script('count', 'marks').replace(/\b(item|key|counts|a|b)\b/g, (name) => `${name}Of`) },
    ],
  ])('of something older is %s', async (_, base, head) => {
    expect(await seen({ ...older, ...base }, { ...older, ...head })).toEqual([]);
  });

  it('is anything in a file that the policy does not let it see', async () => {
    const head = { ...BASE, 'src/tags.ts': script('countTags') };
    expect(await judge(BASE, head, { sees: (path) => path !== 'src/counts.ts' })).toEqual([]);
  });

  it('is called generated by the change: its attributes do not count', async () => {
    const head = { ...BASE, '.gitattributes': '* linguist-generated\n', 'src/tags.ts': script('countTags') };
    expect(await judge(BASE, head)).toHaveLength(1);
  });
});

describe('a copy of what the change moves', () => {
  it('is found though the original is gone', async () => {
    const base = { 'src/a.ts': `${script('count')}${otherScript('get')}` };
    const head = { 'src/a.ts': otherScript('get'), 'src/b.ts': script('count'), 'src/c.ts': script('count') };
    expect(await seen(base, head)).toEqual(['verbatim-copy src/c.ts:1-9 of src/b.ts:1']);
  });
});

describe('an audit', () => {
  it('says each thing once, however many copies there are', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`src/m${n}.ts`, script(`count${n}`)]),
    );
    const [only, ...more] = await judge({}, { ...files, 'src/net.ts': otherScript('get') });
    expect(more).toEqual([]);
    expect(only?.message).toMatch(
      /`count0` in src\/m0\.ts:1 \(word for word\)\. The same stands in 38 more places\.$/,
    );
    expect(only?.related).toHaveLength(21);
  });
});

describe('hostile files', () => {
  it('make no message that is long or holds what cannot be seen, whatever their bytes [T62] [T78]', async () => {
    const noise = fc.tuple(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(600));
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { maxLength: 4 }), async (inserted) => {
        const text = inserted.reduce(
          (so, [what, at]) => so.slice(0, at) + what + so.slice(at),
          script('count'),
        );
        const files = { 'src/a.ts': `${text}${otherScript('get')}`, 'src/b.ts': `${script('tally')}${text}` };
        for (const { message, hint = '' } of await judge({}, files)) {
          expect(message.length + hint.length).toBeLessThan(3000);
          expect(message + hint).not.toMatch(UNSEEN);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('in UTF-16 are quoted as text', async () => {
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const [copy] = await judge(
      {},
      { 'src/a.ts': wide(script('count')), 'src/b.ts': wide(script('tally', 'tags')) },
    );
    expect(copy?.message).toContain('only names differ: `list` → `tags`');
  });

  it('have paths of any length', async () => {
    const base = { [`src/${'\u202e'.repeat(9000)}.ts`]: script('count') };
    const [copy] = await judge(base, { ...base, 'src/a.ts': script('tally') });
    expect(copy?.message.length).toBeLessThan(1000);
  });

  it('have their names shown as escapes, and cut', async () => {
    const name = `count${'x'.repeat(500)}`;
    const base = { 'src/\u202e\n.ts': script(name) };
    const [copy] = await judge(base, { ...base, 'src/a.ts': script('count') });
    expect(copy?.message.length).toBeLessThan(400);
    expect(copy?.message).toContain('src/\\u{202e}\\n.ts:1');
  });
});
