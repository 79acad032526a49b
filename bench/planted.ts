/**
 * Planted defects, end to end: `node bench/planted.ts REPOSITORY…`. Plants defects of eight kinds into up to 20 JavaScript
 * and 20 TypeScript files as one commit, has the bundle judge it, and counts what is found and what blocks.
 */
import { annotated, atTop, RULES, SHAPES, type Shape } from './defects.ts';
import { lineOf, Throwaway, type SourceFile } from './throwaway.ts';

const FILES = 40;
/** Defects in each file: so many that every shape is planted several times. */
const EACH = 5;

interface Planted extends Shape {
  readonly file: string;
  readonly typed: boolean;
  readonly text: string;
}

/** Plants into one file, before its first and after its last statement by turns. */
function plantInto(repository: Throwaway, { file, text, typed }: SourceFile, at: number): Planted[] {
  const shapes = Array.from(
    { length: EACH },
    (_, step) => SHAPES[(at * EACH + step) % SHAPES.length] as Shape,
  );
  const planted = shapes.map((shape, index) => {
    const plain = shape.plant(`planted${at}x${index}`);
    return { ...shape, file, typed, text: typed ? annotated(plain) : plain };
  });
  const changed = planted.reduce(
    (now, one, index) => (index % 2 ? `${now}\n;${one.text}\n` : atTop(now, one.text)),
    text,
  );
  repository.write(file, changed);
  return planted;
}

function measure(source: string): void {
  const repository = new Throwaway(source);
  const planted = repository.pick(FILES).flatMap((file, at) => plantInto(repository, file, at));
  repository.commit('plant');
  const report = repository.check('--base', 'HEAD~1', '--head', 'HEAD', '--two-dot');
  const tally = new Map<string, { planted: number; found: number; blocking: number }>();
  for (const { kind, file, typed, text } of planted) {
    const line = lineOf(repository.git('show', `HEAD:${file}`), text);
    const hits = report.findings.filter(
      (one) =>
        one.path === file &&
        one.line === line &&
        RULES[kind]?.test(`${one.rule} ${one.message}`) &&
        one.standing === 'new',
    );
    const blocking = hits.some((one) => one.blocking);
    if (hits.length === 0) console.log(`missed\t${file}:${line}\t${text}`);
    for (const key of [`${typed ? 'ts' : 'js'} ${kind}`, 'all']) {
      const counts = tally.get(key) ?? { planted: 0, found: 0, blocking: 0 };
      counts.planted++;
      counts.found += hits.length > 0 ? 1 : 0;
      counts.blocking += blocking ? 1 : 0;
      tally.set(key, counts);
    }
  }
  const name = source.split('/').slice(-2).join('/');
  const share = (part: number, whole: number) => `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  for (const [key, counts] of [...tally].sort(([a], [b]) => (a < b ? 1 : -1)))
    console.log(
      `${name}\t${key}\tfound ${share(counts.found, counts.planted)}\tblocking ${share(counts.blocking, counts.planted)}`,
    );
  const files = new Set(planted.map(({ file }) => file)).size;
  console.log(`${name}\t${files} files, verdict ${report.verdict.decision}`);
}

for (const source of process.argv.slice(2)) measure(source);
