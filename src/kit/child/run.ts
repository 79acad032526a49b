/** Runs one executable to its end: own process group, scrubbed environment, monotonic deadline, capped output. */
import { spawn, type ChildProcess } from 'node:child_process';
import { Capture } from './capture.ts';
import { newMark, scrubbedEnvironment } from './environment.ts';
import { OWN_GROUP, signalGroup, sweep } from './group.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Besides what every child gets; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: Uint8Array;
  /** Milliseconds until it is asked to end; `grace` later it is killed. */
  readonly deadline: number;
  readonly grace?: number;
  /** Bytes of each output stream that are kept. */
  readonly cap?: number;
  readonly signal?: AbortSignal;
}

type End =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-started'; readonly reason: string };

export interface Ran {
  readonly end: End;
  readonly stdout: Capture;
  readonly stderr: Capture;
}

/** How long output may trail behind an exit before a straggler that holds the pipe is no longer waited for. */
const TRAILING_MS = 500;

/** Resolves when the process has ended and nothing that it started is left (on Linux: even after setsid). */
export async function run(argv: readonly [string, ...string[]], options: RunOptions): Promise<Ran> {
  const [file, ...args] = argv;
  const mark = newMark();
  const stdout = new Capture(options.cap);
  const stderr = new Capture(options.cap);
  const env = scrubbedEnvironment(mark, options.env);
  const child = spawn(file, args, {
    cwd: options.cwd,
    env,
    detached: OWN_GROUP,
    windowsHide: true,
    shell: false,
  });
  child.stdout.on('data', (chunk: Buffer) => stdout.write(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.write(chunk));
  // EPIPE: it does not want its input; its exit code says what that means.
  child.stdin.on('error', () => {}).end(options.input);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const end = await ending(child, options);
  signalGroup(child, 'SIGKILL');
  sweep(mark);
  let timer: NodeJS.Timeout | undefined;
  if (end.kind !== 'not-started') {
    await Promise.race([closed, new Promise((resolve) => (timer = setTimeout(resolve, TRAILING_MS)))]);
  }
  clearTimeout(timer);
  for (const stream of child.stdio) stream?.destroy();
  return { end, stdout, stderr };
}

function ending(child: ChildProcess, options: RunOptions): Promise<End> {
  return new Promise((resolve) => {
    let stopped: End | null = null;
    let kill: NodeJS.Timeout | undefined;
    const stop = (why: End): void => {
      stopped ??= why;
      signalGroup(child, 'SIGTERM');
      kill ??= setTimeout(() => signalGroup(child, 'SIGKILL'), options.grace ?? 1000);
    };
    const timer = setTimeout(() => stop({ kind: 'timed-out' }), options.deadline);
    const onAbort = (): void => stop({ kind: 'cancelled' });
    const finish = (end: End): void => {
      clearTimeout(timer);
      clearTimeout(kill);
      options.signal?.removeEventListener('abort', onAbort);
      resolve(stopped ?? end);
    };
    options.signal?.addEventListener('abort', onAbort);
    if (options.signal?.aborted) onAbort();
    child.on('error', (error) => {
      if (child.pid === undefined) finish({ kind: 'not-started', reason: error.message });
    });
    child.once('exit', (code, signal) => {
      finish(code === null ? { kind: 'signalled', signal: signal ?? 'unknown' } : { kind: 'exited', code });
    });
  });
}
