import { describe, expect, it } from 'vitest';
import type { TreeLanguage } from '../../../../../src/kit/match/rule.ts';
import { run, taintOf } from '../../../../support/match-rules.ts';

const plain = taintOf({ source: 'source()', sink: 'sink(...)', sanitizer: 'clean(...)' });

/** Statements as a file of their language. */
const FILES: Readonly<Record<TreeLanguage, (text: string) => string>> = {
  javascript: (text) => text,
  typescript: (text) => text,
  python: (text) => text,
  java: (text) =>
    `class A { static final Map<String, String> MAP = Map.of("a", "b"); void f(String k) { ${text} } }`,
  go: (text) => `package a\nfunc f(k string) {\n${text}\n}`,
};

async function sinks(language: TreeLanguage, text: string): Promise<number> {
  const { matches, troubles } = await run({ mode: 'taint', taint: plain }, language, FILES[language](text));
  expect(troubles).toEqual([]);
  return matches.length;
}

type Row = readonly [what: string, language: TreeLanguage, text: string];

const FLOWS: readonly Row[] = [
  ['what a function without a sink gives back', 'javascript', 'const f = () => source(); sink(f())'],
  ['what it changes outside', 'javascript', 'let x; function f() { x = source(); } sink(x)'],
  ['what a callback without a sink makes of each', 'javascript', 'sink(list.map((x) => source()))'],
  ['a method beside one without a sink', 'javascript', 'class A { f(x) { g(x); } h() { sink(source()); } }'],
  ['a sink inside a callback', 'javascript', 'list.forEach((x) => { sink(source()); })'],
  [
    'a switch that is a value',
    'java',
    'String x = switch (k) { case "a" -> source(); default -> "b"; }; sink(x);',
  ],
  [
    'a value that a switch yields',
    'java',
    'String x = switch (k) { case "a": yield source(); default: yield "b"; }; sink(x);',
  ],
  ['leaving an outer loop', 'go', 'outer:\nfor {\nfor {\nx = source()\nbreak outer\n}\n}\nsink(x)'],
  ['a switch on types', 'go', 'switch t := source().(type) {\ncase string:\nsink(t)\n}'],
  ['what is received', 'go', 'select {\ncase x := <-source():\nsink(x)\n}'],
  ['a function that is called at once', 'go', 'go func(x string) {\nsink(x)\n}(source())'],
  ['what is spread over a key', 'javascript', 'const o = { a: "x", ...source() }; sink(o.a)'],
  [
    'a function that is called later',
    'go',
    'x := source()\nget := func() string { return x }\ny := get()\nsink(y)',
  ],
  [
    'a function that is called later',
    'javascript',
    'const x = source(); const get = () => x; const y = get(); sink(y)',
  ],
  [
    'a function that hands on what a function before it took',
    'javascript',
    'let x; const take = () => { x = source(); }; const use = () => { sink(x); };',
  ],
  [
    'a function that gets what it is called on',
    'javascript',
    'const x = source(); x.split(",").forEach((part) => sink(part))',
  ],
  [
    'a function that takes back what another one set',
    'javascript',
    'let x = "a"; const set = () => { x = other(); }; const y = x === "a" ? "b" : source(); sink(y)',
  ],
  ['a channel', 'go', 'ch := make(chan string, 1)\nch <- source()\nx := <-ch\nsink(x)'],
  [
    'a section and its key',
    'python',
    'c.set("s", "a", "x")\nc.set("s", "b", source())\nsink(c.get("s", "b"))',
  ],
  ['a field that is called size', 'javascript', 'sink(source().size)'],
  ['a buffer', 'python', 'b = io.StringIO()\nb.write("a")\nb.write(source())\nsink(b.getvalue())'],
  ['a buffer', 'java', 'StringWriter w = new StringWriter(); w.write(source()); sink(w.toString());'],
  [
    'a variable that only one case sets',
    'python',
    'match a:\n    case "A":\n        x = source()\n    case "B":\n        pass\nsink(x)',
  ],
  [
    'what is set before it is raised',
    'python',
    'try:\n    x = source()\n    raise E()\nexcept E:\n    sink(x)',
  ],
  ['a map under the same key', 'java', 'm.put("a", "x"); m.put("b", source()); sink(m.get("b"));'],
  ['a map under an unknown key', 'java', 'm.put("b", source()); sink(m.get(k));'],
  [
    'a map that is filled under an unknown key',
    'java',
    'm.put("b", "x"); m.put(k, source()); sink(m.get("b"));',
  ],
  ['a map as a whole', 'java', 'm.put("b", source()); sink(m);'],
  [
    'an element of a list',
    'java',
    'List<String> l = new ArrayList<>(); l.add("x"); l.add(source()); sink(l.get(1));',
  ],
  [
    'an element that moved up',
    'java',
    'List<String> l = new ArrayList<>(); l.add("x"); l.add(source()); l.add("y"); l.remove(0); sink(l.get(0));',
  ],
  [
    'a list that grows in a loop',
    'java',
    'List<String> l = new ArrayList<>(); while (c()) { l.add(source()); } sink(l.get(0));',
  ],
  [
    'a builder',
    'java',
    'StringBuilder b = new StringBuilder(); b.append("a").append(source()).append("c"); sink(b.toString());',
  ],
  [
    'a case of a known value',
    'java',
    'String s = "ABC"; char c = s.charAt(0); switch (c) { case \'A\': x = source(); break; default: x = ""; } sink(x);',
  ],
  [
    'a case that goes on into the next',
    'java',
    'int c = 1; switch (c) { case 1: x = source(); case 2: y = x; break; default: y = ""; } sink(y);',
  ],
  [
    'a branch that is taken',
    'java',
    'int n = 106; if ((7 * 18) + n > 200) x = source(); else x = "a"; sink(x);',
  ],
  ['a variable that a loop changes', 'java', 'int n = 0; while (c()) { n++; } if (n > 3) sink(source());'],
  ['an array', 'java', 'String[] a = new String[] {"a", source()}; sink(a[1]);'],
  ['a conversion', 'java', 'Object o = (Object) source(); sink((String) o);'],
  ['a resource', 'java', 'try (Reader r = open(source())) { sink(r); }'],
  ['a function in a stream', 'java', 'source().stream().forEach(x -> sink(x));'],
  ['an object under its key', 'javascript', 'const o = { a: "x", b: source() }; sink(o.b)'],
  ['an object under a key that is not written', 'javascript', 'const o = { b: source() }; sink(o.c)'],
  ['a copy of an object', 'javascript', 'const o = { a: "x", b: source() }; const p = o; sink(p.b)'],
  ['taking an object apart', 'javascript', 'const { a, b } = { a: "x", b: source() }; sink(b)'],
  ['spreading', 'javascript', 'const o = { ...source() }; sink(o.a)'],
  ['pushing', 'javascript', 'const l = []; l.push("a"); l.push(source()); sink(l[1])'],
  ['a template', 'javascript', 'let q = `a`; q += ` ${source()}`; sink(q)'],
  ['a callback', 'javascript', 'source().map((x) => sink(x))'],
  ['what a callback sets', 'javascript', 'let b; req.on("data", (d) => { b = source() }); sink(b)'],
  ['what a callback gives back', 'javascript', 'const l = ids.map((x) => x + source()); sink(l)'],
  ['a promise', 'javascript', 'source().then((x) => { sink(x) })'],
  ['a loop with a name', 'javascript', 'let x; outer: for (;;) { x = source(); break outer } sink(x)'],
  ['a check of something else', 'javascript', 'const x = source(); if (["a"].includes(y)) sink(x)'],
  [
    'the other side of a check',
    'javascript',
    'const x = source(); if (["a"].includes(x)) { go() } else { sink(x) }',
  ],
  [
    'a check that does not end',
    'javascript',
    'const x = source(); if (!["a"].includes(x)) { log() } sink(x)',
  ],
  ['one of two checks', 'javascript', 'const x = source(); if (x === "a" || y) sink(x)'],
  ['a check of a loose expression', 'javascript', 'const x = source(); if (/[a-z]+/.test(x)) sink(x)'],
  ['a choice of unknown truth', 'javascript', 'const x = c() ? source() : "a"; sink(x)'],
  ['an f-string', 'python', 'x = source()\nsink(f"a {x}")'],
  ['a format', 'python', 'x = "a {}".format(source())\nsink(x)'],
  ['the percent sign', 'python', 'x = "a %s" % source()\nsink(x)'],
  ['a join', 'python', 'sink(",".join([source()]))'],
  ['a dictionary under its key', 'python', 'd = {}\nd["a"] = "x"\nd["b"] = source()\nsink(d["b"])'],
  ['appending', 'python', 'l = []\nl.append("a")\nl.append(source())\nsink(l[1])'],
  ['the last element', 'python', 'l = ["a", source()]\nsink(l[-1])'],
  ['a comprehension', 'python', 'l = [x.name for x in source()]\nsink(l)'],
  ['the variable of a comprehension', 'python', '[sink(x) for x in source()]'],
  ['several at once', 'python', 'a, b = "x", source()\nsink(b)'],
  ['a context', 'python', 'with open(source()) as f:\n    sink(f)'],
  ['what follows a try', 'python', 'try:\n    x = source()\nexcept E:\n    x = ""\nelse:\n    sink(x)'],
  [
    'a match of a known value',
    'python',
    'match "A":\n    case "A":\n        x = source()\n    case _:\n        x = ""\nsink(x)',
  ],
  ['a function that is applied', 'python', 'map(lambda x: sink(x), source())'],
  ['a pointer', 'go', 'var v T\njson.Unmarshal(source(), &v)\nsink(v.Name)'],
  ['a map', 'go', 'm := map[string]string{"a": "x"}\nm["b"] = source()\nsink(m["b"])'],
  ['several results', 'go', 'x, err := g(source())\nif err != nil {\nreturn\n}\nsink(x)'],
  ['a range', 'go', 'for _, x := range source() {\nsink(x)\n}'],
  ['a builder', 'go', 'var b strings.Builder\nb.WriteString(source())\nsink(b.String())'],
];

