/** Every link of a tree with its text, and every folder, so that links can be followed without a disk. */
import { pathFromBytes, type RepoPath } from '../../../domain/path.ts';
import type { Mode, Tree } from '../../../domain/tree.ts';
import type { Links } from './follow-link.ts';

/** Longer than any system allows: such a text is no path. */
const MAX_TARGET = 4_096;

export async function readLinks(tree: Tree): Promise<Links> {
  const modes = new Map<string, Mode>();
  const folders = new Set<string>();
  const targets = new Map<RepoPath, string>();
  for (const { path, mode, oid } of await tree.list()) {
    modes.set(path, mode);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (folders.has(path.slice(0, at))) break;
      folders.add(path.slice(0, at));
    }
    if (mode !== 'symlink') continue;
    const blob = await tree.bytes(oid);
    if (blob.kind === 'bytes' && blob.bytes.byteLength <= MAX_TARGET)
      targets.set(path, pathFromBytes(blob.bytes));
  }
  return { modes, folders, targets };
}
