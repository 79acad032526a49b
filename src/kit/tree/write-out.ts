/** Writes a tree into an empty folder, as files that programs can use: nothing of it can come to lie anywhere else. */
import fs from 'node:fs';
import type { Entry, Tree } from '../../domain/tree.ts';
import { pathRefusal } from '../patch-path.ts';
import { fileIn } from './file-in.ts';

/** Read at once: more would only hold more of the tree in memory. */
const AT_ONCE = 64;

/** What cannot be read, or has a name that this system takes for another one, is left out. Throws when the disk is full. */
export async function writeOut(tree: Tree, folder: string): Promise<void> {
  const entries = (await tree.list()).filter(({ path }) => pathRefusal(path) === null);
  const kinds = { files: entries.filter(isFile), links: entries.filter(({ mode }) => mode === 'symlink') };
  for (const { path, mode } of entries) makeFolders(folder, mode === 'submodule' ? `${path}/` : path);
  // Links come last: no file is written through one.
  for (const some of [kinds.files, kinds.links])
    for (let at = 0; at < some.length; at += AT_ONCE)
      await Promise.all(some.slice(at, at + AT_ONCE).map((entry) => writeEntry(tree, entry, folder)));
}

function isFile({ mode }: Entry): boolean {
  return mode === 'file' || mode === 'executable';
}

function makeFolders(folder: string, path: string): void {
  const slash = path.lastIndexOf('/');
  if (slash !== -1)
    unlessTaken(() => fs.mkdirSync(fileIn(folder, path.slice(0, slash)), { recursive: true }));
}

async function writeEntry(tree: Tree, { path, mode, oid }: Entry, folder: string): Promise<void> {
  const blob = await tree.bytes(oid);
  if (blob.kind !== 'bytes') return;
  const file = fileIn(folder, path);
  unlessTaken(() => {
    if (mode === 'symlink') fs.symlinkSync(Buffer.from(blob.bytes), file);
    else fs.writeFileSync(file, blob.bytes, { flag: 'wx', mode: mode === 'executable' ? 0o777 : 0o666 });
  });
}

const TAKEN = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'EINVAL', 'ENAMETOOLONG', 'EILSEQ', 'ENOENT', 'EPERM']);

/** Where letter case makes no other name, two paths of the tree can be one file: the first has it. */
function unlessTaken(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!TAKEN.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
