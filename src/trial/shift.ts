/** How a patch moves the places of one file: offsets outside its edits exactly, edited lines as regions. */
import type { Edit } from '../domain/proposal.ts';
import type { PatchedFile } from '../kit/patch.ts';
import { Lines } from '../kit/text.ts';

/** Lines that edits touched (1-based, inclusive): what they were, and what they became. */
export interface Region {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
}

export interface Spot {
  readonly line: number;
  readonly column: number;
}

export class Shift {
  readonly regions: readonly Region[];
  readonly before: Lines;
  readonly after: Lines;
  readonly #edits: readonly Edit[];

  constructor({ before, after, edits }: PatchedFile) {
    this.before = new Lines(before);
    this.after = new Lines(after);
    this.#edits = edits;
    this.regions = merged(edits, this.before, this.after);
  }

  /** Where text that stood here stands now; null when an edit replaced it. */
  map({ line, column }: Spot): Spot | null {
    const offset = this.before.offset(line, column);
    let delta = 0;
    for (const { start, end, replace } of this.#edits) {
      if (start > offset) break;
      if (offset < end) return null;
      delta += replace.length - (end - start);
    }
    return this.after.position(offset + delta);
  }

  /** The index of the region that a line of the old text lies in; -1 for a line that no edit touched. */
  regionBefore(line: number): number {
    return this.regions.findIndex(({ before }) => line >= before.from && line <= before.to);
  }

  regionAfter(line: number): number {
    return this.regions.findIndex(({ after }) => line >= after.from && line <= after.to);
  }
}

function merged(edits: readonly Edit[], before: Lines, after: Lines): Region[] {
  const regions: Region[] = [];
  let delta = 0;
  for (const { start, end, replace } of edits) {
    const moved = start + delta;
    delta += replace.length - (end - start);
    const region: Region = {
      before: { from: before.position(start).line, to: before.position(end).line },
      after: { from: after.position(moved).line, to: after.position(moved + replace.length).line },
    };
    const last = regions.at(-1);
    // Two edits on one line are one region: nothing tells their findings apart but their offsets.
    if (last && last.before.to >= region.before.from) regions.splice(-1, 1, joined(last, region));
    else regions.push(region);
  }
  return regions;
}

function joined(first: Region, second: Region): Region {
  return {
    before: { from: first.before.from, to: Math.max(first.before.to, second.before.to) },
    after: { from: first.after.from, to: Math.max(first.after.to, second.after.to) },
  };
}
