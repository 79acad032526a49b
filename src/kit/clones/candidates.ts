/** Which units may repeat an asked one: those that share enough fingerprints that few others have. */
import { Numbering } from './numbering.ts';
import { Places } from './places.ts';
import { weigh } from './rarity.ts';
import { FIELD } from './record.ts';
import type { Roster } from './roster.ts';

/** A fingerprint in more units than this is how the language is written. */
const COMMON = 60;
const SHARED = 3;
const SHARED_RATIO = 0.3;
const LENGTH_RATIO = 0.5;
const BEST = 30;

export interface Candidate {
  readonly unit: number;
  /** How much is shared that is rare, in fingerprints: about 2.5 tokens each. */
  readonly mass: number;
}

export interface Candidates {
  /** The likeliest first, at most {@link BEST}; of units that are the same as one another only one. */
  of(unit: number, least: number): Candidate[];
  /** What the unit shares with an exact copy. */
  massOf(unit: number): number;
}

export function candidatesAmong(roster: Roster, asked: readonly number[]): Candidates {
  const numbering = new Numbering();
  for (const unit of asked) for (const hash of roster.printsOf(unit)) numbering.add(hash);
  const { places, owners } = survey(roster, numbering);
  const mass = new Float64Array(roster.size);
  const shared = new Int32Array(roster.size);
  const weightOf = (number: number) => weigh(owners[number] ?? 0);
  const own = (unit: number) => new Set(Array.from(roster.printsOf(unit), (hash) => numbering.find(hash)));
  return {
    massOf: (unit) => [...own(unit)].reduce((sum, number) => sum + weightOf(number), 0),
    of(unit, least) {
      const met: number[] = [];
      let telling = 0;
      for (const number of own(unit)) {
        if (!places.common(number)) telling++;
        const weight = weightOf(number);
        places.each(number, (other) => {
          if (shared[other] === 0) met.push(other);
          shared[other] = (shared[other] ?? 0) + 1;
          mass[other] = (mass[other] ?? 0) + weight;
        });
      }
      const found = met
        .filter(
          (other) => (mass[other] ?? 0) >= least && (shared[other] ?? 0) >= enough(roster, telling, other),
        )
        .filter((other) => comparable(roster, unit, other))
        .map((other) => ({ unit: other, mass: mass[other] ?? 0 }));
      for (const other of met) shared[other] = mass[other] = 0;
      return best(roster, unit, found);
    },
  };
}

/** Of each asked fingerprint the units that have it, and in how many functions that stand in no other it is. */
function survey(roster: Roster, numbering: Numbering): { places: Places; owners: Int32Array } {
  const places = new Places(numbering.size, COMMON);
  const owners = new Int32Array(numbering.size);
  const [last, lastOwner] = [owners.slice().fill(-1), owners.slice().fill(-1)];
  for (let unit = 0, owner = 0; unit < roster.size; unit++) {
    if (!roster.nested(unit, owner)) owner = unit;
    for (const hash of roster.printsOf(unit)) {
      const number = numbering.find(hash);
      if (number < 0 || last[number] === unit) continue;
      last[number] = unit;
      places.add(number, unit);
      if (lastOwner[number] === owner) continue;
      lastOwner[number] = owner;
      owners[number] = (owners[number] ?? 0) + 1;
    }
  }
  return { places, owners };
}

function enough(roster: Roster, telling: number, other: number): number {
  return Math.max(SHARED, SHARED_RATIO * Math.min(telling, roster.fact(other, FIELD.distinct)));
}

function comparable(roster: Roster, unit: number, other: number): boolean {
  if (unit === other || roster.nested(unit, other)) return false;
  const [own, its] = [roster.tokens(unit), roster.tokens(other)];
  return Math.min(own, its) >= LENGTH_RATIO * Math.max(own, its);
}

function best(roster: Roster, unit: number, found: Candidate[]): Candidate[] {
  /** The unit's own exact copies are found as such. */
  const seen = new Set([0, 1].map((together) => roster.fact(unit, FIELD.key) * 2 + together));
  return found
    .sort((one, other) => other.mass - one.mass || one.unit - other.unit)
    .filter((one) => {
      const key = roster.fact(one.unit, FIELD.key) * 2 + (roster.together(unit, one.unit) ? 1 : 0);
      if (roster.fact(one.unit, FIELD.key) === 0) return true;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, BEST);
}
