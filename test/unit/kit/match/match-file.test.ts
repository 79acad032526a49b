import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRule } from '../../../../src/kit/match/compile.ts';
import { matchFile } from '../../../../src/kit/match/match-file.ts';
import type { Condition } from '../../../../src/kit/match/rule.ts';
import { all, compiled, finds, pattern, ruleOf, run } from '../../../support/match-rules.ts';

describe('matchFile', () => {
  it('finds a call whatever stands in its arguments', async () => {
    expect(await finds('eval(...)', 'javascript', 'eval(a, 1);\nx.eval(2);\neval()')).toEqual([
      'eval(a, 1)',
      'eval()',
    ]);
  });

  it('binds one variable to one thing', async () => {
    expect(await finds('$X == $X', 'python', 'a.b == a . b\na == b\n')).toEqual(['a.b == a . b']);
  });

  it('tells what variables stand for', async () => {
    const { matches } = await run(
      { mode: 'search', formula: pattern('f($X, "$Y")') },
      'python',
      "f(a, 'text')\n",
    );
    expect(matches[0]?.bindings.get('$X')?.text).toBe('a');
    expect(matches[0]?.bindings.get('$Y')?.text).toBe('text');
  });

  it('sees through quotes, parentheses, optional chaining and arrows', async () => {
    expect(await finds("f('a')", 'javascript', 'f((`a`)); f?.("a")')).toHaveLength(2);
    expect(await finds('function $F($A) {...}', 'javascript', 'g(a => a)')).toEqual(['a => a']);
  });

  it('finds keyword arguments in any order', async () => {
    const text = 'run(cmd, check=True, shell=True)\nrun(cmd, shell=False)\n';
    expect(await finds('run(..., shell=True, ...)', 'python', text)).toEqual([
      'run(cmd, check=True, shell=True)',
    ]);
  });

  it('does not take a keyword argument for a value', async () => {
    expect(await finds('f($X)', 'python', 'f(a=1)\n')).toEqual([]);
  });

  it('knows imports by their full names', async () => {
    const text = 'import subprocess as sp\nfrom subprocess import call as c\nsp.call(a)\nc(b)\ncall(d)\n';
    expect(await finds('subprocess.call(...)', 'python', text)).toEqual(['sp.call(a)', 'c(b)']);
  });

  it('takes a required function for a member of its module', async () => {
    const text = 'const { exec: run } = require("child_process"); run(a)';
    expect(await finds('$M.exec(...)', 'javascript', text)).toEqual(['run(a)']);
  });

  it('knows a Java type by its import', async () => {
    const text = 'import a.b.Cipher; class A { void f() { Cipher.getInstance("DES"); } }';
    expect(await finds('a.b.Cipher.getInstance("DES")', 'java', text)).toEqual(['Cipher.getInstance("DES")']);
  });

  it('reads a constant where its name stands, and not once it may be another', async () => {
    expect(await finds('f("http")', 'python', 'u = "ht" + "tp"\nf(u)\n')).toEqual(['f(u)']);
    expect(await finds('f("a")', 'python', 'u = "a"\nif c:\n  u = b()\nf(u)\n')).toEqual([]);
    expect(await finds('f("a")', 'python', 'u = "a"\nfor u in us:\n  f(u)\n')).toEqual([]);
  });

  it('lets an assignment stand for a declaration, but not the other way round', async () => {
    expect(await finds('x = $V', 'javascript', 'const x = 1')).toEqual(['const x = 1']);
    expect(await finds('const x = $V', 'javascript', 'x = 1')).toEqual([]);
    expect(await finds('x = $V', 'go', 'package a\nfunc f() {\n\tx := 1\n}')).toEqual(['x := 1']);
  });

  it('finds statements in a row, also inside the blocks of later ones', async () => {
    const found = await finds('a();\n...\nb();', 'javascript', 'a();\nif (c) { return b() }');
    expect(found).toEqual(['a();\nif (c) { return b()']);
    expect(await finds('a();\n...\nb();', 'javascript', 'a();\nfor (b();;) {}')).toEqual([]);
  });

  it.each([
    ['$RUN($X)', 'exec(a); run(b); c.exec(d)', ['exec(a)']],
    ['$O.$RUN($X)', 'exec(a); o.exec(b); o.run(c); p().exec(d)', ['o.exec(b)', 'p().exec(d)']],
    ['$O.$RUN', 'f(o.exec, o.run)', ['o.exec']],
    ['new $RUN($X)', 'new exec(a); new run(b)', ['new exec(a)']],
    ['f($RUN)', 'f(exec); f(run); f("exec")', ['f(exec)']],
  ])('binds only to what a condition allows: %s', async (text, code, expected) => {
    const condition: Condition = { kind: 'regex', variable: '$RUN', regex: '^(?:exec|go)$', not: false };
    expect(await finds(all([pattern(text)], [condition]), 'javascript', code)).toEqual(expected);
    const others: Condition = { ...condition, not: true };
    const without = await finds(all([pattern(text)], [others]), 'javascript', code);
    expect(without.some((found) => expected.includes(found))).toBe(false);
  });

  it('finds a string by its content whatever a condition says of it', async () => {
    const condition: Condition = { kind: 'regex', variable: '$S', regex: '^key$', not: false };
    expect(await finds(all([pattern('f("$S")')], [condition]), 'python', 'f("k" + "ey")\nf("no")\n')).toEqual(
      ['f("k" + "ey")'],
    );
  });

  it('needs all keys of a dictionary and some of an object', async () => {
    expect(await finds('f({a: 1})', 'javascript', 'f({b: 2, a: 1})')).toHaveLength(1);
    expect(await finds('f({"a": 1})', 'python', 'f({"b": 2, "a": 1})\n')).toEqual([]);
    expect(await finds('f({..., "a": 1, ...})', 'python', 'f({"b": 2, "a": 1})\n')).toHaveLength(1);
  });

  it('finds a method chain of any length', async () => {
    expect(await finds('$X. ... .end()', 'javascript', 'a.b(1)[0].end(); a.end()')).toHaveLength(2);
  });

  it('reports a decorated function from its first decorator on', async () => {
    const text = 'from app import route\n@other\n@route("/")\ndef f(a):\n  pass\n';
    expect(await finds('@app.route(...)\ndef $F(...):\n  ...', 'python', text)).toEqual([text.slice(22, -1)]);
  });

  it('asks for declared types', async () => {
    const text = 'class A { void f(Request r, Other o) { r.get("a"); o.get("b"); } }';
    expect(await finds('(Request $R).get(...)', 'java', text)).toEqual(['r.get("a")']);
  });

  it('takes away the same place only, or all that lies inside', async () => {
    const text = 'f(g(f(1)))';
    const not = all([pattern('f($X)'), { kind: 'not', of: pattern('f(g(...))') }]);
    expect(await finds(not, 'javascript', text)).toEqual(['f(1)']);
    const outside = all([pattern('f($X)'), { kind: 'not-inside', of: pattern('g(...)') }]);
    expect(await finds(outside, 'javascript', text)).toEqual(['f(g(f(1)))']);
  });

  it('shows what is in focus', async () => {
    const formula = all([pattern('f($X, $Y)')], [], ['$Y']);
    expect(await finds(formula, 'go', 'package a\nvar z = f(1, b)')).toEqual(['b']);
  });

  it('asks what a variable stands for, from its beginning on', async () => {
    const formula = all([pattern('$F(...)')], [{ kind: 'regex', variable: '$F', regex: 'get', not: false }]);
    expect(await finds(formula, 'javascript', 'getter(); forget()')).toEqual(['getter()']);
  });

  it('looks for patterns in what a variable stands for, also in another language', async () => {
    const inside = {
      kind: 'pattern',
      variable: '$X',
      language: 'javascript',
      of: pattern('eval(...)'),
    } as const;
    const formula = all([pattern('run("$X")')], [inside]);
    expect(await finds(formula, 'python', 'run("eval(1)")\nrun("safe(1)")\n')).toEqual(['run("eval(1)")']);
  });

  it('counts in UTF-16 units', async () => {
    expect(await finds('eval($X)', 'javascript', '"𝒳é"; eval(a)')).toEqual(['eval(a)']);
  });

  it('says where the text does not parse, and matches where it does', async () => {
    const { matches, troubles } = await run(
      { mode: 'search', formula: pattern('eval(...)') },
      'python',
      'eval(a)\ndef (:\n',
    );
    expect(matches).toHaveLength(1);
    expect(troubles[0]).toMatchObject({ rule: null, kind: 'parse-error' });
  });

  it('says why a rule cannot be run', async () => {
    const rule = ruleOf({ mode: 'search', formula: pattern('f(((') }, 'python');
    expect(await compileRule(rule)).toEqual([
      { feature: 'pattern', reason: expect.stringContaining('python') as string },
    ]);
  });

  it.each([1_000, 3_000, 10_000, 30_000, 100_000])(
    '[T82] ends on code that is nested %i deep',
    async (depth) => {
      for (const [open, close] of ['[]', '{}', '()'].map((pair) => pair.split(''))) {
        const text = `eval(1);${open?.repeat(depth)}${close?.repeat(depth)}`;
        const { matches, troubles } = await run(
          { mode: 'search', formula: pattern('eval(...)') },
          'javascript',
          text,
        );
        // What was not looked at is said.
        expect(matches.length + troubles.length).toBeGreaterThan(0);
      }
    },
  );

  it('[T82] ends on a line of a megabyte', async () => {
    const text = `x = [${'f(a, "b"), '.repeat(90_000)}]\n`;
    expect(await finds('f(..., "c")', 'python', text)).toEqual([]);
  });

  it('[T82] gives a rule up that goes through all ways to match, and runs the others', async () => {
    const args = Array.from({ length: 60 }, (_, i) => `f(a${i})`).join(', ');
    const costly = await compiled({
      ...ruleOf(
        { mode: 'search', formula: pattern('g(..., $A, ..., $B, ..., $C, ..., $D, ..., $E, ..., $A)') },
        'javascript',
      ),
      id: 'costly',
    });
    const cheap = await compiled(ruleOf({ mode: 'search', formula: pattern('g(...)') }, 'javascript'));
    const { matches, troubles } = await matchFile([costly, cheap], {
      path: 'a.js',
      text: `g(${args})`,
      language: 'javascript',
    });
    expect(troubles).toEqual([{ rule: 'costly', kind: 'budget-exceeded', at: null }]);
    expect(matches.map(({ rule }) => rule)).toEqual(['rule']);
  });

  it('takes a name in a file for a name, whatever stands for it in patterns', async () => {
    expect(await finds('f(a)', 'javascript', 'f(__MV_X); f(__ELL); __DEEP(f(b))')).toEqual([]);
  });

  it('[T82] comes to an end on any text', async () => {
    const bits = fc.constantFrom(
      'f(',
      ')',
      '{',
      '}',
      '$X',
      '...',
      '`',
      '${',
      '"',
      "'",
      '\n',
      'class ',
      'a',
      '=',
      '<',
      '>',
      '/',
      '\\',
    );
    const rule = await compiled(
      ruleOf({ mode: 'search', formula: pattern('f($X)\n...\n$Y = a') }, 'javascript'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bits, { maxLength: 60 }), async (parts) => {
        const text = parts.join('');
        const { matches } = await matchFile([rule], { path: 'a.js', text, language: 'javascript' });
        for (const { start, end } of matches)
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
