/**
 * The gate beside its peers, in one run on one commit: `node bench/peers.ts REPOSITORY [COMMIT] [--prepare COMMAND] [--runs N]
 * [--grow N | --all]`. docs/speed.md says what is measured and what it means.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median, ratio, run } from './peers/clock.ts';
import { grow } from './peers/grow.ts';
import { dependencyCruiser, eslint, gate, jscpd, knip, ownEslint, type Tool } from './peers/tools.ts';
import { Workplace } from './peers/workplace.ts';
import { watch } from './watched.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    prepare: { type: 'string' },
    runs: { type: 'string', default: '5' },
    grow: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});

/** A tool, and what must be so before it starts. */
interface Step extends Tool {
  readonly before?: () => void;
}

interface Measured {
  readonly ms: number[];
  readonly cpuMs: number[];
  outcome: string;
  failed: boolean;
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
const [source, commit] = positionals;
if (!source) throw new Error('name a repository');
const workplace = new Workplace(source, commit);

/** The gate twice: with an empty cache, then with what the first run left there. */
function coldAndWarm(name: string, words: readonly string[]): Step[] {
  const cache = path.join(scratch, name.replaceAll(' ', '-'));
  const empty = () => fs.rmSync(cache, { recursive: true, force: true });
  return [{ ...gate(`${name}, cold`, words, cache), before: empty }, gate(`${name}, warm`, words, cache)];
}

/** As the repository's developers run it: its own version, rules and plugins. */
const OWN = "the repository's own ESLint, files";

const ends = (base: string, head: string) => ['--base', base, '--head', head, '--two-dot'];

function stepsOfChange(): Step[][] {
  const judged = ends(`${workplace.commit}^`, workplace.commit);
  const files = workplace.changedScripts();
  return [
    [eslint('ESLint, files', files)],
    coldAndWarm('gate', judged),
    ownEslint(OWN, workplace.dir, files),
    [jscpd(scratch)],
    [knip()],
    [dependencyCruiser()],
    [eslint('ESLint, tree', ['.'])],
  ];
}

function stepsOfGrowth(times: number): Step[][] {
  const grown = grow(workplace, times);
  return [
    coldAndWarm('gate', ends(`${workplace.commit}^`, workplace.commit)),
    coldAndWarm('gate grown', ends(grown.base, grown.head)),
  ];
}

function stepsOfAll(): Step[][] {
  return [coldAndWarm('gate --all', ['--all', '.']), [jscpd(scratch)], [eslint('ESLint, tree', ['.'])]];
}

/** One pass over all steps; the first pass fills the system's own caches and is not counted. */
function pass(steps: readonly Step[], into: Map<string, Measured>, counts: boolean): void {
  for (const step of steps) {
    const measured = into.get(step.name) ?? { ms: [], cpuMs: [], outcome: '', failed: false };
    into.set(step.name, measured);
    if (measured.failed) continue;
    step.before?.();
    const ran = run(step.command, { cwd: workplace.dir, env: step.env });
    try {
      measured.outcome = step.outcome(ran);
    } catch (error) {
      Object.assign(measured, {
        failed: true,
        outcome: String((error as Error).message).replaceAll('\n', ' '),
      });
    }
    if (counts) measured.ms.push(ran.ms);
    if (counts) measured.cpuMs.push(ran.cpuMs);
  }
}

async function memoryOf(step: Step): Promise<string> {
  step.before?.();
  const { peaks, togetherKb } = await watch(step.command, { cwd: workplace.dir, env: step.env });
  const mb = (kb: number) => `${Math.round(kb / 1024)}`;
  return `${mb(peaks[0]?.kb ?? 0)} / ${mb(togetherKb)} MB`;
}

async function table(steps: readonly Step[], measured: ReadonlyMap<string, Measured>): Promise<void> {
  console.log('\ntool | wall | processor | largest process / all at once | what it did');
  for (const step of steps) {
    const { ms, cpuMs, outcome, failed } = measured.get(step.name) as Measured;
    const seconds = (times: readonly number[]) => `${(median(times) / 1000).toFixed(2)} s`;
    if (failed) console.log(`${step.name} | FAILED: ${outcome}`);
    else console.log([step.name, seconds(ms), seconds(cpuMs), await memoryOf(step), outcome].join(' | '));
  }
}

/** One line for each ratio; what failed is compared with nothing. */
function compare(measured: ReadonlyMap<string, Measured>, above: string, below: readonly string[]): void {
  const all = [above, ...below].map((name) => measured.get(name));
  const label = `${above} / ${below.length > 1 ? `(${below.join(' + ')})` : below[0]}`;
  if (all.some((one) => !one || one.failed)) return console.log(`${label}: not compared, one of them failed`);
  const [top, ...rest] = all as Measured[];
  const summed = (of: (one: Measured) => number[]) =>
    of(rest[0] as Measured).map((_, at) => rest.reduce((sum, one) => sum + (of(one)[at] ?? NaN), 0));
  const [wall, cpu] = [(one: Measured) => one.ms, (one: Measured) => one.cpuMs];
  const processor = ratio(cpu(top as Measured), summed(cpu));
  console.log(`${label}: ${ratio(wall(top as Measured), summed(wall))} wall, ${processor} processor`);
}

function ratiosOfChange(measured: ReadonlyMap<string, Measured>): void {
  compare(measured, 'gate, cold', ['ESLint, files']);
  if (measured.has(OWN)) compare(measured, 'gate, cold', [OWN]);
  compare(measured, 'gate, cold', ['ESLint, files', 'jscpd', 'knip']);
  compare(measured, 'gate, cold', ['ESLint, tree', 'jscpd', 'knip']);
  compare(measured, 'gate, warm', ['gate, cold']);
}

function ratiosOfGrowth(measured: ReadonlyMap<string, Measured>): void {
  compare(measured, 'gate grown, cold', ['gate, cold']);
  compare(measured, 'gate grown, warm', ['gate, warm']);
}

function ratiosOfAll(measured: ReadonlyMap<string, Measured>): void {
  compare(measured, 'gate --all, cold', ['ESLint, tree']);
  compare(measured, 'gate --all, cold', ['jscpd']);
  compare(measured, 'gate --all, warm', ['gate --all, cold']);
}

const revision = spawnSync('git', ['-C', import.meta.dirname, 'rev-parse', '--short', 'HEAD'], {
  encoding: 'utf8',
});
console.log(`machine: ${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.version}`);
console.log(
  `gatewright ${revision.stdout.trim()}; ${path.basename(path.dirname(path.resolve(source)))} at ${workplace.commit}`,
);
if (values.prepare) {
  console.log(`prepared by: ${values.prepare}`);
  workplace.prepare(values.prepare);
}

const [groups, ratios] = values.grow
  ? [stepsOfGrowth(Number(values.grow)), ratiosOfGrowth]
  : values.all
    ? [stepsOfAll(), ratiosOfAll]
    : [stepsOfChange(), ratiosOfChange];
const measured = new Map<string, Measured>();
for (let round = 0; round <= Number(values.runs); round++) {
  pass((round % 2 ? [...groups].reverse() : groups).flat(), measured, round > 0);
}
await table(groups.flat(), measured);
console.log('\nratios: medians of pairs (smallest to largest)');
ratios(measured);
