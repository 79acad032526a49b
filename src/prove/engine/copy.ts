/** The changed files as a program of others gets them: bytes on the disk under their own names, and nothing that steers it. */
import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import type { ChangedFile } from '../../domain/change.ts';
import { pathToBytes, type RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { decode, Lines } from '../../kit/text.ts';
import { fileIn } from '../../kit/tree/file-in.ts';
import { writeOut } from '../../kit/tree/write-out.ts';

export interface Copy {
  /** What lies there, by its path. */
  readonly files: ReadonlyMap<RepoPath, Lines>;
  /** What does not, and why not. */
  readonly failed: ReadonlyMap<RepoPath, string>;
}

/** Both programs leave out what such a file names, whoever wrote it. */
const IGNORING = /(?:^|\/)\.(?:semgrep|git)ignore$/i;

/** Why a file is not given at all; null for most. */
function heldBack(path: RepoPath): string | null {
  if (IGNORING.test(path)) return 'a program that reads it would leave out what it names';
  return isUtf8(pathToBytes(path)) ? null : 'its name is not UTF-8, so that no report could name it';
}

export async function copyFiles(files: readonly ChangedFile[], head: Tree, folder: string): Promise<Copy> {
  const entries = files.flatMap((file) => (file.head && heldBack(file.path) === null ? [file.head] : []));
  await writeOut({ ...head, list: async () => entries }, folder);
  // An empty list takes the place of the one that both have for projects without any, which leaves out tests.
  fs.writeFileSync(path.join(folder, '.semgrepignore'), '');
  const copied = new Map<RepoPath, Lines>();
  const failed = new Map<RepoPath, string>();
  for (const file of files) {
    const text = await written(file, head, folder);
    if (typeof text === 'string') failed.set(file.path, text);
    else copied.set(file.path, text);
  }
  return { files: copied, failed };
}

/** The lines of a file, or why it is not there: its name may be another file's on this disk. */
async function written(file: ChangedFile, head: Tree, folder: string): Promise<Lines | string> {
  if (!file.head) return 'the file is not in the head';
  const held = heldBack(file.path);
  if (held !== null) return held;
  const blob = await head.bytes(file.head.oid);
  if (blob.kind === 'unreadable') return blob.reason;
  if (blob.kind === 'too-large') return `it is too large to be read (${blob.size} bytes)`;
  if (!isSame(fileIn(folder, file.path), blob.bytes)) return 'its name cannot be written to this disk';
  return new Lines(decode(blob.bytes).text);
}

function isSame(file: Buffer, bytes: Uint8Array): boolean {
  try {
    return fs.readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}
