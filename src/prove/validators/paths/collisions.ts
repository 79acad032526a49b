/** Names that are one on some systems: they differ in case or in Unicode form only, or pass for `.git`. */
import type { Observation } from '../../../domain/finding.ts';
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Entry } from '../../../domain/tree.ts';
import { observe } from './observe.ts';

const RULE = 'paths/colliding-name';

const BEYOND_ASCII = /[^\0-\x7f]/;

/** What macOS and Windows make of a path. */
function fold(path: string): string {
  // Every path of the repository is folded, and nearly all are plain.
  if (!BEYOND_ASCII.test(path)) return path.toLowerCase();
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/**
 * Two files, or a file and a folder, of which a checkout there keeps only one. Folders that differ in case are
 * merged there and lose nothing.
 */
export function findCollisions(added: readonly RepoPath[], entries: readonly Entry[]): Observation[] {
  const others = new Map<RepoPath, Set<RepoPath>>();
  const note = (path: RepoPath, other: RepoPath): void => {
    others.set(path, (others.get(path) ?? new Set()).add(other));
  };
  const fresh = new Map<string, RepoPath[]>();
  const freshFolders = new Map<string, { spelled: string; path: RepoPath }[]>();
  for (const path of added) {
    push(fresh, fold(path), path);
    for (const folder of foldersOf(path)) push(freshFolders, fold(folder), { spelled: folder, path });
  }
  for (const { path } of entries) {
    const key = fold(path);
    for (const other of fresh.get(key) ?? []) if (other !== path) note(other, path);
    for (const { spelled, path: other } of freshFolders.get(key) ?? [])
      if (spelled !== path) note(other, path);
    for (const folder of foldersOf(path)) {
      for (const other of fresh.get(fold(folder)) ?? []) if (other !== folder) note(other, path);
    }
  }
  return [...once(others), ...findGitFolders(added)];
}

/** Of names that were all added, the last one carries the finding. */
function once(others: ReadonlyMap<RepoPath, ReadonlySet<RepoPath>>): Observation[] {
  const observations: Observation[] = [];
  for (const [path, clashing] of others) {
    if ([...clashing].some((other) => others.has(other) && path < other)) continue;
    const [first = path, ...more] = [...clashing].map(spelled).sort();
    const rest = more.length > 0 ? ` and ${more.length} more` : '';
    const message =
      `${spelled(path)} and ${first}${rest} are the same name where case or Unicode form does not count ` +
      '(macOS, Windows): a checkout there keeps only one of them.';
    observations.push(observe(RULE, path, message));
  }
  return observations;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at));
  return folders;
}

/** A name with what is not plain ASCII written out, since the two names can look alike. */
function spelled(path: string): string {
  const visible = displayPath(path as RepoPath);
  return visible.replace(/[^\x20-\x7e]/gu, (unit) => `\\u{${unit.codePointAt(0)?.toString(16)}}`);
}

// HFS+ ignores these characters in names; NTFS ignores dots and spaces at the end, and has short names and streams.
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
const GIT_FOLDER = /^(?:\.git|git~1)[. ]*(?::|$)/;

function findGitFolders(added: readonly RepoPath[]): Observation[] {
  return added.filter(isGitFolder).map((path) => {
    const message = `A part of ${spelled(path)} is .git on macOS or Windows: a checkout there writes into git's own folder.`;
    return observe(RULE, path, message);
  });
}

function isGitFolder(path: RepoPath): boolean {
  return path.split('/').some((part) => GIT_FOLDER.test(fold(part.replace(IGNORED, ''))));
}
