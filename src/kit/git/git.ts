/** Git as a library of commands: each call an argument vector under the hardened profile. */
import { EnvironmentError } from '../../errors.ts';
import { findGit } from './find-git.ts';
import { environment, settings, type Place, type Setting } from './profile.ts';
import { run, type Result } from './run.ts';

export interface GitOptions extends Place {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

export interface RunOptions {
  readonly input?: Uint8Array;
  readonly maxBytes?: number;
  /** Milliseconds; a minute when not said. */
  readonly timeout?: number;
  readonly settings?: readonly Setting[];
  /** Exit codes that are answers; only 0 when not said. */
  readonly answers?: readonly number[];
  /** Variables on top of the profile's: what the network needs, say. */
  readonly env?: Readonly<Record<string, string>>;
  /** It starts other programs, which must end with it. */
  readonly group?: boolean;
  /** What it, or what it starts, can read from descriptor 3: a secret that stands nowhere else. */
  readonly aside?: string;
}

const MAX_OUTPUT = 256_000_000;
const TIMEOUT = 60_000;
/** GIT_CONFIG_COUNT came with 2.31, GIT_CONFIG_GLOBAL with 2.32: an older git would not be hardened. */
const OLDEST = [2, 32] as const;
/** `cat-file --batch-command`, which can ask for a size before it asks for bytes. */
const BATCH_COMMAND = [2, 36] as const;

export class Git {
  readonly file: string;
  readonly place: Place;
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly #signal: AbortSignal | undefined;
  #version: readonly [number, number] | null = null;

  constructor(options: GitOptions) {
    this.file = findGit(options.env);
    this.place = { gitDir: options.gitDir, root: options.root };
    this.cwd = options.root ?? options.gitDir;
    this.env = environment(options.env, this.place);
    this.#signal = options.signal;
  }

  /** Runs a command; an exit code that is no answer becomes an EnvironmentError with git's own words. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    const result = await run({
      file: this.file,
      args,
      cwd: this.cwd,
      env: { ...this.env, ...settings(options.settings), ...options.env },
      input: options.input,
      maxBytes: options.maxBytes ?? MAX_OUTPUT,
      timeout: options.timeout ?? TIMEOUT,
      signal: this.#signal,
      group: options.group,
      aside: options.aside,
    });
    if ((options.answers ?? [0]).includes(result.code)) return result;
    const words = result.stderr || `it ended with code ${result.code}`;
    throw new EnvironmentError(`git ${args[0] ?? ''} failed in ${this.cwd}: ${words}`);
  }

  /** What a command printed, as bytes. */
  async bytes(args: readonly string[], options?: RunOptions): Promise<Buffer> {
    return (await this.run(args, options)).stdout;
  }

  /** What a command printed, as text without the last line end. */
  async text(args: readonly string[], options?: RunOptions): Promise<string> {
    return (await this.bytes(args, options)).toString('utf8').replace(/\n$/, '');
  }

  /** The same git, in the work tree that the repository turned out to have. */
  withRoot(root: string | null, env: NodeJS.ProcessEnv): Git {
    const git = new Git({ gitDir: this.place.gitDir, root, env, signal: this.#signal });
    git.#version = this.#version;
    return git;
  }

  /** Makes sure that this git knows the profile. */
  async checkVersion(): Promise<void> {
    const text = await this.text(['version']);
    const version = /(\d+)\.(\d+)/.exec(text);
    this.#version = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
    if (this.#isBefore(OLDEST)) {
      throw new EnvironmentError(
        `${text} is too old to be run safely: install git ${OLDEST.join('.')} or newer.`,
      );
    }
  }

  /** Whether `cat-file` takes commands, which came with git 2.36. */
  get hasBatchCommand(): boolean {
    return !this.#isBefore(BATCH_COMMAND);
  }

  #isBefore([major, minor]: readonly [number, number]): boolean {
    const [ours, sub] = this.#version ?? [0, 0];
    return ours < major || (ours === major && sub < minor);
  }
}
