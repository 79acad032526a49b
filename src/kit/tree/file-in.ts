/** Where a path of a tree lies below a folder of the disk. */
import { pathToBytes, type RepoPath } from '../../domain/path.ts';

/** Bytes, as git's names and the file system's are. */
export function fileIn(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), pathToBytes(path as RepoPath)]);
}
