/**
 * Planted clones that are harder than a ruler's: `node bench/clones-planted.ts [--per N] [--seed N] [--missed] REPOSITORY…`.
 * One commit plants copies of a repository's own functions in new files: renamed, with other literals, with statements
 * deleted and inserted. The bundle judges that commit; jscpd reads the same tree. Functions and tokens come from the
 * grammars, not from the scanner that is measured.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathFromBytes } from '../src/domain/path.ts';
import { languageOf, type Language } from '../src/kit/syntax/language.ts';
import { outsideProduct } from '../src/prove/validators/duplication/product.ts';
import { run } from './peers/clock.ts';
import { jscpd, type JscpdReport } from './peers/tools.ts';
import { functionsIn, type Found } from './planted-clones/functions.ts';
import { allows, KINDS, mutate, type Kind, type Random } from './planted-clones/mutate.ts';
import { Throwaway } from './throwaway.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    per: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    missed: { type: 'boolean', default: false },
  },
});

interface Function extends Found {
  readonly file: string;
}

interface Planted {
  readonly kind: Kind;
  readonly language: Language;
  readonly file: string;
  readonly of: string;
}

interface Score {
  planted: number;
  gate: number;
  jscpd: number;
}

/** A small generator (mulberry32): the same seed plants the same copies everywhere. */
function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((one) => ({ one, by: random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one);
}

async function functionsOf(dir: string): Promise<Function[]> {
  const functions: Function[] = [];
  for (const entry of fs.readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    const name = pathFromBytes(Buffer.from(path.relative(dir, full)));
    const language = languageOf(name);
    if (!entry.isFile() || !language || /(^|\/)\.git\/|vendor\//.test(name) || outsideProduct(name) !== null)
      continue;
    const text = fs.readFileSync(full, 'utf8');
    if (text.length > 300_000 || /generated/i.test(text.slice(0, 500))) continue;
    for (const found of await functionsIn(text, language)) functions.push({ ...found, file: name });
  }
  return functions;
}

/** The copy as a file of its own beside the original's. */
function fileOf(
  { file, language, method }: Function,
  lines: readonly string[],
  at: number,
): [string, string] {
  const ext = path.extname(file);
  const name = language === 'java' ? `Planted${at}` : `planted_${at}`;
  const inClass = method && language !== 'python' && language !== 'go';
  const body = inClass ? [`class Planted${at} {`, ...lines.map((line) => `  ${line}`), '}'] : lines;
  const head = language === 'go' ? ['package planted', ''] : [];
  return [path.join(path.dirname(file), `${name}${ext}`), `${[...head, ...body].join('\n')}\n`];
}

/** Takes functions out of their files, bottom up so that the lines above stay where they are. */
function takeOut(repository: Throwaway, functions: readonly Function[]): void {
  for (const { file, startLine, endLine } of [...functions].sort((a, b) => b.startLine - a.startLine)) {
    const lines = fs.readFileSync(path.join(repository.dir, file), 'utf8').split('\n');
    lines.splice(startLine - 1, endLine - startLine + 1);
    repository.write(file, lines.join('\n'));
  }
}

async function plant(repository: Throwaway): Promise<Planted[]> {
  const random = randomOf(Number(values.seed));
  const pool = shuffled(await functionsOf(repository.dir), random);
  const quotas = quotasOf(pool);
  // The last kinds ask more of a function than the first.
  const chosen = [...KINDS]
    .reverse()
    .flatMap((kind) => choose(pool, kind, quotas).map((found) => ({ kind, found })));
  takeOut(
    repository,
    chosen.filter(({ kind }) => kind.name === 'control').map(({ found }) => found),
  );
  repository.commit('take out the originals of the controls');
  const planted: Planted[] = [];
  for (const [at, { kind, found }] of chosen.entries()) {
    const others = pool.filter((one) => one.language === found.language && one.file !== found.file);
    const foreign = others.flatMap(({ lines, statements }) =>
      statements.map((row) => (lines[row] ?? '').trim()),
    );
    const lines = await mutate(found, kind, { foreign, random });
    const [file, text] = fileOf(found, lines, at);
    repository.write(file, text);
    planted.push({ kind, language: found.language, file, of: `${found.file}:${found.startLine}` });
  }
  repository.commit('plant');
  return planted;
}

/** A share of each language's functions for each kind, `--per` at the most. */
function quotasOf(pool: readonly Function[]): Map<Language, number> {
  const quotas = new Map<Language, number>();
  for (const { language } of pool) quotas.set(language, (quotas.get(language) ?? 0) + 1 / KINDS.length);
  return new Map([...quotas].map(([language, share]) => [language, Math.min(Number(values.per), share)]));
}

/** The next functions of the pool that bear the kind; they leave the pool. */
function choose(pool: Function[], kind: Kind, quotas: ReadonlyMap<Language, number>): Function[] {
  const counts = new Map<Language, number>();
  const chosen = pool.filter((found) => {
    const count = counts.get(found.language) ?? 0;
    if (count + 1 > (quotas.get(found.language) ?? 0) || !allows(kind, found)) return false;
    counts.set(found.language, count + 1);
    return true;
  });
  for (const found of chosen) pool.splice(pool.indexOf(found), 1);
  return chosen;
}

function foundByJscpd(repository: Throwaway): Set<string> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
  const ran = run(jscpd(out).command, { cwd: repository.dir });
  if (ran.code !== 0) throw new Error(`jscpd: exit ${ran.code}: ${ran.stderr.slice(-300)}`);
  const { duplicates } = JSON.parse(
    fs.readFileSync(path.join(out, 'jscpd-report.json'), 'utf8'),
  ) as JscpdReport;
  fs.rmSync(out, { recursive: true });
  return new Set(duplicates.flatMap(({ firstFile, secondFile }) => [firstFile.name, secondFile.name]));
}

const scores = new Map<string, Score>();

function count({ kind, language }: Planted, by: { gate: boolean; jscpd: boolean }): void {
  for (const key of [`${kind.name}\t${language}`, `${kind.name}\tall`]) {
    const score = scores.get(key) ?? { planted: 0, gate: 0, jscpd: 0 };
    scores.set(key, score);
    score.planted++;
    if (by.gate) score.gate++;
    if (by.jscpd) score.jscpd++;
  }
}

async function measure(source: string): Promise<void> {
  const repository = new Throwaway(source);
  const planted = await plant(repository);
  const report = repository.check('--base', 'HEAD~1', '--head', 'HEAD', '--two-dot', '--only', 'duplication');
  const copied = foundByJscpd(repository);
  for (const one of planted) {
    const found = report.findings.filter(({ path: at }) => at === one.file);
    count(one, { gate: found.length > 0, jscpd: copied.has(one.file) });
    const shown = one.kind.name === 'control' ? found.length > 0 : found.length === 0;
    if (values.missed && shown) {
      console.log(
        `${one.kind.name}\t${one.of}\t${one.file}\t${found.map(({ message }) => message).join(' ')}`,
      );
      if (one.kind.name !== 'control') console.log(repository.git('show', `HEAD:${one.file}`));
    }
  }
  fs.rmSync(repository.dir, { recursive: true });
}

for (const source of positionals) await measure(source);
console.log('kind\tlanguage\tplanted\tgate\tjscpd');
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
for (const [key, { planted, gate, jscpd: byJscpd }] of [...scores].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${key}\t${planted}\t${percent(gate, planted)}\t${percent(byJscpd, planted)}`);
