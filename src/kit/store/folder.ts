/** Makes folders, and tells the true reason when that fails. */
import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it, for this user alone; fine when it is there. Node's own `recursive` says
 * ENOENT where a read-only file system said EROFS.
 */
export function makeFolder(dir: string): void {
  const above = path.dirname(dir);
  if (!isMade(dir, above !== dir)) {
    makeFolder(above);
    isMade(dir, false);
  }
}

/** False when the folder above is missing, and that `mayMiss`. Another run may make the same folder just now. */
function isMade(dir: string, mayMiss: boolean): boolean {
  try {
    fs.mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && mayMiss) return false;
    if (code !== 'EEXIST') throw error;
  }
  return true;
}
