/** Whether a path is one of the files, or below one of the folders, that were asked for. */
import type { RepoPath } from '../domain/path.ts';

export function isWithin(path: RepoPath, within: readonly string[]): boolean {
  return within.length === 0 || within.some((limit) => path === limit || path.startsWith(`${limit}/`));
}
