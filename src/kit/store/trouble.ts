/** Why a cache folder is not used any more, as two words that may cross from a judge, and as a sentence. */
import { getSystemErrorMap } from 'node:util';

export interface Trouble {
  readonly verb: 'read' | 'write';
  /** The disk's own code: ENOSPC, EROFS, ERR_ACCESS_DENIED. */
  readonly code: string;
}

/** What says nothing about the folder as a whole: this one file is not there (any more), or is no file. */
const MISSES = new Set(['ENOENT', 'ELOOP', 'EISDIR', 'ENXIO']);
const CODE = /^[A-Z][A-Z0-9_]{1,40}$/;

/** Null when the error is that of one file in a sound folder. */
export function troubleOf(verb: Trouble['verb'], error: unknown): Trouble | null {
  const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
  return MISSES.has(code) ? null : { verb, code };
}

/** What a judge sent, when it is a trouble. */
export function checkTrouble(value: Partial<Record<string, unknown>>): Trouble | null {
  const { verb, code } = value;
  if ((verb !== 'read' && verb !== 'write') || typeof code !== 'string' || !CODE.test(code)) return null;
  return { verb, code };
}

export function explainTrouble(dir: string, { verb, code }: Trouble): string {
  const meaning = [...getSystemErrorMap().values()].find(([name]) => name === code)?.[1];
  const reason = meaning === undefined ? code : `${code}: ${meaning}`;
  return `The cache ${dir} is not used: it cannot ${verb} (${reason}). Facts are worked out anew.`;
}
