/** Units that are the same token by token, as classes: each member has one partner, however many they are. */
import { Numbering } from './numbering.ts';
import { FIELD } from './record.ts';
import type { Roster } from './roster.ts';

/** The unit that stands for an asked unit's class: one in another file if there is one; undefined: it is that unit, or alone. */
export type Partner = (unit: number) => number | undefined;

/** Those who were not asked stand for a class before those who were, and the earlier before the later. */
export function twinsOf(roster: Roster, asked: readonly number[]): Partner {
  const classes = new Numbering();
  for (const unit of asked) if (roster.fact(unit, FIELD.key) !== 0) classes.add(roster.fact(unit, FIELD.key));
  const isAsked = new Uint8Array(roster.size);
  for (const unit of asked) isAsked[unit] = 1;
  const first = new Int32Array(classes.size).fill(-1);
  /** The first that is in another file than the first of all. */
  const elsewhere = new Int32Array(classes.size).fill(-1);
  for (const wanted of [0, 1])
    for (let unit = 0; unit < roster.size; unit++) {
      if (isAsked[unit] !== wanted) continue;
      const number = classes.find(roster.fact(unit, FIELD.key));
      if (number < 0) continue;
      const leader = first[number] ?? -1;
      if (leader < 0) first[number] = unit;
      else if ((elsewhere[number] ?? -1) < 0 && !roster.together(leader, unit)) elsewhere[number] = unit;
    }
  return (unit) => {
    const number = classes.find(roster.fact(unit, FIELD.key));
    const leader = first[number] ?? -1;
    const other = elsewhere[number] ?? -1;
    if (leader === unit || leader < 0) return undefined;
    return roster.together(leader, unit) && other >= 0 ? other : leader;
  };
}
