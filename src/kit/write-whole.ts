/** Writing a file so that it is the old one or the new one, never half of it. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes beside the target, flushes, and renames over it. A symbolic link is followed once, so that the link
 * stays; a device such as /dev/stdout is written in place. Throws the system's error and leaves nothing behind.
 */
export function writeWhole(file: string, data: string | Uint8Array, mode?: number): void {
  const target = fs.existsSync(file) ? fs.realpathSync(file) : file;
  if (fs.existsSync(target) && !fs.statSync(target).isFile()) return fs.writeFileSync(target, data);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const draft = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const handle = fs.openSync(draft, 'wx', mode ?? 0o666);
    try {
      fs.writeFileSync(handle, data);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}
