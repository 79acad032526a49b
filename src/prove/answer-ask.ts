/** Answers a judge's questions from the change's own trees: a list, or a blob; never a path on disk. */
import type { RepoPath } from '../domain/path.ts';
import type { Alterations, Entry, Oid, Tree } from '../domain/tree.ts';
import { formatTree } from '../kit/git/records.ts';
import { batches, REPLY, type Reply } from './protocol.ts';

/** Blobs that were asked for and could not be given, each with a sentence. */
export type Unread = Map<Oid, string>;

export interface Asked {
  readonly trees: ReadonlyMap<number, Tree>;
  readonly unread: Unread;
  /** The highest tree number that this judge was ever given. */
  readonly given: number;
}

type Send = (kind: number, header: object, payload?: Uint8Array) => Promise<void>;

// Git's ids, and those that are made up for files outside git; nothing that a line protocol could trip over.
const OID = /^[\w.:-]{1,200}$/;

/** Returns what is wrong with the question, or null when it was answered. */
export async function answerAsk(ask: object, asked: Asked, send: Send): Promise<string | null> {
  const { id, tree, what, oid } = ask as Partial<Record<string, unknown>>;
  const of = asked.trees.get(tree as number);
  if (!Number.isSafeInteger(id) || !isNumberUpTo(tree, asked.given))
    return 'a question about a tree it was not given';
  if (!of) {
    // A question that trails behind its judgement: whoever asked it no longer matters, but waits.
    const reason = 'the judgement that asked for it is over';
    await send(REPLY, { id: id as number, kind: 'unreadable', reason } satisfies Reply);
    return null;
  }
  if (what === 'list') {
    await sendList(id as number, of, { trees: asked.trees, send });
    return null;
  }
  if (what !== 'bytes' || typeof oid !== 'string' || !OID.test(oid)) return 'a question that has no answer';
  await sendBlob(id as number, oid, { tree: of, unread: asked.unread, send });
  return null;
}

function isNumberUpTo(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= most;
}

/** The tree by what differs from one that the judge was given as well, or else by its whole list. */
async function sendList(
  id: number,
  tree: Tree,
  { trees, send }: { trees: Asked['trees']; send: Send },
): Promise<void> {
  const known = await knownBelow(tree, trees);
  if (!known) return send(REPLY, { id, kind: 'entries' } satisfies Reply, await listOf(tree));
  const { since, altered } = known;
  for (const { json } of batches(altered))
    await send(REPLY, { id, kind: 'altered', since, more: true } satisfies Reply, json);
  await send(REPLY, { id, kind: 'altered', since, more: false } satisfies Reply);
}

interface Known {
  readonly since: number;
  readonly altered: Alterations;
}

/** The nearest tree below that the judge was given, and all that differs from it; null when there is none. */
async function knownBelow(tree: Tree, trees: Asked['trees']): Promise<Known | null> {
  const numbers = new Map([...trees].map(([number, given]) => [given, number]));
  const altered = new Map<RepoPath, Entry | null>();
  for (let below = tree.since; below; below = below.tree.since) {
    for (const [path, entry] of await below.alterations()) if (!altered.has(path)) altered.set(path, entry);
    const since = numbers.get(below.tree);
    if (since !== undefined) return { since, altered };
  }
  return null;
}

/** What was written for one judge is sent to the others as it is; it goes when the tree does. */
const written = new WeakMap<Tree, Promise<Buffer>>();

function listOf(tree: Tree): Promise<Buffer> {
  const list = written.get(tree) ?? tree.list().then(formatTree);
  written.set(tree, list);
  return list;
}

async function sendBlob(id: number, oid: Oid, to: { tree: Tree; unread: Unread; send: Send }): Promise<void> {
  const blob = await to.tree.bytes(oid);
  if (blob.kind === 'bytes') return to.send(REPLY, { id, kind: 'bytes' } satisfies Reply, blob.bytes);
  if (blob.kind === 'too-large') {
    to.unread.set(
      oid,
      `It is larger than 5 MB (${(blob.size / 1e6).toFixed(1)} MB), more than any validator reads: list it under generated in the policy, or ignore it.`,
    );
    return to.send(REPLY, { id, kind: 'too-large', size: blob.size } satisfies Reply);
  }
  to.unread.set(oid, `Its content could not be read: ${blob.reason}`);
  return to.send(REPLY, { id, kind: 'unreadable', reason: blob.reason } satisfies Reply);
}
