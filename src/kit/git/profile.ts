/** The hardened profile: the environment and the configuration under which every git process runs. */
import os from 'node:os';
import path from 'node:path';
import { pathOf } from '../on-path.ts';

export type Setting = readonly [key: string, value: string];

/** Where a repository lies; `root` is the top of its work tree, null when it has none. */
export interface Place {
  readonly gitDir: string;
  readonly root: string | null;
}

/**
 * Variables of the caller that say which repository and which index is meant. Git sets them for hooks: a
 * commit with `-a` or a path is checked against a temporary index, a push against quarantined objects.
 */
const FROM_CALLER = [
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
];

/** Nothing of these may be decided by the repository, and nothing of them by the person's own settings. */
const SETTINGS: readonly Setting[] = [
  ['core.hooksPath', os.devNull],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.attributesFile', os.devNull],
  ['core.pager', 'cat'],
  ['core.askPass', ''],
  ['credential.helper', ''],
  ['safe.bareRepository', 'explicit'],
  ['submodule.recurse', 'false'],
  ['diff.external', ''],
  ['diff.ignoreSubmodules', 'none'],
  ['gc.auto', '0'],
  // The profile names a graft file, and the advice against those would crowd out what went wrong.
  ['advice.graftFileDeprecated', 'false'],
  ['maintenance.auto', 'false'],
  // Larger objects are streamed by git instead of being held in its memory.
  ['core.bigFileThreshold', '8m'],
  ['protocol.allow', 'never'],
];

/**
 * The environment, built from nothing. The repository is always named, never discovered by git: that keeps git
 * from using a folder that only looks like one, and from refusing one that another user owns (containers), which
 * is safe because no setting that could start a program is left to the repository.
 */
export function environment(env: NodeJS.ProcessEnv, place: Place): Record<string, string> {
  const built: Record<string, string> = {
    PATH: pathOf(env).split(path.delimiter).filter(path.isAbsolute).join(path.delimiter),
    LC_ALL: 'C',
    GIT_DIR: place.gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: os.devNull,
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_PAGER: 'cat',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  };
  if (place.root !== null) built['GIT_WORK_TREE'] = place.root;
  for (const name of FROM_CALLER) {
    const value = env[name];
    if (value) built[name] = value;
  }
  const systemRoot = env['SystemRoot'];
  if (process.platform === 'win32' && systemRoot) built['SystemRoot'] = systemRoot;
  return built;
}

/** The settings as variables: unlike `-c key=value` they can carry any key, equals signs included. */
export function settings(more: readonly Setting[] = []): Record<string, string> {
  const all = [...SETTINGS, ...more];
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(all.length) };
  all.forEach(([key, value], at) => {
    variables[`GIT_CONFIG_KEY_${at}`] = key;
    variables[`GIT_CONFIG_VALUE_${at}`] = value;
  });
  return variables;
}
