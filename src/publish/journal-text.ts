/** The text of a journal: one entry a line. Whoever may push may have written it, so every field is looked at. */
import { isUtf8 } from 'node:buffer';
import type { Entry, JournalCommit } from '../domain/journal.ts';

/** Far beyond what the rounds of one pull request can write. */
const MAX_BYTES = 1_000_000;
const MAX_ITEMS = 1_000;
const MAX_TEXT = 1_000;
const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Null when anything in it is not as {@link writeEntries} writes it. */
export function readEntries(bytes: Uint8Array): readonly Entry[] | null {
  if (bytes.length > MAX_BYTES || !isUtf8(bytes)) return null;
  const text = Buffer.from(bytes).toString('utf8');
  if (text === '') return [];
  if (!text.endsWith('\n')) return null;
  const entries = text.slice(0, -1).split('\n').map(readEntry);
  return entries.some((entry) => entry === null) ? null : (entries as Entry[]);
}

/** Null for more than a journal holds. */
export function writeEntries(entries: readonly Entry[]): Uint8Array | null {
  const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return bytes.length > MAX_BYTES ? null : bytes;
}

function readEntry(line: string): Entry | null {
  const read = parse(line);
  if (!isRecord(read)) return null;
  const { kind } = read;
  if (kind === 'undone') return readUndone(read);
  return kind === 'intent' || kind === 'moved' ? readMove(read, kind) : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function readUndone({ proposal, how, by }: Record<string, unknown>): Entry | null {
  if (how !== 'reverted' && how !== 'dismissed') return null;
  return isText(proposal) && isText(by) ? { kind: 'undone', proposal, how, by } : null;
}

function readMove(
  { ref, from, commits, run }: Record<string, unknown>,
  kind: 'intent' | 'moved',
): Entry | null {
  if (!isText(ref) || !isOid(from) || !isText(run) || !isList(commits, isCommit)) return null;
  const [first, ...rest] = commits;
  return first ? { kind, ref, from, commits: [first, ...rest], run } : null;
}

function isCommit(value: unknown): value is JournalCommit {
  if (!isRecord(value)) return false;
  const { id, tree, proposals, reverts } = value;
  return isOid(id) && isOid(tree) && isList(proposals, isText) && isList(reverts, isOid);
}

function isList<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.length <= MAX_ITEMS && value.every(isItem);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;
const isOid = (value: unknown): value is string => typeof value === 'string' && OID.test(value);
