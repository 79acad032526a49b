/** By what two runs know that they judged the same change under the same policy. */
import { createHash } from 'node:crypto';
import type { Change } from '../domain/change.ts';
import type { ChangeIdentity } from '../domain/part.ts';
import { comparePaths } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Entry, Tree } from '../domain/tree.ts';

/** All that the policy decides, baseline and left out validators included; where it was read from decides nothing. */
export function identifyPolicy(policy: Policy): string {
  return sha256(JSON.stringify({ ...policy, source: '' }, plain));
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value].sort(([a], [b]) => (a < b ? -1 : 1));
  return value instanceof Set ? [...value].sort() : value;
}

/** Both ends whole, since a file is judged by what lies around it, and what of them differs. */
export async function identifyChange({ base, head, files, audit }: Change): Promise<ChangeIdentity> {
  const ends = [await identifyTree(base), await identifyTree(head), audit ?? false];
  const changed = files.map((file) => [file.path, file.status, idOf(file.base), idOf(file.head)]);
  const digest = sha256(JSON.stringify([ends, changed]));
  return { base: base.id, head: head.id, files: files.length, digest };
}

/** A tree without an id is the list of what it holds: a working tree, an index, a folder. */
async function identifyTree(tree: Tree): Promise<string> {
  if (tree.id !== null) return tree.id;
  const entries = [...(await tree.list())].sort((a, b) => comparePaths(a.path, b.path));
  return sha256(JSON.stringify(entries.map((entry) => [entry.path, idOf(entry)])));
}

function idOf(entry: Entry | null): string {
  return entry === null ? '' : `${entry.mode} ${entry.oid}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
