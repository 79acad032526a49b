/** Git's object id of a tree, from the list of its entries: what a commit of exactly these files points to. */
import { createHash } from 'node:crypto';
import { pathToBytes, type RepoPath } from '../../domain/path.ts';
import type { Entry, Oid } from '../../domain/tree.ts';
import type { ObjectFormat } from './blob-id.ts';
import { OCTAL } from './octal.ts';

const FOLDER = '40000';

/** The entries are ordered by the bytes of their paths, which is the order of git's trees. Empty folders are nowhere. */
export function treeId(entries: readonly Entry[], format: ObjectFormat): Oid {
  return folderId({ entries, format }, { from: 0, to: entries.length, depth: 0 });
}

interface Whole {
  readonly entries: readonly Entry[];
  readonly format: ObjectFormat;
}

/** The entries of one folder, whose names begin at `depth` in their paths. */
interface Folder {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

function folderId(whole: Whole, { from, to, depth }: Folder): Oid {
  const records: Buffer[] = [];
  for (let at = from; at < to;) {
    const { path, mode, oid } = whole.entries[at] as Entry;
    const slash = path.indexOf('/', depth);
    if (slash === -1) {
      records.push(record(OCTAL[mode], path.slice(depth), oid));
      at++;
      continue;
    }
    const end = endOf(whole.entries, at, path.slice(0, slash + 1));
    const id = folderId(whole, { from: at, to: end, depth: slash + 1 });
    records.push(record(FOLDER, path.slice(depth, slash), id));
    at = end;
  }
  return hashOf(Buffer.concat(records), whole.format);
}

function endOf(entries: readonly Entry[], from: number, folder: string): number {
  let to = from + 1;
  while (entries[to]?.path.startsWith(folder)) to++;
  return to;
}

function record(mode: string, name: string, oid: Oid): Buffer {
  return Buffer.concat([
    Buffer.from(`${mode} `),
    pathToBytes(name as RepoPath),
    Buffer.from([0]),
    Buffer.from(oid, 'hex'),
  ]);
}

function hashOf(content: Buffer, format: ObjectFormat): Oid {
  return createHash(format).update(`tree ${content.length}\0`).update(content).digest('hex');
}
