/** Where facts are kept between runs, and the key that says which of them are ours. */
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeFolder } from './folder.ts';
import { readOrCreateKey } from './key.ts';

export interface Cache {
  /** Null: facts stay in memory. */
  readonly dir: string | null;
  readonly key: Buffer;
  /** Why there is no folder; null when there is one. */
  readonly note: string | null;
}

const MIN_SECRET = 16;
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Picks folder and key. The key lies outside of the folder, so that who can write the cache (a restored CI
 * cache, a copied home, a shared disk) can make it empty but never make it say something: case 87 of the
 * threats, a poisoned cache, is a cold run. `GATEWRIGHT_CACHE_KEY` lets runs on several machines share one.
 */
export function findCache(env: NodeJS.ProcessEnv, secret = env['GATEWRIGHT_CACHE_KEY']): Cache {
  try {
    const dir = cacheDir(env);
    openFolder(dir);
    return { dir, key: keyFor(env, secret), note: null };
  } catch (error) {
    const reason = (error as Error).message;
    return { dir: null, key: randomBytes(32), note: `The cache is not used: ${reason}` };
  }
}

function keyFor(env: NodeJS.ProcessEnv, secret: string | undefined): Buffer {
  if (secret === undefined) return readOrCreateKey(path.join(stateHome(env), 'gatewright', 'cache-key'));
  // What a workflow gets where it names a secret that it is not given.
  if (secret === '') {
    throw new Error(
      'GATEWRIGHT_CACHE_KEY is empty, as for a pull request from a fork. Facts are worked out anew.',
    );
  }
  if (secret.length < MIN_SECRET) {
    throw new Error(`GATEWRIGHT_CACHE_KEY is shorter than ${MIN_SECRET} characters; give it a random value.`);
  }
  return createHash('sha256').update(secret).digest();
}

function cacheDir(env: NodeJS.ProcessEnv): string {
  const given = env['GATEWRIGHT_CACHE_DIR'];
  if (!given) return path.join(cacheHome(env), 'gatewright');
  // Relative to what? The working folder belongs to the change under judgement.
  if (!path.isAbsolute(given)) throw new Error(`GATEWRIGHT_CACHE_DIR is not an absolute path: ${given}`);
  return given;
}

/** Makes the folder if need be; throws when somebody else could put files into it. */
function openFolder(dir: string): void {
  makeFolder(dir);
  const stat = fs.statSync(dir);
  const user = process.getuid?.();
  if (!stat.isDirectory()) throw new Error(`${dir} is not a folder.`);
  if (user === undefined) return;
  if (stat.uid !== user) throw new Error(`${dir} belongs to user ${stat.uid}, not to user ${user}.`);
  if ((stat.mode & WRITABLE_BY_OTHERS) !== 0) {
    throw new Error(`${dir} is writable by other users; take that away with chmod go-w.`);
  }
}

function cacheHome(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env['LOCALAPPDATA'] || path.join(home(env), 'AppData', 'Local');
  const xdg = absolute(env['XDG_CACHE_HOME']);
  if (xdg) return xdg;
  return process.platform === 'darwin'
    ? path.join(home(env), 'Library', 'Caches')
    : path.join(home(env), '.cache');
}

function stateHome(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env['APPDATA'] || path.join(home(env), 'AppData', 'Roaming');
  const xdg = absolute(env['XDG_STATE_HOME']);
  if (xdg) return xdg;
  return process.platform === 'darwin'
    ? path.join(home(env), 'Library', 'Application Support')
    : path.join(home(env), '.local', 'state');
}

/** The XDG specification: a relative path is invalid and to be ignored. */
function absolute(value: string | undefined): string | null {
  return value && path.isAbsolute(value) ? value : null;
}

function home(env: NodeJS.ProcessEnv): string {
  const found = env['HOME'] || env['USERPROFILE'] || os.homedir();
  if (!path.isAbsolute(found)) throw new Error('there is no home folder; set GATEWRIGHT_CACHE_DIR.');
  return found;
}
