import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/kit/syntax/language.ts';
import { factsOf } from '../../../../src/kit/syntax/parse.ts';
import { importLines } from './facts-text.ts';

type Case = [source: string, ...lines: string[]];

function check(language: Language, cases: Case[]): void {
  it.each(cases)('%s', async (source, ...lines) => {
    expect(await importLines(language, source)).toEqual(lines.filter((line) => typeof line === 'string'));
  });
}

describe('import statements', () => {
  check('javascript', [
    [`import a from 'x'`, 'static x default>a'],
    [`import * as ns from "x"`, 'static x *>ns'],
    [`import a, { b, c as d, default as e } from 'x'`, 'static x default>a b c>d default>e'],
    [`import { 'a-b' as c } from 'x'`, 'static x a-b>c'],
    [`import 'x'`, 'static x'],
    [`import {} from 'x'`, 'static x'],
    [`import data from './x.json' with { type: 'json' }`, 'static ./x.json default>data'],
    [`import defer * as n from 'x'`, 'static x *>n'],
    [`// import a from 'x'`],
    [`const text = "import a from 'x'"`],
  ]);
});

describe('imports of TypeScript', () => {
  check('typescript', [
    [`import type { A } from 'x'`, 'type x A'],
    [`import type A from 'x'`, 'type x default>A'],
    [`import { type A, type B as C } from 'x'`, 'type x A B>C'],
    [`import { type A, b } from 'x'`, 'static x A b'],
    [`import type from 'x'`, 'static x default>type'],
    [`import x = require('x')`, 'require x *>x'],
    [`import type x = require('x')`, 'type x *>x'],
    [`export import x = require('x')`, 'require x *>x'],
    [`import A = B.C`],
    [`let a: import('x').Foo`, 'type x Foo'],
    [`type T = typeof import('x')`, 'type x'],
    [`const a = b as import('x').Foo`, 'type x Foo'],
    [`declare module 'm' { import a from 'x' }`, 'type x default>a'],
    [`/// <reference path="x" />`],
  ]);
});

describe('re-exports', () => {
  check('typescript', [
    [`export { a, b as c } from 'x'`, 're-export x a b>c'],
    [`export * from 'x'`, 're-export x *'],
    [`export * as ns from 'x'`, 're-export x *>ns'],
    [`export type { A } from 'x'`, 'type x A'],
    [`export type * from 'x'`, 'type x *'],
    [`export { a }`],
  ]);
});

describe('dynamic imports', () => {
  check('tsx', [
    [`import('x')`, 'dynamic x'],
    ['import(`x`)', 'dynamic x'],
    ['import(`x${a}`)'],
    [`import('a' + b)`],
    [`import(/* webpackChunkName: "c" */ 'x')`, 'dynamic x'],
    [`const { a, b: c, ...d } = await import('x')`, 'dynamic x a b>c'],
    [`const m = await import('x')`, 'dynamic x *>m'],
    [`const p = import('x')`, 'dynamic x'],
    [`(await import('x')).foo()`, 'dynamic x foo'],
    [`import('x').then(({ a }) => a)`, 'dynamic x a'],
    [`import.meta.resolve('x')`, 'resolve x'],
    [`import.meta.resolve('x', parent)`],
  ]);
});

describe('require', () => {
  check('javascript', [
    [`const a = require('x')`, 'require x *>a'],
    [`const { a, b: c = 1 } = require('x')`, 'require x a b'],
    [`const a = require('x').b`, 'require x b>a'],
    [`require('x').b()`, 'require x b'],
    [`require.resolve('x')`, 'resolve x'],
    [`require.resolve('x', { paths: [p] })`],
    [`require(name)`],
    [`jest.mock('x'); vi.mock('y')`],
    [`obj.require('x')`],
  ]);
});

describe('a require that is not the module system’s', () => {
  check('javascript', [
    [`(function (require, module, exports) { require('x') })()`],
    [`define((require) => require('x'))`],
    [`define(require => require('x'))`],
    [`function f({ require }) { require('x') }`],
    [`function f() { require('x'); if (a) { var require = 1 } }`],
    [`{ let require = a; require('x') } require('y')`, 'require y'],
    [`try {} catch (require) { require('x') }`],
    [`for (const require of a) require('x')`],
    [`import require from 'y'; require('x')`, 'static y default>require'],
    [`const require = createRequire(somewhereElse); require('x')`],
  ]);
  check('typescript', [
    [`declare const require: any; require('x')`, 'require x'],
    [`type F = (require: Loader) => void; require('x')`, 'require x'],
  ]);
});

describe('a require made by createRequire', () => {
  check('javascript', [
    [`const require = createRequire(import.meta.url); require('x')`, 'require x'],
    [`const load = module.createRequire(__filename); const { a } = load('x')`, 'require x a'],
    [`const load = createRequire(import.meta.url); load.resolve('x')`, 'resolve x'],
    [`createRequire(import.meta.url)('x')`, 'require x'],
    [`const load = createRequire('/elsewhere/'); load('x')`],
    [`const $r = createRequire(import.meta.url); function f($r) { $r('x') } $r('y')`, 'require y'],
  ]);
});

describe('imports that may fail', () => {
  check('javascript', [
    [`try { require('x') } catch {}`, 'require x guarded'],
    [`try { f(() => import('x')) } catch (e) { g(e) }`, 'dynamic x guarded'],
    [`try { require('x') } finally { f() }`, 'require x'],
    [`try { f() } catch { require('x') }`, 'require x'],
    [`import('x').catch(() => null)`, 'dynamic x guarded'],
    [`import('x').then((m) => m).catch(() => null)`, 'dynamic x guarded'],
    [`import('x').then(f, g)`, 'dynamic x guarded'],
    [`import('x').then(f)`, 'dynamic x'],
    [`if (typeof require === 'function') require('x')`, 'require x guarded'],
    [
      `if (process.platform === 'win32') { require('x') } else { require('y') }`,
      'require x guarded',
      'require y guarded',
    ],
    [`const a = typeof window === 'undefined' ? require('x') : null`, 'require x guarded'],
    [`typeof Bun !== 'undefined' && require('x')`, 'require x guarded'],
    [`if (a) require('x')`, 'require x'],
  ]);
});

describe('imports in text that does not parse', () => {
  check('typescript', [
    [`import a from 'x\nimport b from 'y'`],
    [`import { a b } from 'x'\nimport c from 'y'`, 'static y default>c'],
    [`const a = ; import b from 'y'`, 'static y default>b'],
  ]);
});

it('gives the meaning of a specifier with escapes, and the span of its spelling', async () => {
  const text = String.raw`require('\x61\u0062\u{63}\/d')`;
  const [fact] = (await factsOf(text, 'javascript')).imports;
  expect(fact?.specifier).toBe('abc/d');
  expect(text.slice(fact?.start, fact?.end)).toBe(String.raw`\x61\u0062\u{63}\/d`);
});

it('lists the imports in the order of the text', async () => {
  const text = `require('a'); import b from 'b'; export * from 'c'; import('d')`;
  expect((await factsOf(text, 'javascript')).imports.map((fact) => fact.specifier)).toEqual([...'abcd']);
});
