import { describe, expect, it } from 'vitest';
import type { Taint, TreeLanguage } from '../../../../../src/kit/match/rule.ts';
import { all, pattern, run, taintOf } from '../../../../support/match-rules.ts';

async function flows(taint: Taint, language: TreeLanguage, text: string): Promise<string[]> {
  const { matches } = await run({ mode: 'taint', taint }, language, text);
  return matches.map(({ start, end }) => text.slice(start, end));
}

const plain = taintOf({ source: 'source()', sink: 'sink(...)', sanitizer: 'clean(...)' });

describe('findFlows', () => {
  it.each([
    ['a name', 'x = source(); y = x; sink(y)'],
    ['a concatenation', 'sink("a" + source())'],
    ['a template', 'const x = source(); sink(`a ${x}`)'],
    ['a call', 'sink(trim(source()))'],
    ['a field', 'o.a = source(); sink(o.a)'],
    ['the whole of what holds it', 'o.a = source(); sink(o)'],
    ['an element', 'a[i] = source(); sink(a[0])'],
    ['taking apart', 'const { x, y: [z] } = source(); sink(z)'],
    ['a closure', 'const x = source(); go(() => { sink(x) })'],
    ['a choice', 'sink(c ? source() : "a")'],
    ['one of two branches', 'let x = "a"; if (c) { x = source() } sink(x)'],
    ['a later round of a loop', 'let a, b, c; while (d) { sink(c); c = b; b = a; a = source() }'],
    ['leaving a loop', 'let p, t = source(); for (;;) { p = t; break } sink(p)'],
    ['a handler', 'let x; try { x = source(); f() } catch (e) { sink(x) }'],
    ['a case above', 'let x; switch (a) { case 1: x = source(); case 2: sink(x) }'],
  ])('follows a value through %s', async (_, text) => {
    expect(await flows(plain, 'javascript', text)).toHaveLength(1);
  });

  it.each([
    ['cleaned', 'sink(clean(source()))'],
    ['overwritten', 'let x = source(); x = "a"; sink(x)'],
    ['another field', 'o.a = source(); sink(o.b)'],
    ['compared', 'sink(source() === "a")'],
    ['only there after a return', 'let x = "a"; if (c) { x = source(); return } sink(x)'],
    ['cleaned in both branches', 'let x = source(); if (c) { x = clean(x) } else { x = "" } sink(x)'],
    ['in another function', 'function f() { const x = source() } function g(x) { sink(x) }'],
  ])('ends where the value is %s', async (_, text) => {
    expect(await flows(plain, 'javascript', text)).toEqual([]);
  });

  it('tells the way from source to sink', async () => {
    const text = 'x = source()\ny = x\nsink(y)\n';
    const { matches } = await run({ mode: 'taint', taint: plain }, 'python', text);
    expect(matches[0]?.path.map(({ start, end }) => text.slice(start, end))).toEqual([
      'source()',
      'x',
      'y',
      'sink(y)',
    ]);
  });

  it('starts at parameters that are in focus', async () => {
    const of = { kind: 'all', of: [pattern('def $F($X):\n  ...')], where: [], focus: [['$X']] } as const;
    const taint = { ...plain, sources: plain.sources.map((source) => ({ ...source, of })) };
    expect(await flows(taint, 'python', 'def f(a):\n  sink(a)\n')).toEqual(['sink(a)']);
  });

  it('lets propagators carry a value to where it is put', async () => {
    const of = pattern('$TO.fill($FROM)');
    const hop = { of, from: '$FROM', to: '$TO', requires: null, label: null, bySideEffect: true };
    const text = 'class A { void f() { b.fill(source()); sink(b); } }';
    expect(await flows(plain, 'java', text)).toEqual([]);
    expect(await flows({ ...plain, propagators: [hop] }, 'java', text)).toEqual(['sink(b)']);
  });

  it('lets propagators carry a value to the parameter of a function', async () => {
    const of = pattern('$FROM.each(($TO) => {...})');
    const hop = { of, from: '$FROM', to: '$TO', requires: null, label: null, bySideEffect: true };
    const text = 'source().each((x) => { sink(x) })';
    expect(await flows({ ...plain, propagators: [hop] }, 'javascript', text)).toEqual(['sink(x)']);
  });

  it('asks for labels', async () => {
    const [source] = plain.sources;
    const [sink] = plain.sinks;
    if (!source || !sink) throw new Error('no taint');
    const taint = {
      ...plain,
      sources: [
        { ...source, label: 'A' },
        { ...source, of: pattern('other()'), label: 'B' },
      ],
      sinks: [{ ...sink, requires: 'A and not B' }],
    };
    const text = 'package a\nfunc f() {\n\tx := source()\n\tsink(x)\n\tsink(x + other())\n}';
    expect(await flows(taint, 'go', text)).toEqual(['sink(x)']);
  });

  it('marks or cleans a variable by side effect', async () => {
    const focused = (text: string) =>
      ({ kind: 'all', of: [pattern(text)], where: [], focus: [['$X']] }) as const;
    const [source] = plain.sources;
    if (!source) throw new Error('no taint');
    const taint = {
      ...plain,
      sources: [{ ...source, of: focused('read($X)'), bySideEffect: true }],
      sanitizers: [{ of: focused('check($X)'), exact: false, bySideEffect: true, notConflicting: false }],
    };
    expect(await flows(taint, 'python', 'read(a)\nsink(a)\ncheck(a)\nsink(a)\n')).toEqual(['sink(a)']);
  });

  it.each([
    ['if (!y || !list.includes(x)) return; sink(x)', []],
    ['if (y && list.includes(x)) sink(x)', []],
    ['if (y || list.includes(x)) sink(x)', ['sink(x)']],
  ])('knows which sides of a condition were asked: %s', async (code, found) => {
    const of = { kind: 'all', of: [pattern('list.includes($X)')], where: [], focus: [['$X']] } as const;
    const sanitizers = [{ of, exact: false, bySideEffect: true, notConflicting: false }];
    const text = `function f(y) { const x = source(); ${code} }`;
    expect(await flows({ ...plain, sanitizers }, 'javascript', text)).toEqual(found);
  });

  it('knows the name of what is taken apart', async () => {
    const [source] = plain.sources;
    if (!source) throw new Error('no taint');
    const of = (regex: string) =>
      all([pattern('$O.params')], [{ kind: 'regex', variable: '$O', regex, not: false }]);
    const text = 'const { params: { id: x } } = c.req;\nsink(x);\n';
    const asked = (regex: string) =>
      flows({ ...plain, sources: [{ ...source, of: of(regex) }] }, 'javascript', text);
    expect(await asked('^c\\.req$')).toEqual(['sink(x)']);
    expect(await asked('^params$')).toEqual([]);
  });
});
