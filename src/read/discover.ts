/** Finds the repository that a folder belongs to, without asking git, so that no lookalike can be used. */
import fs from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../errors.ts';
import type { Place } from '../kit/git/profile.ts';

/** `asked`: the caller's environment names it, so git says where its work tree is. */
export interface Found extends Place {
  readonly asked: boolean;
}

/**
 * Walks up to the first folder with a `.git`. A folder that is itself shaped like a bare repository counts only
 * when nothing above it is a work tree: inside one it may be part of a pull request, with settings that run code.
 */
export function discover(cwd: string, env: NodeJS.ProcessEnv): Found | null {
  if (env['GIT_DIR']) return named(cwd, env);
  let bare: string | null = null;
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const gitDir = gitDirOf(path.join(folder, '.git'));
    if (gitDir) return { gitDir, root: folder, asked: false };
    if (bare === null && isRepository(folder)) bare = folder;
    if (path.dirname(folder) === folder) break;
  }
  return bare === null ? null : { gitDir: bare, root: null, asked: false };
}

function named(cwd: string, env: NodeJS.ProcessEnv): Found {
  const gitDir = path.resolve(cwd, env['GIT_DIR'] ?? '');
  if (!isRepository(gitDir)) {
    throw new EnvironmentError(
      `GIT_DIR is ${gitDir}, which is no git repository: unset it, or set it right.`,
    );
  }
  const workTree = env['GIT_WORK_TREE'];
  const root = workTree ? fs.realpathSync(path.resolve(cwd, workTree)) : null;
  return { gitDir: fs.realpathSync(gitDir), root, asked: true };
}

/** The repository behind a `.git`: a folder, or a file that points to one (linked work trees, submodules). */
function gitDirOf(dotGit: string): string | null {
  const kind = fs.statSync(dotGit, { throwIfNoEntry: false });
  if (!kind) return null;
  if (kind.isDirectory()) return isRepository(dotGit) ? fs.realpathSync(dotGit) : null;
  if (!kind.isFile() || kind.size > 10_000) return null;
  const pointed = /^gitdir: (.+?)\r?\n?$/s.exec(fs.readFileSync(dotGit, 'utf8'))?.[1];
  if (pointed === undefined) return null;
  const gitDir = path.resolve(path.dirname(dotGit), pointed);
  if (isRepository(gitDir)) return fs.realpathSync(gitDir);
  throw new EnvironmentError(
    `${dotGit} points to ${gitDir}, which is no git repository: repair or remove the file.`,
  );
}

/** Git's own test: HEAD, objects and refs; a linked work tree keeps the latter two in its common folder. */
function isRepository(folder: string): boolean {
  if (!fs.existsSync(path.join(folder, 'HEAD'))) return false;
  if (fs.existsSync(path.join(folder, 'commondir'))) return true;
  return ['objects', 'refs'].every((name) => {
    const kind = fs.statSync(path.join(folder, name), { throwIfNoEntry: false });
    return kind?.isDirectory() ?? false;
  });
}
