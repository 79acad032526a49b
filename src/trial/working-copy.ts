/** A tree as working files for one run of a program: a copy of its own in a temporary folder, gone afterwards. */
import fs from 'node:fs';
import path from 'node:path';
import type { RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { withTemporaryFolder } from '../kit/temporary.ts';
import { fileIn } from '../kit/tree/file-in.ts';
import { writeOut } from '../kit/tree/write-out.ts';

/** Folders of the working tree that git ignores (installed packages, say): nobody copies those. */
export interface Ignored {
  readonly root: string;
  readonly folders: readonly RepoPath[];
}

interface Copy {
  readonly folder: string;
  /** An empty folder for what programs put aside. */
  readonly scratch: string;
}

/** Whatever `work` does to the files, the next copy is the tree again. */
export async function withWorkingCopy<T>(
  tree: Tree,
  ignored: Ignored | null,
  work: (copy: Copy) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder('trial', async (home) => {
    const copy = { folder: path.join(home, 'copy'), scratch: path.join(home, 'scratch') };
    for (const folder of Object.values(copy)) fs.mkdirSync(folder);
    await writeOut(tree, copy.folder);
    if (ignored) linkIn(ignored, copy.folder);
    return work(copy);
  });
}

/** Only where the tree itself has nothing, and has the folder above: as a folder, since a link could lead anywhere. */
function linkIn({ root, folders }: Ignored, copy: string): void {
  for (const folder of folders) {
    const above = folder.split('/').slice(0, -1);
    if (!above.every((_, depth) => isFolder(fileIn(copy, above.slice(0, depth + 1).join('/'))))) continue;
    const place = fileIn(copy, folder);
    if (!fs.lstatSync(place, { throwIfNoEntry: false }))
      fs.symlinkSync(fileIn(root, folder), place, 'junction');
  }
}

function isFolder(place: Buffer): boolean {
  return fs.lstatSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
