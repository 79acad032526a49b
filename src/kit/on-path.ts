/** Finds executables: by absolute entries of PATH only, so that no repository can offer its own. */
import fs from 'node:fs';
import path from 'node:path';

/** The absolute path of a program; null when the machine has none of that name. */
export function onPath(name: string, env: NodeJS.ProcessEnv): string | null {
  const base = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of pathOf(env).split(path.delimiter)) {
    // A relative entry, or none, is the working directory: there a pull request could lay an executable.
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, base);
    if (isExecutable(file)) return file;
  }
  return null;
}

/** The PATH, which Windows spells in more than one way. */
export function pathOf(env: NodeJS.ProcessEnv): string {
  return env['PATH'] ?? env['Path'] ?? '';
}

/**
 * The environment with a PATH that has no folder of this work tree: npm and workflows put `node_modules/.bin` there by
 * its absolute path, and a change can lay an executable into it.
 */
export function withoutFoldersOf(root: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folders = pathOf(env).split(path.delimiter);
  const kept = folders.filter((folder) => ![folder, resolved(folder)].some((one) => isWithin(root, one)));
  return { ...env, PATH: kept.join(path.delimiter) };
}

/** Whether a file or folder is `root`, or below it. */
export function isWithin(root: string, place: string): boolean {
  const way = path.relative(root, place);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** The place without symbolic links, as far as it is there. */
export function resolved(place: string): string {
  try {
    return fs.realpathSync(place);
  } catch {
    return place;
  }
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
