/** How long programs take, and what can be said of several such times. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

export interface Ran {
  readonly ms: number;
  /** Processor time of it and of every process below it; NaN where the system does not tell. */
  readonly cpuMs: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; `env` comes on top of this process's own. */
export function run(
  [program, ...args]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Ran {
  const env = { ...process.env, ...options.env };
  const [cpu, started] = [cpuOfChildren(), performance.now()];
  const ran = spawnSync(program, args, { cwd: options.cwd, env, encoding: 'utf8', maxBuffer: 1 << 29 });
  const [ms, cpuMs] = [performance.now() - started, cpuOfChildren() - cpu];
  if (ran.error) throw ran.error;
  return { ms, cpuMs, code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

/** User and system time of the children that have ended, theirs included (Linux: proc(5), in hundredths of a second). */
function cpuOfChildren(): number {
  if (process.platform !== 'linux') return NaN;
  const stat = fs.readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[13]) + Number(fields[14]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** The median of the pairs' ratios: what the machine did besides while a pair ran is mostly in both of its halves. */
export function ratio(above: readonly number[], below: readonly number[]): string {
  const ratios = above.map((value, at) => value / (below[at] ?? NaN));
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  return `${median(ratios).toFixed(2)} (${spread})`;
}
