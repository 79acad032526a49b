/** Names that are one on some systems: they differ in case or in Unicode form only, or pass for `.git`. */
import type { Observation } from '../../../domain/finding.ts';
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Entry } from '../../../domain/tree.ts';
import { directoryOf } from '../../../kit/graph/files.ts';
import { observe } from './observe.ts';

const RULE = 'paths/colliding-name';

const BEYOND_ASCII = /[^\0-\x7f]/;

/** What macOS and Windows make of a path. */
function fold(path: string): string {
  // Every path of the repository is folded, and nearly all are plain.
  if (!BEYOND_ASCII.test(path)) return path.toLowerCase();
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** What was added, by what other systems make of it. */
interface Added {
  readonly files: ReadonlyMap<string, readonly RepoPath[]>;
  readonly folders: ReadonlyMap<string, readonly { readonly spelled: string; readonly path: RepoPath }[]>;
  /** The folders that hold any of them. */
  readonly above: ReadonlySet<string>;
  /** How long the names of the files are. */
  readonly lengths: ReadonlySet<number>;
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
  const fresh = foldAdded(added);
  eachInFolder(entries, (folder) => {
    const key = fold(folder);
    const taken = isTaken(key, fresh) ? takenBy(folder, fresh) : [];
    if (taken.length === 0 && !fresh.above.has(key)) return null;
    return ({ path }) => {
      const name = fold(path);
      for (const other of fresh.files.get(name) ?? []) if (other !== path) note(other, path);
      for (const { spelled, path: other } of fresh.folders.get(name) ?? [])
        if (spelled !== path) note(other, path);
      for (const other of taken) note(other, path);
    };
  });
  return [...once(others), ...findGitFolders(added)];
}

function foldAdded(added: readonly RepoPath[]): Added {
  const files = new Map<string, RepoPath[]>();
  const folders = new Map<string, { spelled: string; path: RepoPath }[]>();
  for (const path of added) {
    push(files, fold(path), path);
    for (const folder of foldersOf(path)) push(folders, fold(folder), { spelled: folder, path });
  }
  // No system folds across a slash: what is one name here and there lies in folders that are one.
  const above = new Set([...files.keys(), ...folders.keys()].map(directoryOf));
  return { files, folders, above, lengths: new Set([...files.keys()].map(({ length }) => length)) };
}

/** Whether a folder is, or lies in, what some system takes for a file that was added: asked of thousands. */
function isTaken(key: string, { files, lengths }: Added): boolean {
  for (const length of lengths) {
    const ends = key.length === length || key[length] === '/';
    if (ends && files.has(key.slice(0, length))) return true;
  }
  return false;
}

function takenBy(folder: string, { files }: Added): RepoPath[] {
  return [...foldersOf(folder), folder].flatMap((one) =>
    (files.get(fold(one)) ?? []).filter((path) => path !== one),
  );
}

/** Visits entries by what `enter` returns for their folder; null skips it. Entries are in order, so most share theirs. */
function eachInFolder(
  entries: readonly Entry[],
  enter: (folder: string) => ((entry: Entry) => void) | null,
): void {
  let within = '';
  let visit = enter('');
  for (const entry of entries) {
    const end = entry.path.lastIndexOf('/') + 1;
    if (end !== within.length || !entry.path.startsWith(within)) {
      within = entry.path.slice(0, end);
      visit = enter(within.slice(0, -1));
    }
    visit?.(entry);
  }
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
