/** JavaScript and TypeScript: tokens that formatting does not change, and functions with a body. */
import { describe, expect, it } from 'vitest';
import { tokensIn, unitsIn, wordsIn } from './scan-text.ts';

const tokens = (text: string) => tokensIn(text, 'script');
const words = (text: string) => wordsIn(text, 'script');
const units = (text: string) => unitsIn(text, 'script');
const names = (text: string) => units(text).map((unit) => unit.slice(0, unit.indexOf(' ')));

describe('tokens of a script', () => {
  it('tells names by where they stand', () => {
    expect(tokens('const a = b.c(new D(E), 1)')).toBe(
      'keyword:const variable:a punctuation:= variable:b punctuation:. call:c punctuation:( keyword:new call:D ' +
        'punctuation:( type:E punctuation:) punctuation:, number:1 punctuation:)',
    );
  });

  it('drops comments, semicolons and trailing commas', () => {
    expect(words('#!/bin/sh\nf(a, /* b */ [c,],); // d')).toBe('f ( a , [ c ] )');
  });

  it('knows a regular expression from a division', () => {
    expect(words('a / b / c')).toBe('a / b / c');
    expect(words('x = /[/"]\\//g.test(y)')).toBe('x = /[/"]\\//g . test ( y )');
    expect(words('if (a) /b"/.test(c)')).toBe('if ( a ) /b"/ . test ( c )');
    expect(words('(a) / b; i++ / 2')).toBe('( a ) / b i ++ / 2');
  });

  it('reads the code in templates, and templates in it', () => {
    expect(tokens('`a${b(`c${d}`)}e`')).toBe(
      'string:`a punctuation:${ call:b punctuation:( string:`c punctuation:${ variable:d punctuation:} string:` ' +
        'punctuation:) punctuation:} string:e`',
    );
    expect(tokens('css`a`')).toBe('call:css string:`a`');
  });

  it('takes `?.` for a dot, and a word behind a dot for a property', () => {
    expect(tokens('a?.default')).toBe('variable:a punctuation:?. property:default');
    expect(words('a ?.5 : b')).toBe('a ? .5 : b');
  });

  it('reads elements: names, attributes, text, code', () => {
    expect(tokens("x = <A.B c='d' {...e}>it's {f} <br/></A.B>")).toBe(
      "variable:x punctuation:= punctuation:< call:A.B property:c punctuation:= string:'d' punctuation:{ punctuation:... " +
        "variable:e punctuation:} punctuation:> string:it's punctuation:{ variable:f punctuation:} punctuation:< call:br " +
        'punctuation:/> punctuation:</A.B>',
    );
    expect(words('f(<><T<U> v={1}>(</T></>)')).toBe('f ( < > < T <U> v = { 1 } > ( </T> </> )');
  });

  it('knows type parameters and assertions from elements', () => {
    expect(words('x = <T,>(a: T) => a')).toBe('x = < T , > ( a : T ) => a');
    expect(words("x = <any>y; z = '</p>'")).toBe("x = < any > y z = '</p>'");
    expect(words('x = <T extends U>(a) => `</p>`')).toBe('x = < T extends U > ( a ) => `</p>`');
  });
});

describe('functions of a script', () => {
  it('finds declarations, methods, accessors, generators and arrows', () => {
    expect(
      names(`function a() {}
        async function* b() {}
        const c = async (x) => {};
        d.e = function () {};
        const o = { f() {}, async g() {}, h: x => {}, get i() {}, [j.k]() {}, 'l': function () {}, m: 1 };
        class C extends D<{ a: 1 }> { static n = () => {}; #p() {} set q(v) {} *r() {} constructor() {} }`),
    ).toEqual('a b c e f g h i k l C.n C.#p C.q C.r =C.constructor'.split(' '));
  });

  it('finds the body behind any type of a result', () => {
    expect(
      units(`function a(): { b: T } | undefined { one }
        const c = (d): Promise<(e: E) => F> => { two };
        class G { h(x): x is { y: Z }[] { three } }
        const i: (j: J) => void = (k) => { four }`),
    ).toEqual(['a 1-1: one }', 'c 2-2: two }', 'G.h 3-3: three }', 'i 4-4: four }']);
  });

  it('takes no signature for a function', () => {
    expect(
      units(`function a(b: string): void;
        function a(b: number): void;
        function a(b: any) { c }
        declare function d(): { e: F };
        interface G { h(): void; i: (j: J) => { k: L } }
        type M = (n: N) => { o: P };
        abstract class Q { abstract r(): S; t(): U { v } }
        call(w); { x }`),
    ).toEqual(['a 3-3: c }', 'Q.t 7-7: v }']);
  });

  it('takes no statement for a method', () => {
    expect(
      names('if (a) {} for (;;) {} while (b) {} switch (c) {} for await (d of e) {} try {} catch (f) {}'),
    ).toEqual([]);
  });

  it('finds an arrow whose expression has five lines', () => {
    expect(units('const A = () => (\n  <div>\n    a\n    b\n  </div>\n)\nconst b = 1')).toEqual([
      'A 1-6: ( <div> a b </div> )',
    ]);
    expect(units('const a = (b) =>\n  c\n    ? d\n    : e(\n      f\n    )\ng()')).toEqual([
      'a 1-6: c ? d : e( f )',
    ]);
    expect(units('a = (b) => c(\nd)')).toEqual([]);
  });

  it('starts with what stands before: export, modifiers, decorators, the variable', () => {
    expect(
      units('export\nconst a =\n  async (b) => {\n  }\nclass C {\n  @D({ e })\n  private\n  f() {\n  }\n}'),
    ).toEqual(['+a 1-4: }', 'C.f 6-9: }']);
  });

  it('knows what other files can reach', () => {
    expect(
      names(`export function a() {} function b() { function c() {} } export { b as x };
        export default class D { e() {} #f() {} private g() {} } class H { i() {} }
        const j = () => {}; module.exports = { j, k() {} }; exports.l = function () {}; function m() {}`),
    ).toEqual('+a +b c +D.e D.#f D.g H.i +j +k +l m'.split(' '));
  });
});
