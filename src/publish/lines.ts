/** Which lines of its commit a proposal wrote: what answers for a line of code later. */
import type { RepoPath } from '../domain/path.ts';
import type { Edit, Lines, Step } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import { decode } from '../kit/text.ts';

/** By the key of a proposal, in the commit of its step. Edits are places in `head`, whatever step they belong to. */
export async function linesOf(
  steps: readonly Step[],
  head: Tree,
): Promise<ReadonlyMap<string, readonly Lines[]>> {
  const texts = new Map<RepoPath, string>();
  const written = new Map<string, Lines[]>();
  const edits: Edit[] = [];
  for (const { proposals } of steps) {
    edits.push(...proposals.flatMap(({ patch }) => patch));
    for (const { key, patch } of proposals) {
      for (const edit of patch) {
        const text = texts.get(edit.path) ?? (await textOf(head, edit.path));
        texts.set(edit.path, text);
        const lines = written.get(key) ?? [];
        written.set(key, [...lines, ...placed(edit, edits, text)]);
      }
    }
  }
  return written;
}

/** Where an edit's text stands after all edits of its file: the ones before it move it. */
function placed(edit: Edit, edits: readonly Edit[], text: string): Lines[] {
  const { path, start, replace } = edit;
  if (replace === '') return [];
  const before = edits.filter((other) => other !== edit && other.path === path && other.end <= start);
  const moved = before.reduce((sum, other) => sum + breaks(other.replace) - breaks(other.expect), 0);
  const from = 1 + breaks(text.slice(0, start)) + moved;
  const within = breaks(replace) - (replace.endsWith('\n') ? 1 : 0);
  return [{ path, from, to: from + within }];
}

function breaks(text: string): number {
  return text.split('\n').length - 1;
}

/** Empty for a file that an edit creates. */
async function textOf(head: Tree, path: RepoPath): Promise<string> {
  const entry = await head.entry(path);
  const blob = entry && (await head.bytes(entry.oid));
  return blob?.kind === 'bytes' ? decode(blob.bytes).text : '';
}
