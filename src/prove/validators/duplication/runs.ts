/** Short runs of tokens as they are written, counted before and after a change. */
import type { Read, Side } from '../../../kit/clones/clone.ts';
import { mix } from '../../../kit/clones/fingerprints.ts';

/** Tokens in a run: long enough to be telling, short enough to outlive an edit beside it. */
const RUN = 5;

/** Token numbers; `end` is exclusive. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** The tokens of one side of a clone: its function, or the lines of its block. */
export function rangeOf({ scan }: Read, { unit: number, startLine, endLine }: Side): Range {
  const unit = scan.units[number];
  if (!unit) return { first: 0, end: 0 };
  let { first, end } = unit;
  if (startLine <= unit.startLine && endLine >= unit.endLine) return { first, end };
  while (first < end && (scan.tokens.line[first] ?? 0) < startLine) first++;
  while (end > first && (scan.tokens.line[end - 1] ?? 0) > endLine) end--;
  return { first, end };
}

export class Runs {
  /** How many more of a run there are after the change than before. */
  readonly #more = new Map<number, number>();

  want(read: Read, range: Range): void {
    for (const run of runsIn(read, range)) this.#more.set(run, 0);
  }

  count(read: Read, step: 1 | -1): void {
    for (const run of runsIn(read, { first: 0, end: read.scan.tokens.count })) {
      const more = this.#more.get(run);
      if (more !== undefined) this.#more.set(run, more + step);
    }
  }

  /** The share of the range's different runs that the change left more of, from 0 to 1. */
  newShare(read: Read, range: Range): number {
    const runs = new Set(runsIn(read, range));
    let added = 0;
    for (const run of runs) if ((this.#more.get(run) ?? 0) > 0) added++;
    return runs.size === 0 ? 0 : added / runs.size;
  }
}

function* runsIn({ scan: { tokens } }: Read, { first, end }: Range): Generator<number> {
  for (let at = first; at + RUN <= end; at++) {
    let hash = 0;
    for (let next = at; next < at + RUN; next++)
      hash = Math.imul(hash ^ (tokens.hash[next] ?? 0), 0x01000193) ^ (hash >>> 15);
    yield mix(hash);
  }
}
