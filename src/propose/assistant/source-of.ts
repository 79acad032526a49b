/** The decoded text of a file, of the change or of the maintainers: read whole, or not at all. */
import type { RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { decode } from '../../kit/text.ts';

/** Longer text is not what a person wrote. */
const MAX_CHARACTERS = 1_000_000;

/** Null for what is no regular file of text, for what is too long, and for what is gone. */
export async function sourceOf(tree: Tree, path: RepoPath): Promise<string | null> {
  const entry = await tree.entry(path);
  if (entry?.mode !== 'file' && entry?.mode !== 'executable') return null;
  const blob = await tree.bytes(entry.oid);
  if (blob.kind !== 'bytes') return null;
  const { text, encoding } = decode(blob.bytes);
  return encoding === 'unknown-8bit' || text.length > MAX_CHARACTERS ? null : text;
}
