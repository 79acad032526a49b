/** Copies that are true and yet too little to stop somebody for; an audit lists them all the same. */
import { describe, expect, it } from 'vitest';
import type { Files } from '../../../support/trees.ts';
import { otherScript, script } from './code.ts';
import { judge } from './judging.ts';

const cell = (type: string, load: string) => `export function ${load}Cell(row: ${type}) {
  const shown = ${load}(row.value, row.locale);
  const head = row.head.trim();
  row.drawn = true;
  return new Cell(shown, head, { align: row.align });
}
`;

const hook = (one: string) => `export function use${one}s(request: Query, options: Options) {
  return useInfiniteQuery({
    queryKey: keys.list${one}(request),
    queryFn: async ({ pageParam }) => {
      const page = await client.list${one}({ ...request, size: 50, token: pageParam || '' });
      return page;
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextPageToken || undefined,
    enabled: options.enabled ?? true,
    staleTime: 1000 * 60,
  });
}
`;

const write = (type: string, step: string) => `package shop;

class ${type} extends Writer {
  @Override
  public void write(Sink out, Value values) {
    if (values == null || values.isEmpty()) {
      out.nothing();
      return;
    }
    out.begin(values.size(), values.name());
    for (int at = 0, length = values.length(); at < length; at++) {
      ${step}
      out.value(values.get(at), values.unit(at));
    }
    out.finish();
  }
}
`;

const CALM = 'out.comma(at);';
const WILD =
  'if (at > 0 && !values.isLast(at)) { out.space(); } while (values.hasNote(at)) { out.note(values); }';

describe('a change hears nothing of', () => {
  it.each<[string, Files, Files]>([
    [
      'a few lines that only look alike',
      { 'src/a.ts': cell('User', 'load') },
      { 'src/b.ts': cell('Page', 'show') },
    ],
    ['a hook for another resource', { 'src/a.ts': hook('Memo') }, { 'src/b.ts': hook('Board') }],
    [
      'neighbours that it writes with a difference',
      { 'a.md': '' },
      { 'src/a.ts': `${otherScript('get')}${otherScript('load').replace('delay *= 2;', 'log(delay++);')}` },
    ],
  ])('%s', async (_, base, added) => {
    expect(await judge(base, { ...base, ...added })).toEqual([]);
    expect(await judge({}, { ...base, ...added })).toHaveLength(1);
  });
});

it('nobody hears of an overriding method that goes its own way', async () => {
  const files = (text: (type: string, step: string) => string) => ({
    'src/main/java/shop/A.java': text('A', CALM),
    'src/main/java/shop/B.java': text('B', WILD),
  });
  expect(await judge({}, files(write))).toEqual([]);
  const own = (type: string, step: string) => write(type, step).replace('@Override', '');
  expect(await judge({}, files(own))).toHaveLength(1);
});

describe('a change hears of', () => {
  it('neighbours that it writes word for word', async () => {
    const twice = `${otherScript('get')}${script('count')}${otherScript('load')}`;
    expect(await judge({ 'a.md': '' }, { 'a.md': '', 'src/a.ts': twice })).toHaveLength(1);
  });

  it('a neighbour that was there before, though it differs', async () => {
    const base = { 'src/a.ts': otherScript('get') };
    const edited = otherScript('load').replace('delay *= 2;', 'log(delay++);');
    expect(await judge(base, { 'src/a.ts': `${otherScript('get')}${edited}` })).toHaveLength(1);
  });
});

it('nobody hears of the same method of packages side by side, but for word for word', async () => {
  const method = (limit: string) =>
    `class Notifier {\n${otherScript('send').replace('export async function', 'async').replace('500', limit)}}\n`;
  const files = (limit: string) => ({ 'notify/a/a.ts': method('500'), 'notify/b/b.ts': method(limit) });
  expect(await judge({}, files('400'))).toEqual([]);
  expect(await judge({}, files('500'))).toHaveLength(1);
});

it('an audit tells of what is short as well', async () => {
  const base = { 'src/a.ts': cell('User', 'load') };
  const files = { ...base, 'src/b.ts': cell('User', 'load') };
  expect(await judge({}, files)).toHaveLength(1);
  expect(await judge(base, files)).toEqual([]);
});

it('a change hears of what is short when it writes that everywhere', async () => {
  const copies = (count: number): Files =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`src/${at}/page${at}.ts`, cell('User', 'load')]),
    );
  const base = { 'a.md': '' };
  expect(await judge(base, { ...base, ...copies(4) })).toEqual([]);
  expect(await judge(base, { ...base, ...copies(10) })).toHaveLength(1);
});
