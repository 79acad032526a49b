/** What is found in many places says little: how much each thing weighs by the number of places that have it. */

/** From here on a thing is how the repository is written, and weighs nothing. */
const HABIT = 32;

/** 1 for what only two places have, less for every doubling, 0 from {@link HABIT} places on. */
export function weigh(places: number): number {
  return Math.max(0, 1 - Math.log2(Math.max(1, places - 1)) / Math.log2(HABIT));
}
