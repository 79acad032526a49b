/** Runs one process to its end: bounded output, a deadline on a clock that never jumps, and no shell. */
import { spawn, type ChildProcess } from 'node:child_process';
import { Writable } from 'node:stream';
import { EnvironmentError } from '../../errors.ts';
import { openHider } from '../secret.ts';
import { visible } from '../visible.ts';

export interface Call {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly input?: Uint8Array;
  readonly maxBytes: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  /** The process may start others, which must end with it. */
  readonly group?: boolean;
  /** Text for descriptor 3, which is closed without it. */
  readonly aside?: string;
}

export interface Result {
  readonly code: number;
  readonly stdout: Buffer;
  /** The end of what it complained about, safe to show. */
  readonly stderr: string;
}

const MAX_COMPLAINT = 4_000;
const GRACE = 2_000;

/** Resolves with what the process said, whatever its exit code; throws when it could not be let finish. */
export async function run(call: Call): Promise<Result> {
  call.signal?.throwIfAborted();
  const name = `git ${call.args[0] ?? ''}`;
  const child = start(call);
  const chunks: Buffer[] = [];
  let size = 0;
  let complaint = '';
  let failure: Error | null = null;
  const stop = (reason: Error): void => {
    failure ??= reason;
    end(child, call.group ?? false);
  };
  const onAbort = (): void => stop(call.signal?.reason as Error);
  const timer = setTimeout(
    () => stop(new EnvironmentError(`${name} did not finish within ${call.timeout / 1000} s.`)),
    call.timeout,
  );
  call.signal?.addEventListener('abort', onAbort, { once: true });
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > call.maxBytes)
      return stop(new EnvironmentError(`${name} printed over ${call.maxBytes} bytes.`));
    chunks.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-MAX_COMPLAINT);
  });
  // A process that ends before it read all of its input is judged by its exit code, not by the broken pipe.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(call.input ?? '');
  tellAside(child, call.aside);
  try {
    const code = await ended(child, name);
    if (failure) throw failure as Error;
    return { code, stdout: Buffer.concat(chunks), stderr: complained(withoutLogin(complaint, call.aside)) };
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', onAbort);
  }
}

/** Starts the process of a call, with pipes. */
export function start(call: Pick<Call, 'file' | 'args' | 'cwd' | 'env' | 'group' | 'aside'>): ChildProcess {
  return spawn(call.file, call.args, {
    cwd: call.cwd,
    env: call.env,
    stdio: ['pipe', 'pipe', 'pipe', ...(call.aside === undefined ? [] : (['pipe'] as const))],
    windowsHide: true,
    detached: (call.group ?? false) && process.platform !== 'win32',
  });
}

function tellAside(child: ChildProcess, text: string | undefined): void {
  const [, , , aside] = child.stdio as readonly unknown[];
  if (text === undefined || !(aside instanceof Writable)) return;
  // Nobody asked for it: the process ended, or the server wanted no login.
  aside.on('error', () => undefined);
  aside.end(text);
}

/** git repeats what a server answers to a refused request (`remote: …`), and a server may repeat the request. */
function withoutLogin(complaint: string, aside = ''): string {
  return openHider(/^password=(.+)$/m.exec(aside)?.[1] ?? '')(complaint);
}

/** Asks to end, so that git removes its lock files, and insists after a moment. */
function end(child: ChildProcess, group: boolean): void {
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (group && process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // Already gone.
    }
  };
  kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), GRACE);
  child.once('close', () => clearTimeout(timer));
}

function ended(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new EnvironmentError(`${name} could not be started: ${error.message}.`)),
    );
    child.once('close', (code) => resolve(code ?? -1));
  });
}

/** Text of git's, which can quote names of the repository, made safe for one line of a message. */
export function complained(text: string): string {
  // What git advises and warns of beside a failure is not why it failed.
  const lines = text.split('\n').filter((line) => !/^(?:hint|warning):/.test(line));
  const told = lines.join(' ').trim() || text.trim();
  return visible(told.replace(/\s+/g, ' ')).slice(0, 400);
}
