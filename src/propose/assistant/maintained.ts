/** Text that the maintainers keep in their tree: read whole, or not at all. */
import { repoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { decode } from '../../kit/text.ts';

/** Null for what is no regular file of text. */
export async function maintainedText(tree: Tree, path: string): Promise<string | null> {
  const entry = await tree.entry(repoPath(path));
  if (entry?.mode !== 'file' && entry?.mode !== 'executable') return null;
  const blob = await tree.bytes(entry.oid);
  if (blob.kind !== 'bytes') return null;
  const { text, encoding } = decode(blob.bytes);
  return encoding === 'unknown-8bit' ? null : text;
}
