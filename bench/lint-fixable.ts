/**
 * Small faults that ESLint can mend, planted into 20 real files: `node bench/lint-fixable.ts CHECKOUT… [--write DIR]`.
 * Checks that each is seen with a fix; with `--write` the planted files and `faults.json` are left in DIR.
 */
import fs from 'node:fs';
import path from 'node:path';
import { loadLint, scriptsOf } from './lint-corpus.ts';

interface Fault {
  readonly rule: string;
  readonly plant: (n: string) => string;
  readonly typed?: true;
}

const FAULTS: readonly Fault[] = [
  { rule: 'no-extra-boolean-cast', plant: (n) => `function ${n}(a) { if (!!a) { a(); } }` },
  { rule: 'no-unused-labels', plant: (n) => `function ${n}(a) { outer: for (const b of a) { b(); } }` },
  {
    rule: 'no-extra-label',
    plant: (n) => `function ${n}(a) { far: while (a()) { if (a(1)) { break far; } } }`,
  },
  { rule: 'no-regex-spaces', plant: (n) => `const ${n} = /a   b/;` },
  { rule: 'no-unneeded-ternary', plant: (n) => `const ${n} = (a, b) => (a === b ? true : false);` },
  { rule: 'no-useless-rename', plant: (n) => `const ${n} = ({ a: a }) => a;` },
  { rule: 'no-useless-computed-key', plant: (n) => `const ${n} = { ['b']: 1 };` },
  { rule: 'no-useless-return', plant: (n) => `function ${n}(a) { a(); return; }` },
  { rule: 'prefer-const', plant: (n) => `function ${n}(a) { let b = a(); return b; }` },
  { rule: 'no-extra-bind', plant: (n) => `const ${n} = function () { return 1; }.bind(null);` },
  { rule: 'prefer-numeric-literals', plant: (n) => `const ${n} = parseInt('ff', 16);` },
  { rule: 'no-array-constructor', plant: (n) => `const ${n} = new Array(1, 2);` },
  {
    rule: 'no-undef-init',
    plant: (n) => `function ${n}(a) { let b = undefined; if (a) { b = a(); } return b; }`,
  },
  { rule: 'prefer-as-const', typed: true, plant: (n) => `const ${n} = { b: 'c' as 'c' };` },
  { rule: 'no-wrapper-object-types', typed: true, plant: (n) => `type ${n} = { b: String };` },
  {
    rule: 'no-extra-non-null-assertion',
    typed: true,
    plant: (n) => `const ${n} = (a: { b: number } | null): number => a!!.b;`,
  },
];

const words = process.argv.slice(2);
const out = words.includes('--write') ? words[words.indexOf('--write') + 1] : undefined;
const lint = await loadLint();
const files = words
  .filter((word) => word.includes('/') && word !== out)
  .flatMap((dir) => {
    const usable = [...scriptsOf(dir)].filter(([, text]) => text.length > 800 && text.length < 40_000);
    const scripts = usable.filter(([file]) => /\.[cm]?js$/.test(file));
    const typed = usable.filter(([file]) => /(?<!\.d)\.[cm]?ts$/.test(file));
    return [...spread(scripts, 10), ...spread(typed, 10)];
  });

const faults: { path: string; rule: string; text: string; fixed: boolean }[] = [];
for (const [at, [file, text]] of spread(files, 20).entries()) {
  const typed = file.endsWith('ts');
  const fitting = FAULTS.filter((fault) => typed || !fault.typed).filter(
    ({ rule }) => !(typed && rule === 'no-undef-init'),
  );
  const planted = [0, 1, 2]
    .map((step) => fitting[(at * 3 + step) % fitting.length])
    .filter((fault) => !!fault);
  const lines = planted.map((fault, index) => fault.plant(`planted${at}${index}`));
  const changed = `${text}${text.endsWith('\n') ? '' : '\n'}\n${lines.join('\n')}\n`;
  const { observations } = await lint.judge({ [file]: changed });
  for (const [index, { rule }] of planted.entries()) {
    const start = changed.indexOf(lines[index] ?? '');
    const line = changed.slice(0, start).split('\n').length;
    const seen = observations.find((one) => one.at.line === line && one.rule === `lint/${rule}`);
    faults.push({
      path: file,
      rule: `lint/${rule}`,
      text: lines[index] ?? '',
      fixed: seen?.fix !== undefined,
    });
  }
  if (out) {
    fs.mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
    fs.writeFileSync(path.join(out, file), changed);
  }
}

function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(index * step)] as T,
  );
}

if (out) fs.writeFileSync(path.join(out, 'faults.json'), `${JSON.stringify(faults, null, 2)}\n`);
for (const { path: file, rule, text } of faults.filter(({ fixed }) => !fixed)) {
  console.log(`without a fix\t${file}\t${rule}\t${text}`);
}
const paths = new Set(faults.map(({ path: file }) => file));
console.log(
  `${faults.filter(({ fixed }) => fixed).length}/${faults.length} faults with a fix in ${paths.size} files`,
);
