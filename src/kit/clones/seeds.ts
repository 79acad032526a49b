/** Where parts of functions may repeat: runs of fingerprints that few places share. */
import { mix, power } from './fingerprints.ts';
import { Numbering } from './numbering.ts';
import { Places } from './places.ts';
import type { Roster } from './roster.ts';

/** Fingerprints in a run. An equal stretch of 70 tokens has 63 grams, thus at least 13 fingerprints of its own. */
export const RUN = 8;
/** A run in more places than this is a habit. */
const COMMON = 8;
const BASE = 0x01000193;
const LEADING = power(BASE, RUN - 1);

/** Two places that may begin the same stretch: which fingerprint of the asked source, and of the other one. */
export interface Hit {
  readonly print: number;
  readonly otherPrint: number;
}

/** For each asked source (by index) the runs that are asked about, by their first fingerprint. */
type AskedRuns = ReadonlyMap<number, (print: number) => boolean>;

export interface Seeds {
  /** The hits of an asked source in order, by the other source; a pair of asked places is a hit of one of them only. */
  of(source: number): Map<number, Hit[]>;
}

export function seedsAmong(roster: Roster, asked: AskedRuns): Seeds {
  const numbering = new Numbering();
  for (const [source, wants] of asked)
    eachRun(roster, source, (print, hash) => {
      if (wants(print)) numbering.add(hash);
    });
  const starts = startsOf(roster);
  const places = new Places(numbering.size, COMMON);
  for (let source = 0; source < roster.sources.length; source++)
    eachRun(roster, source, (print, hash) => {
      const number = numbering.find(hash);
      if (number >= 0) places.add(number, (starts[source] ?? 0) + print);
    });
  return {
    of(source) {
      const hits = new Map<number, Hit[]>();
      eachRun(roster, source, (print, hash) => {
        if (asked.get(source)?.(print) !== true) return;
        const own = (starts[source] ?? 0) + print;
        places.each(numbering.find(hash), (place) => {
          const other = sourceAt(starts, place);
          const otherPrint = place - (starts[other] ?? 0);
          const again = asked.get(other)?.(otherPrint) === true;
          if (place === own || (place < own && again)) return;
          const known = hits.get(other);
          if (known === undefined) hits.set(other, [{ print, otherPrint }]);
          else known.push({ print, otherPrint });
        });
      });
      return hits;
    },
  };
}

function eachRun(roster: Roster, source: number, visit: (print: number, hash: number) => void): void {
  const prints = roster.prints[source] ?? new Int32Array();
  let sum = 0;
  for (let at = 0; at < prints.length; at++) {
    const leaving = at < RUN ? 0 : Math.imul(prints[at - RUN] ?? 0, LEADING);
    sum = (Math.imul(sum - leaving, BASE) + (prints[at] ?? 0)) | 0;
    if (at >= RUN - 1) visit(at - RUN + 1, mix(sum));
  }
}

/** Of each source the number of fingerprints before it. */
function startsOf(roster: Roster): Int32Array {
  const starts = new Int32Array(roster.sources.length + 1);
  roster.prints.forEach((prints, source) => (starts[source + 1] = (starts[source] ?? 0) + prints.length));
  return starts;
}

function sourceAt(starts: Int32Array, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}
