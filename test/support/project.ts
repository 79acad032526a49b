/** A real repository with a default branch and a feature branch, as end-to-end tests judge it. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Files } from './trees.ts';

export interface Project {
  readonly dir: string;
  git(...args: string[]): string;
  write(files: Files): void;
  commit(message: string, files: Files): string;
  remove(): void;
}

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

/** `main` holds `base`; the branch `feature` is checked out and has `head` written on top, if given. */
export function makeProject(base: Files, head?: Files, format = 'sha1'): Project {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-e2e-')));
  const git = (...args: string[]) =>
    execFileSync('git', [...IDENTITY, ...args], {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const write = (files: Files) => {
    for (const [file, content] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
      fs.writeFileSync(path.join(dir, file), content);
    }
  };
  const commit = (message: string, files: Files) => {
    write(files);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch=main', `--object-format=${format}`);
  commit('base', base);
  git('checkout', '--quiet', '-b', 'feature');
  if (head) commit('head', head);
  // Tests put what belongs to a run beside the repository: a home, a runner's folder, a shallow clone.
  const remove = () => {
    for (const beside of ['', '.home', '.runner', '.shallow', '.git']) {
      fs.rmSync(`${dir}${beside}`, { recursive: true, force: true });
    }
  };
  return { dir, git, write, commit, remove };
}
