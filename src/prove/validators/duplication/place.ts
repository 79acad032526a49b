/** A side of a clone as people name it. */
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Read, Side } from '../../../kit/clones/clone.ts';
import type { CloneLanguage, Unit } from '../../../kit/clones/tokens.ts';
import { code } from './words.ts';

export interface Named {
  readonly side: Side;
  readonly path: RepoPath;
  readonly language: CloneLanguage;
  readonly read: Read;
  readonly unit: Unit;
}

export function linesOf({ startLine, endLine }: Pick<Side, 'startLine' | 'endLine'>): number {
  return endLine - startLine + 1;
}

/** `` `Owner.name` ``, or what a function without a name is called. */
export function nameOf({ unit: { name, owner } }: Pick<Named, 'unit'>): string {
  if (name === '') return owner === '' ? 'a function without a name' : `a function in ${code(owner)}`;
  return code(owner === '' ? name : `${owner}.${name}`);
}

/** `in src/ids.ts:40`. */
export function whereIs({ path, side }: Pick<Named, 'path' | 'side'>): string {
  return `in ${pathOf({ path })}:${side.startLine}`;
}

const MAX_PATH = 300;

/** The path, short enough for a sentence: its end tells more than its start. */
export function pathOf({ path }: Pick<Named, 'path'>): string {
  const shown = displayPath(path);
  return shown.length > MAX_PATH ? `…${shown.slice(-MAX_PATH)}` : shown;
}
