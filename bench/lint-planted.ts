/**
 * How many planted defects lint finds: `node bench/lint-planted.ts CHECKOUT… [--files N]`.
 * Each of the eight kinds is planted in several shapes into real files, one defect per file and run.
 */
import { annotated, atTop, RULES, SHAPES } from './defects.ts';
import { loadLint, scriptsOf } from './lint-corpus.ts';

const words = process.argv.slice(2);
const wanted = Number(words[words.indexOf('--files') + 1] || 12) || 12;
const lint = await loadLint();
const tally = new Map<string, { planted: number; found: number; blocking: number }>();

for (const dir of words.filter((word) => /\//.test(word) || word === '.')) {
  for (const typed of [false, true]) {
    const files = [...scriptsOf(dir)].filter(
      ([path, text]) =>
        /\.[cm]?ts$/.test(path) === typed && !/\.d\.|\.[jt]sx$/.test(path) && text.length > 1500,
    );
    const step = Math.max(1, Math.floor(files.length / wanted));
    const chosen = files.filter((_, index) => index % step === 0).slice(0, wanted);
    for (const [at, [path, text]] of chosen.entries()) await plantInto(path, text, { typed, at });
  }
}

/** Plants every shape once into one file, before its first or after its last statement by turns. */
async function plantInto(
  path: string,
  text: string,
  { typed, at }: { typed: boolean; at: number },
): Promise<void> {
  for (const [index, shape] of SHAPES.entries()) {
    const plain = shape.plant(`planted${index}`);
    const statement = typed ? annotated(plain) : plain;
    const planted = (at + index) % 2 ? `${text}\n;${statement}\n` : atTop(text, statement);
    const { observations } = await lint.judge({ [path]: planted });
    const line = planted.slice(0, planted.indexOf(statement)).split('\n').length;
    const hits = observations.filter(
      (seen) => seen.at.line === line && RULES[shape.kind]?.test(seen.rule) && !seen.suppressed,
    );
    const key = `${typed ? 'ts' : 'js'} ${shape.kind}`;
    const counts = tally.get(key) ?? { planted: 0, found: 0, blocking: 0 };
    const blocking = hits.some(({ rule }) => lint.rules.get(rule)?.severity === 'error');
    if (hits.length === 0)
      console.log(`missed\t${path}\t${statement}\t${observations.find((o) => o.wholeFile)?.message ?? ''}`);
    tally.set(key, {
      planted: counts.planted + 1,
      found: counts.found + (hits.length > 0 ? 1 : 0),
      blocking: counts.blocking + (blocking ? 1 : 0),
    });
  }
}

let [planted, found, blocking] = [0, 0, 0];
for (const [key, counts] of [...tally].sort()) {
  console.log(`${key}\t${counts.found}/${counts.planted} found\t${counts.blocking} blocking`);
  planted += counts.planted;
  found += counts.found;
  blocking += counts.blocking;
}
const percent = (part: number) => ((100 * part) / Math.max(1, planted)).toFixed(1);
console.log(
  `all\t${found}/${planted} found (${percent(found)} %)\t${blocking} blocking (${percent(blocking)} %)`,
);
