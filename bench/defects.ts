/** Defects of eight kinds, each in several shapes, to be planted into real files. */

export interface Shape {
  readonly kind: string;
  /** A statement with the defect; `n` keeps its names apart from those of the file. */
  readonly plant: (n: string) => string;
}

const of = (kind: string, ...plants: Shape['plant'][]): Shape[] => plants.map((plant) => ({ kind, plant }));

export const SHAPES: readonly Shape[] = [
  ...of(
    'unreachable code',
    (n) => `function ${n}(a) { return a; ${n}(a + 1); }`,
    (n) => `const ${n} = (a) => { if (a) { throw new Error('x'); ${n}(0); } return 1; };`,
    (n) => `for (const ${n} of [1, 2]) { if (${n}) { continue; console.log(${n}); } }`,
    (n) => `function ${n}(a) { switch (a) { case 1: return 1; console.log(a); default: return 2; } }`,
    (n) => `function ${n}(a) { if (a) { return 1; } else { return 2; } console.log(a); }`,
    (n) => `class ${n} { run(a) { while (true) { a(); } return a; } }`,
  ),
  ...of(
    'duplicate key',
    (n) => `const ${n} = { alpha: 1, beta: 2, alpha: 3 };`,
    (n) => `const ${n} = { 'a-b': 1, c: 2, 'a-b': 3 };`,
    (n) => `const ${n} = { alpha: 1, 'alpha': 2 };`,
    (n) => `const ${n} = () => ({ deep: { x: 1, y: { z: 1, z: 2 } } });`,
    (n) => `const ${n} = { run() { return 1; }, run: () => 2 };`,
    (n) => `const ${n} = { 1: 'a', 2: 'b', 1: 'c' };`,
  ),
  ...of(
    'duplicate case',
    (n) =>
      `function ${n}(a) { switch (a) { case 'x': return 1; case 'y': return 2; case 'x': return 3; } return 0; }`,
    (n) =>
      `function ${n}(a) { switch (a.kind) { case 1: a(); break; case 1: a(2); break; default: break; } }`,
    (n) =>
      `const ${n} = (a, B) => { switch (a) { case B.C: return 1; case B.C: return 2; default: return 3; } };`,
    (n) =>
      `function ${n}(a) { switch (true) { case a > 1: return 1; case a > 1: return 2; default: return 3; } }`,
  ),
  ...of(
    'assignment to a constant',
    (n) => `const ${n} = 1; ${n} = 2;`,
    (n) => `const ${n} = 1; function ${n}f() { ${n}++; }`,
    (n) => `const { a: ${n} } = { a: 1 }; ${n} += 1;`,
    (n) => `for (const ${n} = 0; ${n} < 3; ${n}++) { console.log(${n}); }`,
    (n) => `const [${n}] = [1]; [${n}] = [2];`,
    (n) => `const ${n} = () => { const inner = []; inner = [1]; return inner; };`,
  ),
  ...of(
    'self-comparison',
    (n) => `const ${n} = (a) => a === a;`,
    (n) => `const ${n} = (a) => { if (a.b.c === a.b.c) { return 1; } return 2; };`,
    (n) => `const ${n} = (a) => (a < a ? 1 : 2);`,
    (n) => `const ${n} = (a) => a[0] >= a[0];`,
    (n) => `const ${n} = (a) => a.length !== a.length;`,
    (n) => `const ${n} = (a) => a !== a;`,
    (n) => `const ${n} = (a) => a == a && a;`,
  ),
  ...of(
    'array callback without return',
    (n) => `const ${n} = [1, 2].map((x) => { x * 2; });`,
    (n) => `const ${n} = [1, 2].filter(function (x) { x > 1; });`,
    (n) => `const ${n} = (xs) => xs.reduce((sum, x) => { sum + x; }, 0);`,
    (n) => `const ${n} = (xs) => xs.find((x) => { console.log(x); });`,
    (n) => `const ${n} = (xs) => xs.some((x) => { if (x) { return true; } });`,
    (n) => `const ${n} = (xs) => xs.sort((a, b) => { a - b; });`,
    (n) => `const ${n} = (xs) => xs.map((x) => { const y = x + 1; });`,
    (n) => `const ${n} = (xs) => xs.every((x) => { x.ok; });`,
    (n) => `const ${n} = (xs) => { xs.map((x) => { x + 1; }); };`,
    (n) => `const ${n} = (xs) => Array.from(xs, (x) => { x * 2; });`,
    (n) => `const ${n} = (xs) => xs.flatMap((x) => { [x, x]; });`,
  ),
  ...of(
    'unsafe finally',
    (n) => `function ${n}(a) { try { return a(); } catch (e) { throw e; } finally { return 2; } }`,
    (n) => `function ${n}(a) { try { a(); } finally { throw new Error('x'); } }`,
    (n) => `function ${n}(a) { for (const b of a) { try { b(); } finally { continue; } } }`,
    (n) => `function ${n}(a) { for (;;) { try { a(); } finally { break; } } }`,
    (n) => `const ${n} = (a) => { try { return a(); } finally { if (a) { return 3; } } };`,
    (n) => `const ${n} = (a) => { try { return a(); } finally { if (a) { throw new Error('y'); } } };`,
  ),
  ...of(
    'unsafe negation',
    (n) => `const ${n} = (a, b) => !a in b;`,
    (n) => `const ${n} = (a, B) => { if (!a instanceof B) { return 1; } return 2; };`,
    (n) => `function ${n}(a) { return !'x' in a; }`,
    (n) => `const ${n} = (a, b) => b && !a.c instanceof Date;`,
  ),
];

/** The rules that speak of each kind. */
export const RULES: Readonly<Record<string, RegExp>> = {
  'unreachable code': /no-unreachable/,
  'duplicate key': /no-dupe-keys/,
  'duplicate case': /no-duplicate-case/,
  'assignment to a constant': /no-const-assign/,
  'self-comparison': /no-self-compare/,
  'array callback without return': /array-callback/,
  'unsafe finally': /finally/,
  'unsafe negation': /no-unsafe-negation/,
};

/** Parameters with types, so that the planted line reads as TypeScript. */
export function annotated(statement: string): string {
  return statement.replace(/^(const \w+ = )\((\w+(?:, \w+)*)\) =>/, (_, head: string, names: string) => {
    return `${head}(${names.replace(/\w+/g, '$&: any')}): unknown =>`;
  });
}

/** Before the first statement; a shebang and a directive prologue stay first. */
export function atTop(text: string, statement: string): string {
  const [first = '', ...rest] = text.split('\n');
  if (/^(#!|['"]use )/.test(first)) return [first, statement, ...rest].join('\n');
  return `${statement}\n${text}`;
}
