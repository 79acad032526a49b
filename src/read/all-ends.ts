/** The ends of an audit: nothing, and everything that is there now. */
import fs from 'node:fs';
import path from 'node:path';
import type { Tree } from '../domain/tree.ts';
import { UserError } from '../errors.ts';
import { emptyTree } from '../kit/tree/lazy-tree.ts';
import { label } from './base-of.ts';
import { commitTree } from './commit-tree.ts';
import type { Ends } from './ends.ts';
import { folderTree } from './folder-tree.ts';
import type { GitRepository, Repository } from './repository.ts';
import { quoted, resolveCommit } from './revisions.ts';
import { isWithin } from './within.ts';
import { worktreeTree } from './worktree-tree.ts';

/** Every line below the paths counts, without paths every line; the whole tree stays in sight, so that imports can be followed. */
export async function allEnds(repository: Repository, paths: readonly string[]): Promise<Ends> {
  if (repository.kind === 'git' && repository.root === null) return commitAudit(repository, 'HEAD', paths);
  const top = repository.kind === 'git' ? repository.root : null;
  const wanted = paths.length === 0 ? [top ?? '.'] : paths;
  const real = wanted.map((name) => realPath(repository.cwd, name));
  const root = repository.kind === 'git' ? repository.root : null;
  const inside = root !== null && real.every((file) => isBelow(root, file));
  const ends =
    repository.kind === 'git' && root !== null && inside
      ? auditEnds({ head: worktreeTree(repository, root), headLabel: 'working tree', root })
      : folderEnds(repository, real);
  return limited(
    ends,
    real.map((file) => relative(ends.root ?? '', file)),
    wanted,
  );
}

/** The files of a commit: a bare repository has no others. */
export async function commitAudit(
  repository: GitRepository,
  name: string,
  paths: readonly string[],
): Promise<Ends> {
  const commit = await resolveCommit(repository, name);
  const head = commitTree(repository, commit);
  const ends = auditEnds({ head, headLabel: label(name, commit), root: null });
  const within = paths.map((name) => path.posix.normalize(name).replace(/^\.?\/|^\.$|\/$/g, ''));
  return limited({ ...ends, headCommit: commit, headName: name }, within, paths);
}

/** The root is the one folder, or the deepest that has all paths: what is around them is context. */
function folderEnds(repository: Repository, real: readonly string[]): Ends {
  if (repository.kind === 'git') {
    const outside = real.find((file) => !isBelow(repository.root ?? '', file)) ?? '';
    if (real.some((file) => isBelow(repository.root ?? '', file))) {
      throw new UserError(`${quoted(outside)} is outside of the repository: judge it in a run of its own.`);
    }
  }
  const folders = real.map((file) => (fs.statSync(file).isDirectory() ? file : path.dirname(file)));
  const root = folders.reduce(commonFolder);
  return auditEnds({ head: folderTree(root), headLabel: root, root });
}

function auditEnds(head: Pick<Ends, 'head' | 'headLabel' | 'root'>): Ends {
  return {
    ...head,
    base: emptyTree(),
    baseLabel: 'nothing',
    baseCommit: null,
    headCommit: null,
    headName: null,
    within: [],
    audit: true,
    differences: null,
  };
}

async function limited(ends: Ends, within: readonly string[], named: readonly string[]): Promise<Ends> {
  for (const [at, limit] of within.entries()) {
    if (limit === '' || (await hasFiles(ends.head, limit))) continue;
    throw new UserError(
      `There is nothing to judge in ${quoted(named[at] ?? limit)}: no file that git would track.`,
    );
  }
  return { ...ends, within: within.includes('') ? [] : within };
}

async function hasFiles(tree: Tree, limit: string): Promise<boolean> {
  return (await tree.list()).some((entry) => isWithin(entry.path, [limit]));
}

function realPath(cwd: string, name: string): string {
  const full = path.resolve(cwd, name);
  try {
    // An unset variable in a script, say: it must not mean everything.
    if (name === '') throw new Error('no name');
    fs.lstatSync(full);
    // The last part may itself be a link, which is judged as a link.
    return path.join(fs.realpathSync(path.dirname(full)), path.basename(full));
  } catch {
    throw new UserError(`There is no file or folder ${quoted(name)}.`);
  }
}

function isBelow(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function relative(root: string, file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/');
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (!isBelow(folder, b)) folder = path.dirname(folder);
  return folder;
}
