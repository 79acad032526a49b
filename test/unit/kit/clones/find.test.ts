import { describe, expect, it } from 'vitest';
import { findClones } from '../../../../src/kit/clones/find.ts';
import { recordOf } from '../../../../src/kit/clones/record.ts';
import { Corpus } from './search.ts';

/** A function of some substance; every name in it can be another one. */
function summing({ name = 'sumOf', list = 'orders', total = 'total', extra = '' } = {}): string {
  return `export function ${name}(${list}, limit) {
  let ${total} = 0;
  for (const order of ${list}) {
    if (order.cancelled || order.price < limit) continue;
    ${total} += order.price * order.amount;${extra}
    if (order.voucher) ${total} -= order.voucher.worth(${list}.length);
  }
  return { ${total}, mean: ${total} / ${list}.length, limit };
}
`;
}

/** Other code, so that not everything is rare. */
const other = `export function connect(url, retries) {
  const socket = new Socket(url, { timeout: 1000 });
  socket.on('error', (error) => {
    if (retries > 0) connect(url, retries - 1);
    else throw error;
  });
  return socket.open().then(() => socket);
}
`;

describe('findClones', () => {
  it('finds an exact copy in another file, wherever it stands and however it is indented', async () => {
    const moved = summing().replaceAll('\n', '\n    ');
    const corpus = new Corpus({ 'a.ts': summing(), 'b.ts': `${other}\n    ${moved}` });
    expect(await corpus.said()).toEqual(['verbatim b.ts:10-18 a.ts:1-9']);
  });

  it('finds a renamed copy, and says each rename once', async () => {
    const renamed = summing({ name: 'countUp', list: 'goods', total: 'result' });
    const corpus = new Corpus({ 'a.ts': summing(), 'b.ts': renamed, 'c.ts': other });
    const { clones } = await corpus.find({ 'b.ts': 'all' });
    expect(clones).toMatchObject([
      { kind: 'renamed', similarity: 1, left: { source: 1 }, right: { source: 0 } },
    ]);
    expect(clones.flatMap((clone) => corpus.differences(clone))).toEqual([
      'variable goods→orders',
      'variable result→total',
    ]);
  });

  it('finds a copy with a statement more, and says which', async () => {
    const edited = summing({ list: 'goods', extra: '\n    console.log("done", order);' });
    const corpus = new Corpus({ 'a.ts': summing(), 'b.ts': edited });
    const { clones } = await corpus.find();
    expect(clones.map(({ kind }) => kind)).toEqual(['edited']);
    expect(clones.flatMap((clone) => corpus.differences(clone))).toContain(
      'statement →console.log("done", order)',
    );
  });

  it('takes a frame that every handler has for no copy', async () => {
    const shape = (one: string, two: string): string => `function ${one}${two}(input) {
  const ${one} = ${two}.load(input);
  if (!${one}) return ${one}s.nothing(input);
  ${two}.write(${one}.${two}, input);
  return ${one}.finish${two}();
}
`;
    const words = ['user', 'page', 'board', 'team', 'link', 'pixel', 'share', 'report', 'event', 'goal'];
    const names = words.flatMap((word) => [`${word}One`, `${word}Two`]);
    const corpus = new Corpus(
      Object.fromEntries(names.map((name) => [`${name}.ts`, shape(name, `${name}Store`)])),
    );
    expect(await corpus.said()).toEqual([]);
  });

  it('knows a short function by its long description', async () => {
    const lines = Array.from({ length: 9 }, (_, at) => `    Tells ${at} more about it.`).join('\n');
    const text = (indent: string): string =>
      `def current(self):\n    """Whose turn it is.\n${lines}\n    """\n    return self.who\n`.replaceAll(
        /^/gm,
        indent,
      );
    const corpus = new Corpus({ 'a.py': text(''), 'b.py': `class Turn:\n${text('    ')}` });
    expect(await corpus.said()).toEqual(['verbatim b.py:2-14 a.py:1-13']);
  });

  it('asks only about what it is asked about', async () => {
    const corpus = new Corpus({ 'a.ts': summing(), 'b.ts': other + summing(), 'c.ts': summing() });
    expect(await corpus.said({ 'b.ts': { units: [0], lines: [] } })).toEqual([]);
    expect(await corpus.said({ 'b.ts': { units: [2], lines: [] } })).toEqual(['verbatim b.ts:9-17 a.ts:1-9']);
    expect(await corpus.said({})).toEqual([]);
  });

  it('never compares languages with one another', async () => {
    const code = 'int f(int a) {\n  a = a + 1;\n  g(a, a);\n  h(a, a, a);\n  return a * a + a - a;\n}\n';
    const corpus = new Corpus({ 'a.java': `class A { ${code} }`, 'b.go': `func ${code.slice(4)}` });
    expect(await corpus.said()).toEqual([]);
  });

  it('says a function once, not its callback again', async () => {
    const outer = `function watch(files, done) {
${summing({ name: 'inner' }).replace('export ', '')}
  return files.map((file) => inner(file.orders, done.limit)).filter(Boolean).concat(done.rest);
}
`;
    const corpus = new Corpus({ 'a.ts': outer, 'b.ts': outer });
    expect(await corpus.said()).toEqual(['verbatim b.ts:1-13 a.ts:1-13']);
  });

  it('finds a part of a function in asked lines only', async () => {
    const part = summing().split('\n').slice(1, 8).join('\n').replace('return', 'const sum =');
    const long = `${part}\n  const seen = new Map(orders.map((order) => [order.id, order.price * limit]));
  if (seen.size < limit) report.warn(\`only \${seen.size}\`, { sum, limit });`;
    const host = (name: string, before: string): string =>
      `function ${name}(orders, limit, report) {\n${before}\n${long}\n}\n`;
    const many = (word: string): string =>
      Array.from(
        { length: 12 },
        (_, at) => `  ${word}${at}.${word}(limit, [${at}], (x) => x.${word}${at});`,
      ).join('\n');
    const corpus = new Corpus({
      'a.ts': host('one', many('alpha')),
      'b.ts': host('two', '  while (limit--) {\n    report.step(limit ? 1 : { limit });\n  }'),
    });
    expect(await corpus.said({ 'b.ts': { units: [], lines: [{ start: 1, end: 99 }] } })).toEqual([
      'block b.ts:5-13 a.ts:14-22',
    ]);
    expect(await corpus.said({ 'b.ts': { units: [], lines: [{ start: 1, end: 6 }] } })).toEqual([]);
  });

  it('gives the same answer in whatever order the files come', async () => {
    const texts = {
      'a.ts': summing(),
      'b.ts': summing({ list: 'goods' }),
      'c.ts': other + summing(),
      'd.ts': other,
    };
    const corpus = new Corpus(texts);
    const sources = corpus.files.map((file, id) => ({
      id,
      language: file.scan.language,
      record: recordOf(file),
    }));
    const asked = new Map(sources.map(({ id }) => [id, 'all'] as const));
    const read = async (id: number) => corpus.files[id] ?? null;
    const found = await findClones({ sources, asked, read });
    expect(await findClones({ sources: sources.toReversed(), asked, read })).toEqual(found);
    expect(found.clones.length).toBeGreaterThan(1);
  });

  it('says nothing about a file that cannot be read', async () => {
    const corpus = new Corpus({ 'a.ts': summing(), 'b.ts': summing() });
    corpus.files.pop();
    const records = [recordOf(corpus.files[0] as never), recordOf(corpus.files[0] as never)];
    const { clones } = await findClones({
      sources: records.map((record, id) => ({ id, language: 'script', record })),
      asked: new Map([[0, 'all']]),
      read: async (id) => corpus.files[id] ?? null,
    });
    expect(clones).toEqual([]);
  });

  it('[T87] invents no clone when a record belongs to another file', async () => {
    const corpus = new Corpus({ 'a.ts': summing(), 'b.ts': other });
    const poisoned = recordOf(corpus.files[0] as never);
    const { clones } = await corpus.find(undefined, [poisoned, poisoned]);
    expect(clones).toEqual([]);
  });

  it('names one partner for each of fifty thousand copies', async () => {
    const corpus = new Corpus({
      'a.ts': summing(),
      'b.ts': summing().repeat(25_000),
      'c.ts': summing().repeat(25_000),
    });
    const { clones, complete } = await corpus.find({ 'a.ts': 'all', 'b.ts': 'all' });
    expect(complete).toBe(true);
    expect(clones.length).toBeLessThanOrEqual(1001);
    expect(clones.every(({ kind, right }) => kind === 'verbatim' && right.source === 2)).toBe(true);
  });

  it('bears a function of hundreds of thousands of tokens', async () => {
    const body = (name: string): string =>
      Array.from({ length: 30_000 }, (_, at) => `  ${name}.push(order${at}.price * ${at});`).join('\n');
    const corpus = new Corpus({
      'a.ts': `function a(x) {\n${body('x')}\n}\n`,
      'b.ts': `function b(y) {\n${body('y')}\n}\n`,
      'c.ts': `function c(z) {\n${body('z').replaceAll(' * ', ' + ')}\n}\n`,
    });
    const { clones } = await corpus.find();
    expect(clones.filter(({ left, right }) => left.source === 0 && right.source === 1)).toHaveLength(1);
  });

  it('bears functions that are nested without end', async () => {
    const deep = `${'function f(a) { a.b(1, 2, 3); return a.c(\n'.repeat(3000)}1${') }'.repeat(3000)}\n`;
    const corpus = new Corpus({ 'a.ts': deep, 'b.ts': deep });
    expect((await corpus.find()).clones.length).toBeGreaterThan(0);
  });
});
