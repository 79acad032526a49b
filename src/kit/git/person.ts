/** Who commits: the name and address that git itself would write, as variables for it. */
import fs from 'node:fs';
import path from 'node:path';
import type { Git } from './git.ts';

const FROM_CALLER = ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL'];

/** Null where git was not told: it would make up an address of the machine's name. Reading settings runs nothing. */
export async function personOf(git: Git, env: NodeJS.ProcessEnv): Promise<Record<string, string> | null> {
  const author = await identity(git, env, 'AUTHOR');
  const committer = await identity(git, env, 'COMMITTER');
  return author && committer && { ...author, ...committer };
}

async function identity(
  git: Git,
  env: NodeJS.ProcessEnv,
  role: 'AUTHOR' | 'COMMITTER',
): Promise<Record<string, string> | null> {
  const { code, stdout } = await git.run(['var', `GIT_${role}_IDENT`], {
    env: personal(env),
    settings: [['user.useConfigOnly', 'true']],
    answers: [0, 1, 128],
  });
  const said = /^(.*) <(.*)> \d+ [+-]\d{4}$/.exec(stdout.toString('utf8').trim());
  if (code !== 0 || said?.[1] === undefined || said[2] === undefined) return null;
  return { [`GIT_${role}_NAME`]: said[1], [`GIT_${role}_EMAIL`]: said[2] };
}

/** The person's own settings, which the profile hides, with the includes that name people by folder. */
function personal(env: NodeJS.ProcessEnv): Record<string, string> {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const files = [home && path.join(home, '.gitconfig'), path.join(configFolder(env, home), 'git', 'config')];
  const own = env['GIT_CONFIG_GLOBAL'] ?? files.find((file) => file && fs.existsSync(file));
  const given = FROM_CALLER.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
  return {
    ...Object.fromEntries(given),
    ...(home && { HOME: home }),
    ...(own && { GIT_CONFIG_GLOBAL: own }),
  };
}

function configFolder(env: NodeJS.ProcessEnv, home: string | undefined): string {
  return env['XDG_CONFIG_HOME'] || path.join(home ?? '/', '.config');
}
