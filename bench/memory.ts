/** Peak memory of a run, by process (Linux): node bench/memory.ts FOLDER -- ARGUMENTS OF GATEWRIGHT */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const split = process.argv.indexOf('--');
const folder = process.argv[2] ?? '.';
const peaks = new Map<number, { name: string; kb: number }>();
let together = 0;

function childrenOf(pid: number): number[] {
  const tasks = fs.readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function look(pid: number): number {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const name = `${path.basename(command[0] ?? '')} ${command.slice(-3).join(' ').trim()}`;
    // A process that has ended still stands in the table, without a name and without memory.
    if (field('VmHWM') > (peaks.get(pid)?.kb ?? 0)) peaks.set(pid, { name, kb: field('VmHWM') });
    return field('VmRSS') + childrenOf(pid).reduce((sum, child) => sum + look(child), 0);
  } catch {
    return 0; // It ended between the listing and the look.
  }
}

const started = performance.now();
const child = spawn(process.execPath, [CLI, ...process.argv.slice(split + 1)], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'inherit'],
});
child.stdout.resume();
const timer = setInterval(() => (together = Math.max(together, look(child.pid ?? 0))), 20);
child.once('close', (code) => {
  clearInterval(timer);
  const mb = (kb: number) => `${Math.round(kb / 1024)} MB`;
  for (const { name, kb } of [...peaks.values()].sort((a, b) => b.kb - a.kb))
    console.log(`${mb(kb).padStart(8)}  ${name}`);
  console.log(
    `${mb(together).padStart(8)}  all at once; exit ${code}; ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
});
