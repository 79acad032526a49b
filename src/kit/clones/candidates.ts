/** Which units may repeat an asked one: those that share enough fingerprints that few others have. */
import { FIELD } from './record.ts';
import type { Roster } from './roster.ts';
import type { Survey } from './survey.ts';

const SHARED = 3;
const SHARED_RATIO = 0.4;
const LENGTH_RATIO = 0.5;
const BEST = 30;

export interface Candidate {
  readonly unit: number;
  /** How much is shared that is rare, in fingerprints: about 2.5 tokens each. */
  readonly mass: number;
}

export class Candidates {
  readonly #roster: Roster;
  readonly #survey: Survey;
  readonly #mass: Float64Array;
  readonly #shared: Int32Array;

  constructor(roster: Roster, survey: Survey) {
    this.#roster = roster;
    this.#survey = survey;
    this.#mass = new Float64Array(roster.size);
    this.#shared = new Int32Array(roster.size);
  }

  /** The likeliest first, at most {@link BEST}; of units that are the same as one another only one. */
  of(unit: number, least: number): Candidate[] {
    const [mass, shared, roster] = [this.#mass, this.#shared, this.#roster];
    const met: number[] = [];
    let telling = 0;
    for (const hash of new Set(roster.printsOf(unit))) {
      const weight = this.#survey.weightOf(hash);
      const few = this.#survey.eachUnit(hash, (other) => {
        if (shared[other] === 0) met.push(other);
        shared[other] = (shared[other] ?? 0) + 1;
        mass[other] = (mass[other] ?? 0) + weight;
      });
      if (few) telling++;
    }
    const found = met
      .filter((other) => (mass[other] ?? 0) >= least)
      .filter((other) => (shared[other] ?? 0) >= enough(roster, telling, other))
      .filter((other) => comparable(roster, unit, other))
      .map((other) => ({ unit: other, mass: mass[other] ?? 0 }));
    for (const other of met) shared[other] = mass[other] = 0;
    return best(roster, unit, found);
  }
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
