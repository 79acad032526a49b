/** Writes the tree of a commit that does not exist yet: an older tree with some paths replaced. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Held, Written } from '../../domain/branch.ts';
import { pathToBytes, type RepoPath } from '../../domain/path.ts';
import type { Oid } from '../../domain/tree.ts';
import { EnvironmentError } from '../../errors.ts';
import { formatOf, type ObjectFormat } from '../tree/blob-id.ts';
import type { Git } from './git.ts';
import { OCTAL } from '../tree/octal.ts';
import { DURABLE } from './refs.ts';

/** The id of the tree. It is made in an index of its own, so that nobody's staged work is seen or touched. */
export async function writeTree(git: Git, parent: Oid | null, files: readonly Written[]): Promise<Oid> {
  const folder = temporaryFolder();
  try {
    const options = { env: { GIT_INDEX_FILE: path.join(folder, 'index') }, settings: DURABLE };
    await git.run(['read-tree', ...(parent === null ? ['--empty'] : [parent])], options);
    const records: Buffer[] = [];
    for (const { path: name, content } of files) {
      const held = content && { mode: content.mode, oid: await idOf(git, content) };
      records.push(indexRecord(name, held, formatOf(parent ?? '')));
    }
    await git.run(['update-index', '--replace', '-z', '--index-info'], {
      ...options,
      input: Buffer.concat(records),
    });
    // A partial clone does not have every blob that its trees name.
    return await git.text(['write-tree', '--missing-ok'], options);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A record of `update-index --index-info`: `<mode> SP <oid> TAB <path> NUL`; a mode of 0 takes the path away. */
export function indexRecord(name: RepoPath, held: Held | null, format: ObjectFormat): Buffer {
  const nothing = `0 ${'0'.repeat(format === 'sha256' ? 64 : 40)}`;
  const side = held ? `${OCTAL[held.mode]} ${held.oid}` : nothing;
  return Buffer.concat([Buffer.from(`${side}\t`), pathToBytes(name), Buffer.from([0])]);
}

async function idOf(git: Git, content: NonNullable<Written['content']>): Promise<Oid> {
  if ('oid' in content) return content.oid;
  const args = ['hash-object', '-w', '--stdin', '--no-filters'];
  return git.text(args, { input: content.bytes, settings: DURABLE });
}

function temporaryFolder(): string {
  try {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-index-'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`Cannot make a folder in ${os.tmpdir()}: ${reason}.`);
  }
}
