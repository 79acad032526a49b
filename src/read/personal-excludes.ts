/** The person's own list of files to leave alone, the one thing that is taken from their global settings. */
import path from 'node:path';
import type { Setting } from '../kit/git/profile.ts';
import type { GitRepository } from './repository.ts';

/** Without it, an editor's folder or a .DS_Store that git never shows would be judged as a new file. */
export async function personalExcludes(repository: GitRepository): Promise<Setting[]> {
  const { env, git } = repository;
  const home = env['HOME'] ?? env['USERPROFILE'];
  const folder = env['XDG_CONFIG_HOME'] || (home ? path.join(home, '.config') : null);
  if (!folder) return [];
  // Reading a setting runs nothing, so here the global file may be seen; an own one of the repository wins.
  const globals = env['GIT_CONFIG_GLOBAL'] ?? (home ? path.join(home, '.gitconfig') : '');
  const own = await setting(git, []);
  const file =
    own ??
    (await setting(git, ['--file', path.join(folder, 'git', 'config')])) ??
    (globals ? await setting(git, ['--file', globals]) : null) ??
    path.join(folder, 'git', 'ignore');
  return [['core.excludesFile', file.replace(/^~(?=\/)/, home ?? '~')]];
}

async function setting(git: GitRepository['git'], where: readonly string[]): Promise<string | null> {
  const args = ['config', ...where, '--get', 'core.excludesFile'];
  // Codes: 0 found, 1 not set; a file that is missing or broken answers with another, and sets nothing.
  const { code, stdout } = await git.run(args, { answers: [0, 1, 2, 3, 128] });
  return code === 0 ? stdout.toString('utf8').trim() || null : null;
}
