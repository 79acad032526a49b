/** In how many files each name is used: what two functions call and say alike counts for more when few others do. */
import { Numbering } from './numbering.ts';
import { weigh } from './rarity.ts';
import type { Roster } from './roster.ts';

/** Weight of a set of names that files of the asked units use. */
export type NameWeight = (names: Iterable<number>) => number;

export function nameWeights(roster: Roster, asked: readonly number[]): NameWeight {
  const numbering = new Numbering();
  for (const source of new Set(asked.map((unit) => roster.source[unit] ?? 0)))
    for (const name of roster.namesOf(source)) numbering.add(name);
  const files = new Int32Array(numbering.size);
  for (let source = 0; source < roster.sources.length; source++)
    for (const name of roster.namesOf(source)) {
      const number = numbering.find(name);
      if (number >= 0) files[number] = (files[number] ?? 0) + 1;
    }
  return (names) => {
    let weight = 0;
    for (const name of names) weight += weigh(files[numbering.find(name)] ?? 0);
    return weight;
  };
}
