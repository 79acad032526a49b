/**
 * What jscpd calls a clone and we do not, and the other way round: `node bench/clones-oracle.ts [--sample N] FOLDER…`.
 * Both read the whole folder. jscpd's clones count where the duplication validator looks: product code of its languages,
 * comments left out; and not where most lines are imports.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repoPath } from '../src/domain/path.ts';
import { languageOf } from '../src/kit/syntax/language.ts';
import { outsideProduct } from '../src/prove/validators/duplication/product.ts';
import { run } from './peers/clock.ts';
import { jscpd, type JscpdReport } from './peers/tools.ts';
import { spread } from './throwaway.ts';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
/** So much of the shorter of two places must be covered for them to be the same place. */
const SHARE = 0.5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '10' } },
});

interface Place {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

interface Pair {
  readonly sides: readonly [Place, Place];
  readonly what: string;
}

interface GateReport {
  readonly findings: readonly (Place & { readonly rule: string; readonly related: readonly Place[] })[];
}

function saidByGate(folder: string): Pair[] {
  const words = ['check', '--all', '.', '--only', 'duplication', '--offline', '--format', 'json'];
  const ran = spawnSync(process.execPath, [CLI, ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 29,
  });
  if (ran.status !== 0 && ran.status !== 1)
    throw new Error(`${folder}: exit ${ran.status}: ${ran.stderr.slice(0, 300)}`);
  const { findings } = JSON.parse(ran.stdout) as GateReport;
  return findings.flatMap((finding) =>
    finding.related.map((related): Pair => ({ sides: [finding, related], what: finding.rule })),
  );
}

function saidByJscpd(folder: string): Pair[] {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
  const ran = run(jscpd(out, '--skip-comments').command, { cwd: folder });
  if (ran.code !== 0) throw new Error(`jscpd: exit ${ran.code}: ${ran.stderr.slice(-300)}`);
  const file = path.join(out, 'jscpd-report.json');
  const { duplicates } = JSON.parse(fs.readFileSync(file, 'utf8')) as JscpdReport;
  fs.rmSync(out, { recursive: true });
  const place = ({ name, start, end }: JscpdReport['duplicates'][number]['firstFile']): Place => ({
    path: name,
    line: start,
    endLine: end,
  });
  return duplicates
    .map(({ firstFile, secondFile, tokens }): Pair => ({
      sides: [place(firstFile), place(secondFile)],
      what: `${tokens} tokens`,
    }))
    .filter(({ sides }) => sides.every(isLookedAt) && !isImports(folder, sides[0]));
}

function isLookedAt({ path: name }: Place): boolean {
  return languageOf(repoPath(name)) !== undefined && outsideProduct(repoPath(name)) === null;
}

const linesOf = (folder: string, { path: name, line, endLine }: Place): string[] =>
  fs
    .readFileSync(path.join(folder, name), 'utf8')
    .split('\n')
    .slice(line - 1, endLine);

function isImports(folder: string, place: Place): boolean {
  const lines = linesOf(folder, place).filter((line) => line.trim() !== '');
  return (
    lines.filter((line) => /^\s*(import|from|package|export .* from)\b|^} from /.test(line)).length * 2 >
    lines.length
  );
}

function isSame(a: Place, b: Place): boolean {
  const shared = Math.min(a.endLine, b.endLine) - Math.max(a.line, b.line) + 1;
  const shorter = Math.min(a.endLine - a.line, b.endLine - b.line) + 1;
  return a.path === b.path && shared >= SHARE * shorter;
}

/** Both sides are said, be it in two sentences: of many copies, each is said to repeat one of the others. */
function isSaid({ sides }: Pair, by: readonly Pair[]): boolean {
  return sides.every((side) => by.some((pair) => pair.sides.some((said) => isSame(side, said))));
}

function show(folder: string, { sides, what }: Pair): void {
  console.log(`  ${what}: ${sides.map((side) => `${side.path}:${side.line}-${side.endLine}`).join('  ')}`);
  for (const text of linesOf(folder, sides[0]).slice(0, 10)) console.log(`    | ${text.slice(0, 130)}`);
}

for (const folder of positionals) {
  const [ours, theirs] = [saidByGate(folder), saidByJscpd(folder)];
  const [missed, extra] = [
    theirs.filter((pair) => !isSaid(pair, ours)),
    ours.filter((pair) => !isSaid(pair, theirs)),
  ];
  console.log(
    `${folder}: jscpd ${theirs.length}, of these not ours ${missed.length}; ours ${ours.length}, of these not jscpd's ${extra.length}`,
  );
  console.log("jscpd's and not ours:");
  for (const pair of spread(missed, Number(values.sample))) show(folder, pair);
  console.log("ours and not jscpd's:");
  for (const pair of spread(extra, Number(values.sample))) show(folder, pair);
}
