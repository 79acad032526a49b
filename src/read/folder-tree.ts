/** A folder outside git as a tree: its files, without what git and package managers keep there. */
import fs from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { comparePaths, pathFromBytes } from '../domain/path.ts';
import type { Entry, Tree } from '../domain/tree.ts';
import { UserError } from '../errors.ts';
import { lazyTree } from '../kit/tree/lazy-tree.ts';
import { Disk } from './disk.ts';
import { DiskBlobs } from './disk-blobs.ts';

const LEFT_OUT = new Set(['.git', 'node_modules']);
const MAX_FILES = 100_000;
const SLASH = Buffer.from('/');

export function folderTree(root: string): Tree {
  const disk = new Disk(root);
  const held = new DiskBlobs(disk, 'sha1');
  return lazyTree({
    id: null,
    list: () => listFolder(root, disk, held),
    bytes: async (oid) => held.bytes(oid) ?? { kind: 'unreadable', reason: 'the folder has no such file' },
  });
}

async function listFolder(root: string, disk: Disk, held: DiskBlobs): Promise<Entry[]> {
  const entries: Entry[] = [];
  const folders: Buffer[] = [Buffer.alloc(0)];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const child of children(root, folder)) {
      const name = folder.length === 0 ? child.name : Buffer.concat([folder, SLASH, child.name]);
      if (child.isDirectory()) {
        if (!LEFT_OUT.has(child.name.toString('latin1'))) folders.push(name);
        continue;
      }
      const path = pathFromBytes(name);
      const file = disk.read(path);
      if (file) entries.push(held.hold(path, file));
      if (entries.length > MAX_FILES) {
        throw new UserError(`${root} has more than ${MAX_FILES} files: name a smaller folder.`);
      }
    }
    await nextTurn();
  }
  return entries.sort((a, b) => comparePaths(a.path, b.path));
}

function children(root: string, folder: Buffer): fs.Dirent<Buffer>[] {
  const full = Buffer.concat([Buffer.from(root), SLASH, folder]);
  try {
    return fs.readdirSync(full, { withFileTypes: true, encoding: 'buffer' });
  } catch {
    throw new UserError(`${full.toString('utf8')} may not be read: name the paths to judge with --all.`);
  }
}