const ENDS: readonly Row[] = [
  [
    'a word that is in a text',
    'python',
    'b = "This should not"\nif "should" in b:\n    b = "x"\nelse:\n    b = source()\nsink(b)',
  ],
  [
    'a word that is not in a text',
    'python',
    'b = "This"\nif "should" not in b:\n    b = "x"\nelse:\n    b = source()\nsink(b)',
  ],
  ['how a text begins', 'java', 'String s = "abc"; String x = s.startsWith("a") ? "x" : source(); sink(x);'],
  ['a key that is put over what was spread', 'javascript', 'const o = { ...source(), a: "x" }; sink(o.a)'],
  [
    'a switch of what is clean',
    'java',
    'source(); String x = switch (k) { case "a" -> "a"; default -> "b"; }; sink(x);',
  ],
  ['a function that is not called', 'javascript', 'const x = source(); const get = () => x; sink(get)'],
  ['what is written elsewhere', 'python', 'out.write(source())\nsink(out)'],
  [
    'another key of a section',
    'python',
    'c.set("s", "a", "x")\nc.set("s", "b", source())\nsink(c.get("s", "a"))',
  ],
  [
    'a variable of another case',
    'python',
    'match a:\n    case "A":\n        x = source()\n    case "B":\n        sink(x)',
  ],
  [
    'another key of a map',
    'java',
    'm = new HashMap<>(); m.put("a", "x"); m.put("b", source()); sink(m.get("a"));',
  ],
  [
    'a key that got another value',
    'java',
    'm = new HashMap<>(); m.put("a", source()); m.put("a", "x"); sink(m.get("a"));',
  ],
  [
    'another element',
    'java',
    'List<String> l = new ArrayList<>(); l.add("x"); l.add(source()); sink(l.get(0));',
  ],
  [
    'an element that took the place of another',
    'java',
    'List<String> l = new ArrayList<>(); l.add("x"); l.add(source()); l.add("y"); l.remove(0); sink(l.get(1));',
  ],
  [
    'a list that was cleared',
    'java',
    'List<String> l = new ArrayList<>(); l.add(source()); l.clear(); sink(l);',
  ],
  ['a builder that was emptied', 'java', 'b.append(source()); b.setLength(0); sink(b);'],
  [
    'a branch that is never taken',
    'java',
    'int n = 86; if ((7 * 42) - n > 200) x = "a"; else x = source(); sink(x);',
  ],
  [
    'a choice that is never made',
    'java',
    'int n = 106; String x = (7 * 18) + n > 200 ? "a" : source(); sink(x);',
  ],
  [
    'whole numbers divided',
    'java',
    'int n = 196; if ((500 / 42) + n > 200) x = "a"; else x = source(); sink(x);',
  ],
  [
    'another case',
    'java',
    "String s = \"ABC\"; char c = s.charAt(1); switch (c) { case 'A': x = source(); break; case 'B': x = \"b\"; break; case 'C': case 'D': x = source(); break; default: x = \"c\"; } sink(x);",
  ],
  [
    'an arrow case',
    'java',
    'int c = 2; switch (c) { case 1 -> x = source(); case 2 -> x = "b"; default -> x = "c"; } sink(x);',
  ],
  ['a table of constants', 'java', 'sink(MAP.get(source()));'],
  ['a comparison', 'java', 'sink(source().equals("a"));'],
  [
    'a list of constants',
    'java',
    'String x = source(); if (!List.of("a", "b").contains(x)) return; sink(x);',
  ],
  ['an expression for the whole', 'java', 'String x = source(); if (x.matches("[a-z0-9]+")) sink(x);'],
  ['what is false', 'java', 'if (false) sink(source());'],
  ['another key of an object', 'javascript', 'const o = { a: "x", b: source() }; sink(o.a)'],
  ['another part that is taken', 'javascript', 'const { a, b } = { a: "x", b: source() }; sink(a)'],
  ['another part of a copy', 'javascript', 'const o = { a: "x", b: source() }; const p = o; sink(p.a)'],
  [
    'another element that was pushed',
    'javascript',
    'const l = []; l.push("a"); l.push(source()); sink(l[0])',
  ],
  ['what a callback makes clean', 'javascript', 'const l = source().map((x) => clean(x)); sink(l)'],
  ['the number that a callback is given', 'javascript', 'const l = source().map((x, i) => `$${i}`); sink(l)'],
  ['a table of constants that is asked', 'javascript', 'const T = { a: "b" }; sink(T[source()])'],
  ['a table of constants with a default', 'javascript', 'const T = { a: "b" }; sink(T[source()] ?? "c")'],
  [
    'a list that it is on',
    'javascript',
    'const L = ["a", "b"]; const x = source(); if (L.includes(x)) sink(x)',
  ],
  [
    'a set that it is in',
    'javascript',
    'const S = new Set(["a", "b"]); const x = source(); if (!S.has(x)) throw 0; sink(x)',
  ],
  [
    'a list of another module',
    'javascript',
    'const x = source(); if (!ALLOWED_HOSTS.includes(x)) return; sink(x)',
  ],
  ['an equality', 'javascript', 'const x = source(); if (x === "a" || x === "b") sink(x)'],
  [
    'an inequality that ends',
    'javascript',
    'const x = source(); if (x !== "a" && x !== "b") { return } sink(x)',
  ],
  ['a choice by a list', 'javascript', 'const x = source(); sink(["a"].includes(x) ? x : "a")'],
  ['both of two', 'javascript', 'const x = source(); ["a"].includes(x) && sink(x)'],
  [
    'a name for a check',
    'javascript',
    'const x = source(); const ok = ["a"].indexOf(x) !== -1; if (!ok) return; sink(x)',
  ],
  ['a strict expression', 'javascript', 'const x = source(); if (!/^[\\w-]+$/.test(x)) return; sink(x)'],
  ['a case with a constant', 'javascript', 'const x = source(); switch (x) { case "a": sink(x) }'],
  ['a number by its type', 'javascript', 'const x = source(); if (typeof x !== "number") return; sink(x)'],
  ['a length', 'javascript', 'sink(source().length)'],
  ['a sanitizer that vouches', 'javascript', 'const x = source(); if (!clean(x)) return; sink(x)'],
  [
    'another key of a section',
    'python',
    'c.set("s", "a", "x")\nc.set("s", "b", source())\nsink(c.get("s", "a"))',
  ],
  ['another key of a dictionary', 'python', 'd = {"a": "x"}\nd["b"] = source()\nsink(d["a"])'],
  ['another of several', 'python', 'a, b = "x", source()\nsink(a)'],
  [
    'a check that raises',
    'python',
    'ALLOWED = {"a", "b"}\nx = source()\nif x not in ALLOWED:\n    raise E()\nsink(x)',
  ],
  ['a dictionary of constants', 'python', 'T = {"a": "b"}\nsink(T.get(source(), "c"))'],
  ['digits', 'python', 'x = source()\nif x.isdigit():\n    sink(x)'],
  ['a filter', 'python', 'l = [x for x in source() if x in ("a", "b")]\nsink(l)'],
  [
    'a match of another value',
    'python',
    'g = "ABC"\nmatch g[1]:\n    case "A":\n        x = source()\n    case "B":\n        x = "b"\n    case _:\n        x = source()\nsink(x)',
  ],
  ['a full match', 'python', 'x = source()\nif not re.fullmatch(r"[a-z]+", x):\n    return\nsink(x)'],
  ['an assertion', 'python', 'x = source()\nassert x in ("a", "b")\nsink(x)'],
  ['a key of a map', 'go', 'm := map[string]string{"a": "x"}\nm["b"] = source()\nsink(m["a"])'],
  [
    'a map that knows it',
    'go',
    'allowed := map[string]bool{"a": true}\nx := source()\nif _, ok := allowed[x]; !ok {\nreturn\n}\nsink(x)',
  ],
  [
    'a slice that has it',
    'go',
    'x := source()\nif !slices.Contains([]string{"a", "b"}, x) {\nreturn\n}\nsink(x)',
  ],
  ['a switch without a subject', 'go', 'x := source()\nswitch {\ncase x == "a":\nsink(x)\n}'],
  ['a case of a switch', 'go', 'x := source()\nswitch x {\ncase "a", "b":\nsink(x)\ndefault:\nreturn\n}'],
];

describe('a value is followed', () => {
  it.each(FLOWS)('through %s (%s)', async (_, language, text) => {
    expect(await sinks(language, text)).toBe(1);
  });
});

describe('a value ends', () => {
  it.each(ENDS)('at %s (%s)', async (_, language, text) => {
    expect(await sinks(language, text)).toBe(0);
  });
});

describe('what is taken out of an object', () => {
  const taint = taintOf({ source: 'req.params', sink: 'sink(...)' });
  it.each([
    ['const { params } = req; sink(params.id)', 1],
    ['const { params: { id } } = req; sink(id)', 1],
    ['const { params: { id: a }, other } = req; sink(other); sink(a)', 1],
    ['let p; ({ params: p } = req); sink(p)', 1],
    ['const { other } = req; sink(other)', 0],
    ['const { params } = other; sink(params)', 0],
  ])('is the member that it is: %s', async (text, count) => {
    const { matches } = await run({ mode: 'taint', taint }, 'javascript', text);
    expect(matches).toHaveLength(count);
  });
});
