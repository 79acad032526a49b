/** Real folders, mounts and moods of a disk for the tests of the store. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that goes away after the test. */
export function scratch(): string {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-store-')));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Why a test that mounts a file system is skipped here; null when it is not. */
export const cannotMount = ((): string | null => {
  if (process.platform !== 'linux') return 'mounting a tmpfs wants Linux';
  if (process.getuid?.() !== 0) return 'mounting a tmpfs wants root';
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-mount-'));
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]);
  if (tried.status === 0) execFileSync('umount', [dir]);
  fs.rmdirSync(dir);
  return tried.status === 0 ? null : 'this machine does not let a test mount a tmpfs';
})();

/** An 8 MB file system of its own. */
export function smallDisk(): string {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-disk-')));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dir]);
  onTestFinished(() => {
    // Lazily: a store keeps its segments open for as long as its process lives.
    execFileSync('umount', ['--lazy', dir]);
    fs.rmdirSync(dir);
  });
  return dir;
}

/** Makes a disk of `smallDisk` read-only. */
export function freeze(disk: string): void {
  execFileSync('mount', ['-o', 'remount,ro', disk]);
}

/** Every regular file below a folder. */
export function filesBelow(dir: string): string[] {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
