/** Opens the repository that somebody stands in, or finds that there is none. */
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { CatFile } from '../kit/git/cat-file.ts';
import { withoutFoldersOf } from '../kit/on-path.ts';
import { Git } from '../kit/git/git.ts';
import type { ObjectFormat } from '../kit/tree/blob-id.ts';
import { discover, type Found } from './discover.ts';

interface Common {
  /** Where the person stands, links resolved: the paths that they name start here. */
  readonly cwd: string;
  close(): Promise<void>;
}

/** A folder outside git: its files can be judged, but nothing says what changed. */
interface PlainFolder extends Common {
  readonly kind: 'folder';
}

export interface GitRepository extends Common {
  readonly kind: 'git';
  /** Top of the work tree; null for a bare repository. */
  readonly root: string | null;
  readonly format: ObjectFormat;
  readonly git: Git;
  readonly blobs: CatFile;
  /** Git settings outside the repository that name files to leave alone. */
  readonly env: NodeJS.ProcessEnv;
}

export type Repository = GitRepository | PlainFolder;

/** Opens what `cwd` belongs to. Missing or too old git is an EnvironmentError, where git is needed at all. */
export async function openRepository(
  cwd: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Repository> {
  const here = realFolder(cwd);
  const found = discover(here, env);
  if (!found) return { kind: 'folder', cwd: here, close: async () => undefined };
  const anchored = withoutFoldersOf(found.root ?? here, absolute(env, here));
  const probe = new Git({ gitDir: found.gitDir, root: null, env: anchored, signal });
  // Neither question starts a program, whatever the repository says; an old git's answers are not looked at.
  const answers = Promise.all([
    probe.text(['rev-parse', '--show-object-format']) as Promise<ObjectFormat>,
    workTree(found, here, probe),
  ]);
  answers.catch(() => undefined);
  await probe.checkVersion();
  const [format, root] = await answers;
  const git = probe.withRoot(root, anchored);
  const blobs = new CatFile(git);
  return { kind: 'git', cwd: here, root, format, git, blobs, env, close: async () => blobs.close() };
}

/** Whether history was cut off; asked anew each time, since fetching mends it. */
export async function isShallow(repository: GitRepository): Promise<boolean> {
  return (await repository.git.text(['rev-parse', '--is-shallow-repository'])) === 'true';
}

/**
 * A `.git` in a folder makes that folder the top, unless the repository says that it is bare (a bare repository
 * beside its linked work trees). A GIT_DIR without GIT_WORK_TREE means what it means to git.
 */
async function workTree(found: Found, here: string, probe: Git): Promise<string | null> {
  if (found.root === null && !found.asked) return null;
  if (found.root !== null && found.asked) return found.root;
  const config = ['config', '--type=bool', '--default=false', '--get', 'core.bare'];
  const isLinked = fs.existsSync(path.join(found.gitDir, 'commondir'));
  const isBare = !isLinked && (await probe.text(config)) === 'true';
  return isBare ? null : (found.root ?? here);
}

/** Git runs in the top of the work tree, hooks may not: what they name relatively is made absolute. */
function absolute(env: NodeJS.ProcessEnv, cwd: string): NodeJS.ProcessEnv {
  const resolved = { ...env };
  for (const name of ['GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY']) {
    const value = env[name];
    if (value) resolved[name] = path.resolve(cwd, value);
  }
  return resolved;
}

function realFolder(cwd: string): string {
  try {
    return fs.realpathSync(cwd);
  } catch {
    throw new UserError(`${cwd} is not there, or may not be read.`);
  }
}
