/** Runs a program to its end while looking at the memory of it and of every process below it (Linux). */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Between two looks; a process that lives for less may be missed. */
const EVERY_MS = 20;

export interface Watched {
  readonly code: number | null;
  readonly ms: number;
  /** The highest mark of each process, the largest first. */
  readonly peaks: readonly { readonly name: string; readonly kb: number }[];
  /** The highest sum at one moment; pages that processes share count once for each. */
  readonly togetherKb: number;
}

function childrenOf(pid: number): number[] {
  const tasks = fs.readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function look(pid: number, peaks: Map<number, { name: string; kb: number }>): number {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const name = `${path.basename(command[0] ?? '')} ${command.slice(-3).join(' ').trim()}`;
    // A process that has ended still stands in the table, without a name and without memory.
    if (field('VmHWM') > (peaks.get(pid)?.kb ?? 0)) peaks.set(pid, { name, kb: field('VmHWM') });
    return field('VmRSS') + childrenOf(pid).reduce((sum, child) => sum + look(child, peaks), 0);
  } catch {
    return 0; // It ended between the listing and the look.
  }
}

/** What it prints on standard output is thrown away; `env` comes on top of this process's own. */
export function watch(
  [program, ...args]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Watched> {
  const peaks = new Map<number, { name: string; kb: number }>();
  let togetherKb = 0;
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = setInterval(() => (togetherKb = Math.max(togetherKb, look(child.pid ?? 0, peaks))), EVERY_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      const largestFirst = [...peaks.values()].sort((a, b) => b.kb - a.kb);
      resolve({ code, ms: performance.now() - started, peaks: largestFirst, togetherKb });
    });
  });
}
