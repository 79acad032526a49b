/** Node's permission model as a second layer around a judge: no files but its own, no processes, no workers. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Confinement {
  readonly flags: readonly string[];
  /** Why there is no second layer, as a sentence for the person who runs it. */
  readonly note: string | null;
}

export interface Grants {
  readonly execPath: string;
  /** Folders, as they are after every symbolic link: Node checks real paths, and reads links only where granted. */
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** The flags that confine a Node process to these folders. Without `--allow-…` nothing else is permitted. */
export function confine(grants: Grants): Confinement {
  const version = nodeVersion(grants.execPath);
  const flag = permissionFlag(version);
  if (!flag)
    return { flags: [], note: `Node ${version} has no permission model: judges run without that layer.` };
  // Node 20 aborts on a wildcard inside a path; later versions read it as one, which only grants more.
  const wild = [...grants.read, ...grants.write].find((dir) => dir.includes('*'));
  if (wild !== undefined && flag !== '--permission') {
    return {
      flags: [],
      note: `Node ${version} cannot confine judges to a folder whose name has a "*": ${wild}`,
    };
  }
  const flags = [flag, '--no-warnings'];
  for (const dir of new Set([...grants.read, ...grants.write])) flags.push(`--allow-fs-read=${dir}`);
  for (const dir of grants.write) flags.push(`--allow-fs-write=${dir}`);
  return { flags, note: null };
}

/** Stable from 22.13 and 23.5; before that the same model under an experimental name. */
function permissionFlag(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20) return null;
  const stable = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  return stable ? '--permission' : '--experimental-permission';
}

function nodeVersion(execPath: string): string {
  if (execPath === process.execPath) return process.versions.node;
  const asked = spawnSync(execPath, ['--version'], { encoding: 'utf8', timeout: 10_000, env: {} });
  return /^v(\d+\.\d+\.\d+)/.exec(asked.stdout ?? '')?.[1] ?? '0.0.0';
}

/** The folder without symbolic links, in the spelling that Node's checks compare with. */
export function realFolder(dir: string): string {
  return fs.realpathSync.native(path.resolve(dir));
}
