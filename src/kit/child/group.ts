/** Process groups: a child and what it started, ended together; and those that left the group, found by the mark. */
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { MARK } from './environment.ts';

/** Windows has no process groups, and `detached` opens a console window there. */
export const OWN_GROUP = process.platform !== 'win32';

/** Signals a child's whole group. Safe to call for one that has ended: its stragglers are signalled. */
export function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (!OWN_GROUP) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: nobody is left in the group.
  }
}

const ROUNDS = 50;

/**
 * Kills every process that carries the run's mark: a grandchild that called setsid is in no group of ours, yet it
 * inherited the environment. Linux only (elsewhere nobody lets us read it); returns how many were killed.
 * Rounds, because a process may fork between our looking and our killing.
 */
export function sweep(mark: string): number {
  const killed = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const found = marked(mark);
    if (found.length === 0) break;
    for (const pid of found) {
      killed.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // ESRCH: it ended by itself.
      }
    }
  }
  return killed.size;
}

/** Process ids that carry the mark, our own aside; empty where there is no /proc. */
export function marked(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  const needle = Buffer.from(`${MARK}=${mark}`);
  return processIds().filter((pid) => pid !== process.pid && readEnviron(pid).includes(needle));
}

function processIds(): number[] {
  try {
    return fs.readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Empty for zombies, for processes of other users and for those that ended meanwhile. */
function readEnviron(pid: number): Buffer {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`);
  } catch {
    return Buffer.alloc(0);
  }
}
