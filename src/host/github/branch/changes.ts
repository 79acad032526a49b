/** What two commits do not have alike, found folder by folder: no limit of a comparison's page cuts it short. */
import { done, failed, type Altered, type Done, type Held } from '../../../domain/branch.ts';
import { comparePaths, repoPath } from '../../../domain/path.ts';
import type { Oid } from '../../../domain/tree.ts';
import type { Child, Folder, Reading } from './reading.ts';

/** Folders of both sides together: each is a request. */
const MOST_FOLDERS = 600;

interface Pair {
  readonly prefix: string;
  readonly before: Oid | null;
  readonly after: Oid | null;
}

export async function changesOf(reading: Reading, from: Oid, to: Oid): Promise<Done<readonly Altered[]>> {
  const [before, after] = [await reading.treeOf(from), await reading.treeOf(to)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const altered: Altered[] = [];
  const waiting: Pair[] = [{ prefix: '', before: before.value, after: after.value }];
  for (let read = 0, pair = waiting.pop(); pair; pair = waiting.pop()) {
    read += 2;
    if (read > MOST_FOLDERS) return failed('invalid', 'The two commits differ in too many folders.');
    const left = await folderOf(reading, pair.before);
    const right = await folderOf(reading, pair.after);
    if (!left.ok) return left;
    if (!right.ok) return right;
    for (const each of apart(pair.prefix, left.value, right.value))
      if ('path' in each) altered.push(each);
      else waiting.push(each);
  }
  return done(altered.sort((a, b) => comparePaths(a.path, b.path)));
}

async function folderOf(reading: Reading, tree: Oid | null): Promise<Done<Folder>> {
  return tree === null ? done(new Map()) : reading.folder(tree);
}

/** Of one folder: paths that differ, and folders in which some do. A folder in place of a file is both. */
function apart(prefix: string, before: Folder, after: Folder): (Altered | Pair)[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old?.oid === now?.oid && old?.mode === now?.mode) return [];
    const path = `${prefix}${name}`;
    const files = { path: repoPath(path), before: fileOf(old), after: fileOf(now) };
    const folders = { prefix: `${path}/`, before: folderIn(old), after: folderIn(now) };
    return [
      ...(files.before || files.after ? [files] : []),
      ...(folders.before || folders.after ? [folders] : []),
    ];
  });
}

function fileOf(child: Child | undefined): Held | null {
  return child && child.mode !== 'folder' ? { mode: child.mode, oid: child.oid } : null;
}

function folderIn(child: Child | undefined): Oid | null {
  return child?.mode === 'folder' ? child.oid : null;
}
