/** What the keys of a rule mean. */
import { features, type Group } from './feature.ts';

const JAVA = (code: string): string => `class A { void f() {\n${code}\n} }`;

export const KEYS: readonly Group[] = [
  {
    title: 'Keys that join patterns',
    features: [
      ...features('python', [
        [
          'pattern-either',
          'finds what any of them finds',
          'pattern-either:\n- pattern: f()\n- pattern: g()',
          'f()\ng()\nh()',
          [1, 2],
        ],
        [
          'pattern-not',
          'takes away what has the same range',
          'patterns:\n- pattern: f($X)\n- pattern-not: g(...)',
          'f(g(1))',
          [1],
        ],
        [
          'pattern-not-inside',
          'takes away what lies inside',
          'patterns:\n- pattern: f($X)\n- pattern-not-inside: g(...)',
          'g(f(1))\nf(2)',
          [2],
        ],
        [
          'pattern-inside',
          'says where it lies, and is never reported itself',
          'patterns:\n- pattern-inside: |\n    def g():\n      ...\n- pattern: f()',
          'def g():\n    f()\nf()',
          [2],
        ],
        ['pattern-regex', 'is PCRE, over the whole text', 'pattern-regex: (?i)TODO', '# todo\nx', [1]],
        [
          'pattern-not-regex',
          'takes away what it touches',
          'patterns:\n- pattern: f(...)\n- pattern-not-regex: "1"',
          'f(1)\nf(2)',
          [2],
        ],
        [
          'focus-metavariable',
          'moves the finding to what is bound',
          'patterns:\n- pattern: f($X, $Y)\n- focus-metavariable: $Y',
          'f(1,\n  2)',
          [2],
        ],
        [
          'focus-metavariable',
          'finds each of a list',
          'patterns:\n- pattern: f($X, $Y)\n- focus-metavariable: [$X, $Y]',
          'f(1,\n  2)',
          [1, 2],
        ],
        [
          'focus-metavariable',
          'of what a name holds is where it was given',
          'patterns:\n- pattern: sign("$K")\n- focus-metavariable: $K',
          'k = "s"\nsign(k)',
          [1],
        ],
        [
          '...',
          'at the end of what is inside covers the rest of the block',
          'patterns:\n- pattern-inside: |\n    import m\n    ...\n- pattern: f()',
          'import m\ndef g():\n    f()',
          [3],
        ],
      ]),
      ...features('javascript', [
        [
          'pattern-inside',
          'leaves the binding to what is further in',
          'patterns:\n- pattern-inside: "function ($P) {...}"\n- pattern: s($P)\n- focus-metavariable: $P',
          'x = function(a) {\n s(a)\n}',
          [2],
        ],
      ]),
    ],
  },
  {
    title: 'Conditions',
    features: [
      ...features('python', [
        [
          'metavariable-regex',
          'is bound to the beginning',
          'patterns:\n- pattern: $F()\n- metavariable-regex: { metavariable: $F, regex: get }',
          'getter()\nforget()',
          [1],
        ],
        [
          'metavariable-pattern',
          'looks at what is bound',
          'patterns:\n- pattern: f($X)\n- metavariable-pattern: { metavariable: $X, patterns: [{ pattern-not: g(...) }] }',
          'f(g(1))\nf(h(1))',
          [2],
        ],
        [
          'metavariable-pattern',
          'reads a string in another language',
          'patterns:\n- pattern: f("$X")\n- metavariable-pattern: { metavariable: $X, language: javascript, pattern: eval(...) }',
          'f("eval(a)")\nf("b")',
          [1],
        ],
        [
          'metavariable-comparison',
          'reckons as Python does',
          'patterns:\n- pattern: chmod($F, $M)\n- metavariable-comparison: { comparison: "$M & 0o002 != 0" }',
          'chmod(a, 0o777)\nchmod(a, 0o700)',
          [1],
        ],
        [
          'metavariable-comparison',
          'knows int, str, len, re.match and today',
          'patterns:\n- pattern: f("$M")\n- metavariable-comparison: { comparison: "len(str($M)) > 2 and re.match(\'^a\', $M)" }',
          'f("abc")\nf("ab")',
          [1],
        ],
        [
          'metavariable-analysis',
          'guesses what is random',
          'patterns:\n- pattern: k = "$X"\n- metavariable-analysis: { metavariable: $X, analyzer: entropy }',
          'k = "8Fq2LxV9zT4mR7bQ"\nk = "password"\nk = "AKIAxxxxxxxxxxxxxxxx"',
          [1, 3],
        ],
        [
          'metavariable-analysis',
          'guesses what backtracks',
          'patterns:\n- pattern: re.compile("$X")\n- metavariable-analysis: { metavariable: $X, analyzer: redos }',
          'import re\nre.compile("(a+)+b")\nre.compile("a+b")',
          [2],
        ],
      ]),
      ...features('java', [
        [
          'metavariable-type',
          'asks for the declared type, one of several',
          'patterns:\n- pattern: $X.exec(...)\n- metavariable-type: { metavariable: $X, types: [Runtime, Shell] }',
          'class A { void f(Runtime r, Shell s, B b) {\nr.exec(a);\ns.exec(a);\nb.exec(a);\n} }',
          [2, 3],
        ],
      ]),
    ],
  },
  {
    title: 'Constants',
    features: [
      ...features('python', [
        ['constant_propagation', 'follows a name to its constant', 'pattern: f("a")', 'x = "a"\nf(x)', [2]],
        ['constant_propagation', 'joins what is added', 'pattern: f("ab")', 'x = "a"\nf(x + "b")', [2]],
        [
          'constant_propagation',
          'goes along the lines',
          'pattern: f("http://")',
          'u = "http://"\nf(u)\nu = u + q\nf(u)',
          [2],
        ],
        [
          'constant_propagation',
          'sees the right side before the left one',
          'pattern: $X = "http://" + $Y',
          'u = "http://"\nu = u + q',
          [2],
        ],
        [
          'symbolic_propagation',
          'follows a name to its expression',
          'options: { symbolic_propagation: true }\npattern: g().h()',
          'x = g()\nx.h()',
          [2],
        ],
      ]),
      ...features('java', [
        [
          'constant_propagation',
          'knows fields that never change',
          'pattern: f("a")',
          'class A { static final String K = "a"; void g() {\nf(K);\n} }',
          [2],
        ],
      ]),
    ],
  },
  {
    title: 'Taint',
    features: [
      ...features('python', [
        [
          'mode: taint',
          'follows values from sources to sinks',
          SIMPLE(),
          'x = source()\nsink(x)\nsink(y)',
          [2],
        ],
        [
          'pattern-sanitizers',
          'end it',
          SIMPLE('pattern-sanitizers: [{ pattern: clean(...) }]'),
          'sink(clean(source()))',
          [],
        ],
        [
          'pattern-sanitizers',
          'that are a condition vouch where it holds',
          SIMPLE('pattern-sanitizers: [{ pattern: is_safe(...) }]'),
          'x = source()\nif not is_safe(x):\n    raise E()\nsink(x)',
          [],
        ],
        [
          'pattern-propagators',
          'carry it from one variable to another',
          SIMPLE('pattern-propagators: [{ pattern: $D.fill($X), from: $X, to: $D }]'),
          'd.fill(source())\nsink(d)',
          [2],
        ],
        [
          'by-side-effect: true',
          'is about a variable from here on',
          'mode: taint\npattern-sources:\n- patterns: [{ pattern: make($X) }, { focus-metavariable: $X }]\n  by-side-effect: true\npattern-sinks: [{ pattern: sink(...) }]',
          'make(a)\nsink(a)',
          [2],
        ],
        [
          'by-side-effect: only',
          'is about a variable behind this place',
          'mode: taint\npattern-sources:\n- patterns: [{ pattern: make($X) }, { focus-metavariable: $X }]\n  by-side-effect: only\npattern-sinks: [{ pattern: make(...) }, { pattern: sink(...) }]',
          'make(a)\nsink(a)',
          [2],
        ],
        [
          'label, requires',
          'tell kinds of taint apart',
          'mode: taint\npattern-sources: [{ pattern: a(), label: A }, { pattern: b(...), label: B, requires: A }]\npattern-sinks: [{ pattern: sink(...), requires: B and not C }]',
          'sink(a())\nsink(b(a()))\nsink(b(1))',
          [2],
        ],
        [
          'exact: false',
          'makes all inside a sink one',
          'mode: taint\npattern-sources: [{ pattern: source() }]\npattern-sinks: [{ pattern: sink(...), exact: false }]',
          'sink(1 if source() else 2)',
          [1],
        ],
        [
          'exact: true',
          'makes only the matched value a sink, as is usual',
          SIMPLE(),
          'sink(1 if source() else 2)',
          [],
        ],
        [
          'not_conflicting',
          'drops a sanitizer that is a source or a sink',
          SIMPLE('pattern-sanitizers: [{ pattern: $F(...), not_conflicting: true }]'),
          'sink(source())',
          [1],
        ],
        [
          'defaults',
          'of parameters are values',
          'mode: taint\npattern-sources: [{ pattern: \'"=~/^http:/"\' }]\npattern-sinks: [{ pattern: sink(...) }]',
          'def f(u="http://a"):\n    sink(u)',
          [2],
        ],
        [
          'fields',
          'are told apart from the whole',
          SIMPLE(),
          'o.a = source()\no.b = 1\nsink(o.a)\nsink(o.b)',
          [3],
        ],
        [
          'return',
          'ends a branch',
          SIMPLE(),
          'def f():\n    x = ""\n    if c:\n        x = source()\n        return\n    sink(x)',
          [],
        ],
        [
          'loops',
          'run until nothing new is learned',
          SIMPLE(),
          'while d:\n    sink(c)\n    c = b\n    b = source()',
          [2],
        ],
      ]),
      ...features('javascript', [
        [
          'break',
          'goes on behind the loop',
          SIMPLE(),
          'let p, t = source(); for (;;) { p = t; break }\nsink(p)',
          [2],
        ],
        [
          'case',
          'goes on into the next one',
          SIMPLE(),
          'let x; switch (a) { case 1: x = source(); case 2:\nsink(x) }',
          [2],
        ],
        [
          'a[i] = …',
          'looks at the index',
          'mode: taint\npattern-sources: [{ pattern: source() }]\npattern-sinks: [{ patterns: [{ pattern: "$A[$I] = $V" }, { focus-metavariable: $I }] }]',
          'const k = source()\no[k] = 1',
          [2],
        ],
        [
          'focus-metavariable',
          'of several arguments is a sink in each',
          'mode: taint\npattern-sources: [{ pattern: source() }]\npattern-sinks: [{ patterns: [{ pattern: sink($...A) }, { focus-metavariable: $...A }] }]',
          'sink(1, source())',
          [1],
        ],
        [
          'closures',
          'know what is known where they stand',
          SIMPLE(),
          'const x = source()\ngo(() => {\nsink(x) })',
          [3],
        ],
      ]),
      ...features('java', [
        [
          'collections',
          'tell constant keys apart',
          SIMPLE(),
          JAVA('m.put("a", "x");\nm.put("b", source());\nsink(m.get("a"));\nsink(m.get("b"));'),
          [5],
        ],
        [
          'conditions',
          'that are constant decide',
          SIMPLE(),
          JAVA('int n = 106;\nString x = (7 * 18) + n > 200 ? "a" : source();\nsink(x);'),
          [],
        ],
      ]),
    ],
  },
];

function SIMPLE(more = ''): string {
  return `mode: taint\npattern-sources: [{ pattern: source() }]\npattern-sinks: [{ pattern: sink(...) }]\n${more}`.trim();
}
