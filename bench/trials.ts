/**
 * What trials cost: `node bench/trials.ts REPOSITORY [PAIRS]`. Plants twenty faults that ESLint can mend, each in a file of
 * its own, and as the control the same lines without the fault. Both are checked with a cold cache, in turn; what the
 * faulty one takes more is twenty proofs alone and one of all together. The goal: at most two cold proofs.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, ratio, run } from './peers/clock.ts';
import { Throwaway, type JsonReport } from './throwaway.ts';

const COUNT = 20;
const CLI = path.join(import.meta.dirname, '../dist/cli.js');

const [source = '', pairs = '5'] = process.argv.slice(2);
if (source === '') throw new Error('usage: node bench/trials.ts REPOSITORY [PAIRS]');
const repository = new Throwaway(source);
const base = repository.git('rev-parse', 'HEAD');
const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-cache-'));
process.on('exit', () => fs.rmSync(cache, { recursive: true, force: true }));

function plant(statement: (name: string) => string, branch: string): string {
  repository.git('checkout', '-q', '-b', branch, base);
  for (const [at, { file, text }] of repository.pick(COUNT).entries())
    repository.write(file, `${text.endsWith('\n') ? text : `${text}\n`};\n${statement(`planted${at}`)}\n`);
  return repository.commit(branch);
}

function check(head: string): { cpuMs: number; report: JsonReport } {
  fs.rmSync(cache, { recursive: true, force: true });
  const command = [
    process.execPath,
    CLI,
    'check',
    '--base',
    base,
    '--head',
    head,
    '--format',
    'json',
  ] as const;
  const ran = run([...command], { cwd: repository.dir, env: { GATEWRIGHT_CACHE_DIR: cache } });
  if (ran.code !== 0 && ran.code !== 1) throw new Error(`exit ${ran.code}: ${ran.stderr.slice(0, 500)}`);
  return { cpuMs: ran.cpuMs, report: JSON.parse(ran.stdout) as JsonReport };
}

const faulty = plant((name) => `export function ${name}(a) { if (!!a) { a(); } }`, 'faulty');
const clean = plant((name) => `export function ${name}(a) { if (a) { a(); } }`, 'clean');
check(clean);
const [proof, trials]: [number[], number[]] = [[], []];
for (let pair = 0; pair < Number(pairs); pair++) {
  const once = check(clean);
  const tried = check(faulty);
  const kept = tried.report.proposals.filter(({ fate }) => fate === 'kept').length;
  if (kept !== COUNT || once.report.proposals.length > 0)
    throw new Error(`${kept} of ${COUNT} kept, ${once.report.proposals.length} proposals in the control`);
  proof.push(once.cpuMs);
  trials.push(tried.cpuMs - once.cpuMs);
}
const files = repository.git('ls-tree', '-r', '--name-only', 'HEAD').split('\n').length;
console.log(`${files} files, ${pairs} pairs; processor time`);
console.log(
  `one cold proof: ${Math.round(median(proof))} ms; ${COUNT} trials: ${Math.round(median(trials))} ms`,
);
console.log(`trials / proof: ${ratio(trials, proof)}`);
