/** The caller's own script in the trial: it runs in a copy of each tree that holds otherwise. */
import type { Tree } from '../domain/tree.ts';
import { run, type Ran } from '../kit/child/run.ts';
import { withWorkingCopy, type Ignored } from './working-copy.ts';

export interface ScriptOptions {
  /** For the shell. */
  readonly command: string;
  /** The author's own tree. */
  readonly head: Tree;
  readonly ignored: Ignored | null;
  /** Of the caller; the script gets what a program needs to be found, and nothing else of it. */
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds that are left. */
  readonly left: () => number;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

export interface Script {
  /** Whether it passes on the author's own tree; it is run there once. */
  passesWithout(): Promise<boolean>;
  /** What it does where it fails, as the end of a clause; null where it passes. */
  failureOn(tree: Tree): Promise<string | null>;
}

/** Of the time that is left; the rest is for deciding and showing. */
const SHARE = 0.8;
/** On the author's own files, where a fault can keep it from ever ending: what mends that has to be tried as well. */
const SHARE_WITHOUT = 1 / 3;

export function openScript(options: ScriptOptions): Script {
  let baseline: Promise<string | null> | null = null;
  return {
    passesWithout: async () => {
      baseline ??= failureOn(options.head, options, SHARE_WITHOUT).then((failure) => {
        if (failure !== null)
          options.onNote(`The script ${failure} on the author's own files: only what makes it pass is kept.`);
        return failure;
      });
      return (await baseline) === null;
    },
    failureOn: (tree) => failureOn(tree, options, SHARE),
  };
}

async function failureOn(tree: Tree, options: ScriptOptions, share: number): Promise<string | null> {
  const { command, ignored, env, left, signal } = options;
  return withWorkingCopy(tree, ignored, async ({ folder, scratch }) => {
    const ran = await run(shell(command, env), {
      cwd: folder,
      env: { ...environment(env), TMPDIR: scratch, TEMP: scratch, TMP: scratch },
      deadline: Math.max(1, left() * share),
      signal,
    });
    signal.throwIfAborted();
    return failureOf(ran);
  });
}

function shell(command: string, env: NodeJS.ProcessEnv): [string, ...string[]] {
  if (process.platform !== 'win32') return ['/bin/sh', '-c', command];
  return [env['ComSpec'] ?? 'cmd.exe', '/d', '/s', '/c', command];
}

/** What programs and package managers are found by; tokens and keys are elsewhere in it. */
const NEEDED = ['PATH', 'Path', 'PATHEXT', 'HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramFiles'];

function environment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    NEEDED.flatMap((name): [string, string][] => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
}

function failureOf({ end }: Ran): string | null {
  if (end.kind === 'exited') return end.code === 0 ? null : `ends with exit code ${end.code}`;
  if (end.kind === 'signalled') return `is ended by ${end.signal}`;
  return end.kind === 'not-started' ? 'cannot be started' : 'does not end in time';
}
