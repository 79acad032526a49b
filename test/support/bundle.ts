/** Runs the committed bundle as a user does, on Node 24 and on the machine's own Node. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
export const DIST = path.join(ROOT, 'dist');
export const NODE_24 = path.join(ROOT, 'node_modules/node/bin/node');

/** The Node that npm itself runs on, or the first on the PATH that is not this project's. */
export const MACHINE_NODE = process.env['npm_node_execpath'] ?? firstOnPath();

function firstOnPath(): string {
  const dirs = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((dir) => !dir.includes('node_modules'));
  const found = dirs.map((dir) => path.join(dir, 'node')).find((file) => fs.existsSync(file));
  if (!found) throw new Error('no node on the PATH besides the one of this project');
  return found;
}

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly entry?: string;
  /** Another copy of the bundle. */
  readonly dist?: string;
  /** A file to print into instead of what is collected. */
  readonly stdout?: number;
  readonly onStart?: (child: ChildProcess) => void;
}

/** The environment of a test: no variable of the machine but what a process needs, and a cache of its own. */
function cleanEnv(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CACHE_HOME: `${home}/cache`,
    XDG_STATE_HOME: `${home}/state`,
  };
}

/** Starts `dist/<entry>` with these arguments and waits for its end. */
export function runBundle(args: readonly string[], options: RunOptions): Promise<Ran> {
  const argv = [path.join(options.dist ?? DIST, options.entry ?? 'cli.js'), ...args];
  const env = { ...cleanEnv(`${options.cwd}.home`), ...options.env };
  const child = spawn(options.node ?? NODE_24, argv, {
    cwd: options.cwd,
    env,
    stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
  });
  options.onStart?.(child);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout: stdout(), stderr: stderr() }));
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
