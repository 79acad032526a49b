import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/kit/syntax/language.ts';
import { exportLines } from './facts-text.ts';

type Case = [source: string, ...lines: string[]];

function check(language: Language, cases: Case[]): void {
  it.each(cases)('%s', async (source, ...lines) => {
    expect(await exportLines(language, source)).toEqual(lines.filter((line) => typeof line === 'string'));
  });
}

describe('export statements', () => {
  check('tsx', [
    [`export const a = 1, b = () => 2`, 'variable a', 'function b'],
    [`export const { a, b: [c, ...d], e = 1 } = f`, 'variable a', 'variable c', 'variable d', 'variable e'],
    [`export function f() {}`, 'function f'],
    [`export function* g() {}`, 'function g'],
    [`export class A {}`, 'class A'],
    [`export default function f() {}`, 'function default'],
    [`export default class {}`, 'class default'],
    [`export default 1`, 'variable default'],
    [`export { a, b as c, d as default }`, 'variable a', 'variable c', 'variable default'],
    [`export { a as 'b c' }`, 'variable b c'],
    [`export { a, b as c } from 'x'`, 're-export a<x', 're-export c<x'],
    [`export * from 'x'`, 're-export *<x'],
    [`export * as ns from 'x'`, 're-export ns<x'],
    [`const a = 1`],
  ]);
});

describe('exports of TypeScript', () => {
  check('typescript', [
    [`export type A = 1; export interface B {}`, 'type A', 'type B'],
    [`export enum A {}`, 'variable A'],
    [`export const enum A {}`, 'variable A'],
    [`export abstract class A {}`, 'class A'],
    [`export declare const a: 1`, 'variable a'],
    [`export declare function f(): void`, 'function f'],
    [`export function f(): void; export function f(a?: 1) {}`, 'function f'],
    [`export namespace a.b { export const c = 1 }`, 'module a'],
    [`export type { A }; export { type B }`, 'type A', 'type B'],
    [`export type * from 'x'`, 'type *<x'],
    [`export = a`, 'variable default', 'variable *'],
    [`declare module 'x' { export const a: 1 }`, 'module x'],
    [`declare module '*.css'`, 'module *.css'],
    [`declare global { export const a: 1 }`],
  ]);
});

describe('exports of CommonJS', () => {
  check('javascript', [
    [`exports.a = 1; exports['b'] = function () {}`, 'variable a', 'function b'],
    [`exports.a = exports.b = void 0; exports.a = 1`, 'variable a', 'variable b'],
    [`module.exports.a = class {}`, 'class a'],
    [
      `module.exports = { a, b: () => 1, c() {}, 'd': 2 }`,
      'variable default',
      'variable a',
      'function b',
      'function c',
      'variable d',
    ],
    [`module.exports = { a, ...b }`, 'variable default', 'variable a', 'variable *'],
    [`module.exports = { ...require('x') }`, 'variable default', 're-export *<x'],
    [`module.exports = require('x')`, 're-export *<x'],
    [`module.exports = f()`, 'variable default', 'variable *'],
    [`exports = module.exports = { a }`, 'variable default', 'variable a'],
    [`Object.defineProperty(exports, '__esModule', { value: true })`],
    [`Object.defineProperty(exports, 'a', { get })`, 'variable a'],
    [`__exportStar(require('x'), exports)`, 're-export *<x'],
    [`exports[key] = 1`, 'variable *'],
    [`fill(exports)`, 'variable *'],
    [`fill(module)`, 'variable default', 'variable *'],
    [`if (typeof exports === 'object') f(exports.a)`],
    [`(function (exports) { exports.a = 1 })({})`],
    [`0 && (module.exports = { a })`, 'variable default', 'variable a'],
  ]);
});
