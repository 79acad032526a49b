/** A child that is spoken to in frames: requests on its standard input, answers on descriptor 3. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { Capture } from './capture.ts';
import { encodeFrame, FRAME_CAP, FrameReader, type Frame } from './frames.ts';
import { OWN_GROUP, signalGroup } from './group.ts';

/** How a child ended; what it was about is its caller's to know. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** The operating system's reason why there never was a process. */
  readonly notStarted: string | null;
  /** Descriptor 3 ended inside a frame. */
  readonly midFrame: boolean;
  readonly stdout: Capture;
  readonly stderr: Capture;
}

export interface PeerOptions {
  readonly execPath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly frameCap?: number;
  onFrame(frame: Frame): void;
  /** It sent what cannot be a frame, or closed its end early; nothing more will be read. */
  onBroken(reason: string): void;
}

/** How long frames may trail behind an exit before a straggler that holds the pipe is no longer waited for. */
const TRAILING_MS = 500;

export class Peer {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #reader: FrameReader;
  readonly #stdout = new Capture();
  readonly #stderr = new Capture();
  readonly #options: PeerOptions;
  #over = false;

  constructor(options: PeerOptions) {
    this.#options = options;
    this.#reader = new FrameReader(options.frameCap ?? FRAME_CAP);
    this.#child = spawn(options.execPath, options.args, {
      env: options.env,
      // Not the folder that is judged: relative lookups of any kind must find nothing there.
      cwd: OWN_GROUP ? '/' : undefined,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: OWN_GROUP,
      windowsHide: true,
      shell: false,
    });
    this.ended = this.#follow();
  }

  /** Whether the process is known to be gone. */
  get over(): boolean {
    return this.#over;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Resolves when the child has room for more; at once when it is gone. */
  async send(kind: number, header: object, payload?: Uint8Array): Promise<void> {
    const input = this.#child.stdin;
    if (!input || this.#over || !input.writable) return;
    let room = true;
    for (const part of encodeFrame(kind, header, payload)) room = input.write(part);
    if (!room) await this.#drained(input);
  }

  closeInput(): void {
    this.#child.stdin?.end();
  }

  /** Ends the child and its group now; synchronous, so that a signal handler can rely on it. */
  kill(): void {
    signalGroup(this.#child, 'SIGKILL');
  }

  /** Out of descriptors, Node makes no streams at all, whatever its types say; the error event follows. */
  #streams(): readonly (Readable | Writable | null | undefined)[] {
    const child: { readonly stdio?: ChildProcess['stdio'] } = this.#child;
    return child.stdio ?? [];
  }

  #drained(input: Writable): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        input.off('drain', done).off('close', done);
        resolve();
      };
      input.on('drain', done).on('close', done);
    });
  }

  #follow(): Promise<Ending> {
    const child = this.#child;
    const reports = this.#streams()[3] as Readable | undefined;
    // EPIPE, ECONNRESET: the exit says what happened.
    for (const stream of this.#streams()) stream?.on('error', () => {});
    child.stdout?.on('data', (chunk: Buffer) => this.#stdout.write(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#stderr.write(chunk));
    reports?.on('data', (chunk: Buffer) => this.#read(chunk));
    const drained = [reports, child.stderr].map(
      (stream) => new Promise<void>((done) => stream?.once('close', done)),
    );
    return new Promise((resolve) => {
      child.on('error', (error) => {
        if (child.pid === undefined) resolve(this.#end(null, null, error.message));
      });
      child.once('exit', (code, signal) => {
        signalGroup(child, 'SIGKILL');
        const timer = setTimeout(() => resolve(this.#end(code, signal, null)), TRAILING_MS);
        void Promise.all(drained).then(() => {
          clearTimeout(timer);
          resolve(this.#end(code, signal, null));
        });
      });
      reports?.once('end', () => this.#quiet());
    });
  }

  /** A child that lives on without its report channel can never finish: its caller need not wait for a deadline. */
  #quiet(): void {
    const check = (): void => {
      const lives = this.#child.exitCode === null && this.#child.signalCode === null;
      if (lives) this.#options.onBroken('it closed its report channel');
    };
    setTimeout(check, TRAILING_MS).unref();
  }

  #read(chunk: Buffer): void {
    const { frames, broken } = this.#reader.read(chunk);
    for (const frame of frames) this.#options.onFrame(frame);
    if (broken !== null) this.#options.onBroken(`it sent ${broken}`);
  }

  #end(code: number | null, signal: string | null, notStarted: string | null): Ending {
    this.#over = true;
    for (const stream of this.#streams()) stream?.destroy();
    const { partial } = this.#reader;
    return { code, signal, notStarted, midFrame: partial, stdout: this.#stdout, stderr: this.#stderr };
  }
}
