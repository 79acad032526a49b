/** Kept proposals that no suggestion can hold, as patches to read. */
import type { Patched } from '../offer.ts';
import { counted } from '../words.ts';
import { fenced } from './fence.ts';
import { prose } from './inert.ts';
import { makerOf } from './proposals.ts';
import type { Sheet } from './sheet.ts';

const MOST = 5;
const MOST_LINES = 60;
const MOST_BYTES = 6000;

export function addPatches(sheet: Sheet, patched: readonly Patched[]): void {
  if (patched.length === 0) return;
  const short = patched.filter(isShort).slice(0, MOST);
  for (const each of short) sheet.add(blockOf(each));
  const left = patched.length - short.length;
  if (left > 0) {
    const more = counted(
      left,
      `${short.length > 0 ? 'more ' : ''}fix`,
      `${short.length > 0 ? 'more ' : ''}fixes`,
    );
    sheet.add(`${more} not shown as a patch: <code>gatewright fix --apply</code> has all of them.`);
  }
}

function blockOf({ trial, diff }: Patched): string {
  const open = `<details><summary>A fix as a patch: ${prose(trial.proposal.title, 200)}</summary>`;
  return [
    open,
    `Tried and kept (${makerOf(trial)}); no button can apply it.`,
    fenced('diff', linesOf(diff)),
    '</details>',
  ].join('\n\n');
}

function linesOf(diff: string): string[] {
  return diff.replace(/\n$/, '').split('\n');
}

function isShort({ diff }: Patched): boolean {
  return linesOf(diff).length <= MOST_LINES && Buffer.byteLength(diff) <= MOST_BYTES;
}
