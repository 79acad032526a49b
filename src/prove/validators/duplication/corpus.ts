/** The code that copies are looked for in: the product's files of the head, each with what the index keeps of its blob. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Entry } from '../../../domain/tree.ts';
import type { Scope, Shelf } from '../../../domain/validator.ts';
import type { Read, Source } from '../../../kit/clones/clone.ts';
import { cloneLanguageOf } from '../../../kit/clones/language.ts';
import { isRecord, recordOf } from '../../../kit/clones/record.ts';
import type { CloneLanguage } from '../../../kit/clones/tokens.ts';
import { exemptByName } from '../../../kit/exempt/defaults.ts';
import { readLinguist } from '../../../kit/exempt/linguist.ts';
import { outsideProductOfMany } from './product.ts';
import type { Readings } from './readings.ts';

interface Member {
  readonly entry: Entry;
  readonly language: CloneLanguage;
}

export interface Corpus {
  /** A source's id is its place in `members`. */
  readonly sources: readonly Source[];
  readonly members: readonly Member[];
  readonly idOf: ReadonlyMap<RepoPath, number>;
  read(id: number): Promise<Read | null>;
}

/** How many blobs are asked for at a time. */
const AT_ONCE = 16;

export async function openCorpus(scope: Scope, readings: Readings): Promise<Corpus> {
  const members = await membersOf(scope);
  const read = async (id: number): Promise<Read | null | undefined> => {
    const member = members[id];
    return member && readings.read(scope.head, member.entry, member.language);
  };
  const records: (Int32Array | null)[] = [];
  for (let from = 0; from < members.length; from += AT_ONCE) {
    const some = members.slice(from, from + AT_ONCE);
    records.push(
      ...(await Promise.all(some.map((member, at) => recordFor(scope, member, () => read(from + at))))),
    );
  }
  const sources = members.flatMap(({ language }, id) => {
    const record = records[id];
    return record ? [{ id, language, record }] : [];
  });
  return {
    sources,
    members,
    idOf: new Map(members.map(({ entry }, id) => [entry.path, id])),
    read: async (id) => (await read(id)) ?? null,
  };
}

/** The head's files that a copy may lie in. A change has no say in what counts as generated. */
async function membersOf(scope: Scope): Promise<Member[]> {
  const members: Member[] = [];
  const outside = outsideProductOfMany();
  for (const entry of await scope.head.list()) {
    const language = cloneLanguageOf(entry.path);
    const isFile = entry.mode === 'file' || entry.mode === 'executable';
    if (language && isFile && outside(entry.path) === null && scope.sees(entry.path))
      members.push({ entry, language });
  }
  // In an audit there is no base: the tree's own attributes are the maintainers'.
  const attributes = (await scope.base.list()).length > 0 ? scope.base : scope.head;
  const said = await readLinguist(
    attributes,
    members.map(({ entry }) => entry.path),
  );
  const exempt = new Set(scope.changed.flatMap(({ path, exempt }) => (exempt === null ? [] : [path])));
  return members.filter(
    ({ entry: { path } }) => !exempt.has(path) && exemptByName(path, said(path)) === null,
  );
}

/** From the shelf, or made and put there; an empty record stands for a file that has none. */
async function recordFor(
  { facts }: Scope,
  { entry: { oid }, language }: Member,
  read: () => Promise<Read | null | undefined>,
): Promise<Int32Array | null> {
  const shelf: Shelf = facts.shelf(`clones/${language}`);
  const kept = shelf.get(oid);
  if (kept?.length === 0) return null;
  if (kept) {
    const record = new Int32Array(kept.buffer, kept.byteOffset, kept.byteLength >> 2);
    if (isRecord(record)) return record;
  }
  const file = await read();
  if (file === undefined) return null;
  const record = file && recordOf(file);
  shelf.put(
    oid,
    record ? new Uint8Array(record.buffer, record.byteOffset, record.byteLength) : new Uint8Array(),
  );
  return record;
}
