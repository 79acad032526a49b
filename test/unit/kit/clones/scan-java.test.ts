/** Java: methods, constructors, lambdas; nothing that only looks like them. */
import { describe, expect, it } from 'vitest';
import { tokensIn, unitsIn, wordsIn } from './scan-text.ts';

const units = (text: string) => unitsIn(text, 'java');
const names = (text: string) => units(text).map((unit) => unit.slice(0, unit.indexOf(' ')));

describe('tokens of Java', () => {
  it('tells names by where they stand, and keeps semicolons', () => {
    expect(tokensIn('List<A> b = new C<>(d.e);', 'java')).toBe(
      'type:List punctuation:< type:A punctuation:> variable:b punctuation:= keyword:new type:C punctuation:< ' +
        'punctuation:> punctuation:( variable:d punctuation:. property:e punctuation:) punctuation:;',
    );
  });

  it('reads text blocks and characters', () => {
    expect(wordsIn(`a("""\n "b" \\""" \n""", '"', 1.5e-3f)`, 'java')).toBe(
      `a ( """\n "b" \\""" \n""" , '"' , 1.5e-3f )`,
    );
  });
});

describe('functions of Java', () => {
  it('finds methods, constructors and lambdas', () => {
    expect(
      names(`public class A<T> extends B {
        @Deprecated public A(int x) throws C, d.E { super(x); }
        @Override @F("g") public <U> Map<String, U[]> h(U... i) { return null; }
        private int j() { return 1; }
        abstract void k();
        void l() { m(n -> { o(); }, (p, q) -> { r(); }); }
      }`),
    ).toEqual(['+=A.A', '+A.h', 'A.j', '+A.l', '', '']);
  });

  it('finds the methods of anonymous classes, constants and records, not these themselves', () => {
    expect(
      names(`class A { Object b = new A(1) { void c() {} };
        enum D { E(1) { void f() {} }, G; D(int x) {} }
        record H(int i) implements J { H { k(); } } }`),
    ).toEqual(['+A.c', '+D.f', '+=D.D', '+=H.H']);
  });

  it('takes no case for a lambda, and no statement for a method', () => {
    expect(
      names(`class A { void b() { switch (c) { case D, E -> { f(); } case G g when (h) -> { } default -> { } }
        if (i) { } while (j) { } synchronized (k) { } try (L l = m()) { } catch (N n) { } } }`),
    ).toEqual(['+A.b']);
  });

  it('starts with annotations', () => {
    expect(units('class A {\n  @B\n  @C(d = 1)\n  int e() {\n    return 1;\n  }\n}')).toEqual([
      '+A.e 2-6: return 1; }',
    ]);
  });
});
