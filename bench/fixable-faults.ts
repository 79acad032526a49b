/** Small faults that ESLint can mend, each in a shape that can be planted into any file. */

export interface Fault {
  readonly rule: string;
  readonly plant: (n: string) => string;
  readonly typed?: true;
  /** The rule that the obvious fix would break, and that has no fix of its own: this one must be rolled back. */
  readonly opens?: string;
}

export const FAULTS: readonly Fault[] = [
  { rule: 'no-extra-boolean-cast', plant: (n) => `function ${n}(a) { if (!!a) { a(); } }` },
  { rule: 'no-extra-boolean-cast', plant: (n) => `const ${n} = (a) => (Boolean(a) ? a() : 0);` },
  { rule: 'no-unused-labels', plant: (n) => `function ${n}(a) { outer: for (const b of a) { b(); } }` },
  {
    rule: 'no-extra-label',
    plant: (n) => `function ${n}(a) { far: while (a()) { if (a(1)) { break far; } } }`,
  },
  {
    rule: 'no-extra-label',
    plant: (n) =>
      `function ${n}(a) { far: while (a()) { while (a(2)) { if (a(3)) continue far; } if (a(1)) { break far; } } }`,
  },
  { rule: 'no-regex-spaces', plant: (n) => `const ${n} = /a   b/;` },
  { rule: 'no-unneeded-ternary', plant: (n) => `const ${n} = (a, b) => (a === b ? true : false);` },
  {
    rule: 'no-unneeded-ternary',
    plant: (n) => `function ${n}(a) { if (a ? true : false) { a(); } }`,
  },
  { rule: 'no-useless-rename', plant: (n) => `const ${n} = ({ a: a }) => a;` },
  { rule: 'no-useless-computed-key', plant: (n) => `const ${n} = { ['b']: 1 };` },
  { rule: 'no-useless-return', plant: (n) => `function ${n}(a) { a(); return; }` },
  {
    rule: 'no-useless-return',
    opens: 'no-empty',
    plant: (n) => `function ${n}(a) { a(); if (a.b) { return; } }`,
  },
  { rule: 'prefer-const', plant: (n) => `function ${n}(a) { let b = a(); return b; }` },
  { rule: 'no-extra-bind', plant: (n) => `const ${n} = function () { return 1; }.bind(null);` },
  { rule: 'prefer-numeric-literals', plant: (n) => `const ${n} = parseInt('ff', 16);` },
  { rule: 'no-array-constructor', plant: (n) => `const ${n} = new Array(1, 2);` },
  {
    rule: 'no-undef-init',
    plant: (n) => `function ${n}(a) { let b = undefined; if (a) { b = a(); } return b; }`,
  },
  {
    rule: 'no-undef-init',
    opens: 'no-unassigned-vars',
    plant: (n) => `function ${n}(a) { let b = undefined; return a(b); }`,
  },
  { rule: 'prefer-as-const', typed: true, plant: (n) => `const ${n} = { b: 'c' as 'c' };` },
  { rule: 'no-wrapper-object-types', typed: true, plant: (n) => `type ${n} = { b: String };` },
  {
    rule: 'no-extra-non-null-assertion',
    typed: true,
    plant: (n) => `const ${n} = (a: { b: number } | null): number => a!!.b;`,
  },
];
