/** The environment of a child: built from nothing, so that no secret, option or locale of ours leaks into it. */
import { randomBytes } from 'node:crypto';

/** Every process of a run carries this variable, so that those which left their group can be found again. */
export const MARK = 'GATEWRIGHT_RUN';

export function newMark(): string {
  return randomBytes(16).toString('hex');
}

/** Only what a process needs to start; `more` is what its caller knows that it needs. */
export function scrubbedEnvironment(
  mark: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = { TZ: 'UTC', LC_ALL: 'C', ...more, [MARK]: mark };
  // Without it Windows cannot load the system's own libraries (sockets, randomness).
  const systemRoot = process.env['SystemRoot'];
  if (process.platform === 'win32' && systemRoot) env['SystemRoot'] = systemRoot;
  return env;
}
