/** Makes a commit on GitHub that no name leads to: blobs, a tree on top of the parent's, and the commit. */
import { isUtf8 } from 'node:buffer';
import { done, failed, type Done, type NewCommit, type Written } from '../../../domain/branch.ts';
import { displayPath, pathToBytes } from '../../../domain/path.ts';
import type { Oid } from '../../../domain/tree.ts';
import { OCTAL } from '../../../kit/tree/octal.ts';
import type { Answer, Api, Parameters } from '../api/api.ts';
import { doneFrom } from './faults.ts';
import type { Reading } from './reading.ts';

interface Made {
  readonly sha: Oid;
}

const BLOBS = 'POST /repos/{owner}/{repo}/git/blobs';
const TREES = 'POST /repos/{owner}/{repo}/git/trees';
const COMMITS = 'POST /repos/{owner}/{repo}/git/commits';

/** Without author, committer and signature: GitHub then signs for an app (docs about-commit-signature-verification). */
export async function makeCommit(
  api: Api,
  reading: Reading,
  { parent, files, message }: NewCommit,
): Promise<Done<{ readonly commit: Oid; readonly tree: Oid }>> {
  const base = parent === null ? done(null) : await reading.treeOf(parent);
  if (!base.ok) return base;
  const tree = await makeTree(api, base.value, files);
  if (!tree.ok) return tree;
  const parents = parent === null ? [] : [parent];
  const made = await post<Made & { readonly tree: Made }>(api, COMMITS, {
    ...{ message, tree: tree.value, parents },
  });
  if (made.ok) reading.remember(made.data.sha, { tree: made.data.tree.sha, parents });
  return doneFrom(made, (commit) => ({ commit: commit.sha, tree: commit.tree.sha }));
}

async function makeTree(api: Api, base: Oid | null, files: readonly Written[]): Promise<Done<Oid>> {
  if (files.length === 0 && base !== null) return done(base);
  const items: Parameters[] = [];
  for (const file of files) {
    const item = await itemOf(api, file);
    if (!item.ok) return item;
    items.push(item.value);
  }
  const made = await post<Made>(api, TREES, { tree: items, ...(base !== null && { base_tree: base }) });
  return doneFrom(made, ({ sha }) => sha);
}

/** `sha: null` takes a path away; text travels within the tree, which saves a request for every file. */
async function itemOf(api: Api, { path, content }: Written): Promise<Done<Parameters>> {
  if (!isUtf8(pathToBytes(path)))
    return failed('invalid', `The API has no way to name ${displayPath(path)}, which is not UTF-8.`);
  const mode = OCTAL[content?.mode ?? 'file'];
  const item = { path, mode, type: content?.mode === 'submodule' ? 'commit' : 'blob' };
  if (content === null || 'oid' in content) return done({ ...item, sha: content?.oid ?? null });
  const text = plainText(content.bytes);
  if (text !== null) return done({ ...item, content: text });
  const encoded = { content: Buffer.from(content.bytes).toString('base64'), encoding: 'base64' };
  const blob = await post<Made>(api, BLOBS, encoded);
  return doneFrom(blob, ({ sha }) => ({ ...item, sha }));
}

const MOST_INLINE = 200_000;

/** Null for bytes that JSON could not bring over as they are, or that would make one body too large. */
function plainText(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_INLINE || !isUtf8(bytes) || bytes.includes(0)) return null;
  const text = Buffer.from(bytes).toString('utf8');
  return text.startsWith('\ufeff') ? null : text;
}

/** An object that was made twice is one object, and a commit too many is one that no name leads to: a lost answer is asked for again. */
async function post<T>(api: Api, route: string, parameters: Parameters): Promise<Answer<T>> {
  const made = await api.request<T>(route, parameters);
  return made.ok || !made.fault.maybeApplied ? made : api.request<T>(route, parameters);
}
