/** Where the commits are read: what was checked out, or else a repository of our own that fetches them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EnvironmentError } from '../../../errors.ts';
import { Git } from '../../../kit/git/git.ts';
import { discover } from '../../../read/discover.ts';
import { hasWhole } from '../../../read/has-whole.ts';
import type { Remote } from '../../../read/remote.ts';

export interface Sought {
  readonly env: NodeJS.ProcessEnv;
  /** The folder of a checkout, should there be one. */
  readonly workspace: string;
  /** The ids that are needed; null when history is needed as well, which a checkout may have. */
  readonly commits: readonly string[] | null;
  /** Null outside of GitHub: there is the checkout, or nothing. */
  readonly remote: Remote | null;
  readonly signal: AbortSignal;
  /** The workflow names the commits as its checkout knows them. */
  readonly given?: boolean;
}

export interface Source {
  readonly cwd: string;
  /** Where it fetches from; undefined: from the checkout's own origin. */
  readonly remote?: Remote;
  close(): void;
}

/**
 * A checkout is used as it is when it has everything; nothing of it is executed, and its settings decide nothing. It never
 * gets the login: who wrote its configuration could send that elsewhere.
 */
export async function openSource(sought: Sought): Promise<Source> {
  const { workspace, remote, given } = sought;
  const checkout: Source = { cwd: workspace, close: () => undefined };
  if (remote === null || given || (await serves(sought))) return checkout;
  return openPrivate({ ...sought, remote });
}

/** A checkout that is broken is none. */
async function serves(sought: Sought): Promise<boolean> {
  const { signal } = sought;
  try {
    return await hasAll(sought);
  } catch (error) {
    if (signal.aborted || !(error instanceof EnvironmentError)) throw error;
    return false;
  }
}

/** A repository further up, that a runner was put into, is not the one that was checked out. */
async function hasAll({ workspace, env, signal, commits }: Sought): Promise<boolean> {
  const top = fs.realpathSync(workspace);
  const found = discover(top, env);
  if (found?.root !== top) return false;
  return commits === null || hasWhole(new Git({ ...found, env, signal }), commits);
}

/** Bare, empty, in the runner's temporary folder, and with the object format that the ids have. */
async function openPrivate({ env, commits, remote, signal }: Sought & { remote: Remote }): Promise<Source> {
  const cwd = fs.mkdtempSync(path.join(env['RUNNER_TEMP'] || os.tmpdir(), 'gatewright-'));
  const close = (): void => fs.rmSync(cwd, { recursive: true, force: true });
  const gitDir = path.join(cwd, '.git');
  const format = commits?.[0]?.length === 64 ? 'sha256' : 'sha1';
  fs.mkdirSync(gitDir);
  const git = new Git({ gitDir, root: null, env, signal });
  try {
    // The name `.git` keeps git's own search for repositories out of it: this one is found wherever the folder lies.
    await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`]);
    return { cwd, remote, close };
  } catch (error) {
    close();
    throw error;
  }
}
