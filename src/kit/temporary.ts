/** A folder of the system's temporary ones for as long as some work takes; nothing of it stays, however the run ends. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The folder's path has no symbolic link in it. */
export async function withTemporaryFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `gatewright-${name}-`)));
  const remove = (): void => removeAll(folder);
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** What a program locked is opened first; what stays nevertheless lies in the system's temporary folder. */
function removeAll(home: string): void {
  const rm = (): void => fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  try {
    rm();
  } catch {
    try {
      unlock(home);
      rm();
    } catch {
      // Nothing depends on it: each has a folder of its own.
    }
  }
}

function unlock(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const child of fs.readdirSync(folder, { withFileTypes: true }))
    if (child.isDirectory()) unlock(path.join(folder, child.name));
}
