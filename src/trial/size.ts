/** How large a patch is: what a reviewer has to read. */
import type { Edit, Patch } from '../domain/proposal.ts';

/** Lines, of each edit on its longer side. */
export function linesOf(patch: Patch): number {
  return patch.reduce((sum, edit) => sum + Math.max(linesIn(edit.expect), linesIn(edit.replace)), 0);
}

/** How many more lines of code go than come: neither blanks nor comments make up for them. */
export function linesLost(patch: Patch): number {
  return patch.reduce((sum, edit) => sum + codeIn(edit.expect) - codeIn(edit.replace), 0);
}

export function charactersOf(patch: Patch): number {
  return patch.reduce((sum: number, { expect, replace }: Edit) => sum + expect.length + replace.length, 0);
}

function linesIn(text: string): number {
  return text.split('\n').length;
}

function codeIn(text: string): number {
  return text.split('\n').filter((line) => /^\s*(?!\/\/|\/?\*|#|\s)./.test(line)).length;
}
