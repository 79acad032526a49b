/** Which paths a patch may name at all: below the root, and never git's own folder under any of its spellings. */
import { displayPath, type RepoPath } from '../domain/path.ts';

// HFS+ ignores these code points in names, so `.g\u200cit` opens `.git` (git's utf8.c, next_hfs_char).
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
// Any other character that shows as nothing; no honest file name needs one.
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]/u;
const CONTROL = /[\u0000-\u001f\u007f]/;
// NTFS: the short name of `.git`, alternate streams, dots and spaces at the end, which Windows drops.
const GIT_FOLDER = /^(?:\.git|git~[0-9]+)(?:[ .]*(?::.*)?)$/i;
const WINDOWS_ROOT = /^[a-z]:/i;

/** Why no patch may touch the path; null when it may be looked up in the tree. */
export function pathRefusal(path: RepoPath): string | null {
  const shown = displayPath(path);
  if (path === '') return 'a patch needs a path';
  if (path.startsWith('/') || WINDOWS_ROOT.test(path)) return `${shown} is absolute`;
  if (path.includes('\\')) return `${shown} has a backslash, which is a separator on Windows`;
  if (CONTROL.test(path)) return `${shown} has a control character`;
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return `${shown} is not a plain path below the root`;
    if (GIT_FOLDER.test(part.normalize('NFKC').replace(IGNORED_BY_HFS, '')))
      return `${shown} lies in git's own folder`;
  }
  return INVISIBLE.test(path) ? `${shown} has an invisible character` : null;
}
