/** Whether what was renamed was renamed throughout: that tells a copy from code that only looks alike. */
import type { Run } from './align.ts';
import { KIND, type Tokens } from './tokens.ts';

/** A rename that is seen but once is no evidence. */
const TWICE = 2;
/** Above the number of names in any file that is scanned. */
const WIDE = 2 ** 26;

/** Share of the aligned names and strings that are the same, or are names renamed one-to-one and at least twice. */
export function support(runs: readonly Run[], one: Tokens, other: Tokens): number {
  const [names, partners] = [new Map<number, number>(), new Map<number, number>()];
  const times = new Map<number, number>();
  let [all, supported] = [0, 0];
  for (const run of runs)
    for (let at = run.one, its = run.other; at < run.one + run.length; at++, its++) {
      const kind = one.kind[at] ?? 0;
      if (kind < KIND.variable || kind > KIND.string || kind === KIND.number) continue;
      all++;
      if (one.hash[at] === other.hash[its]) supported++;
      if (kind === KIND.string) continue;
      const meeting = numberOf(names, one.hash[at] ?? 0) * WIDE + numberOf(partners, other.hash[its] ?? 0);
      times.set(meeting, (times.get(meeting) ?? 0) + 1);
    }
  const mostOf = mostFrequent(times, (meeting) => Math.floor(meeting / WIDE));
  const mostFor = mostFrequent(times, (meeting) => meeting % WIDE);
  const [texts, others] = [[...names.keys()], [...partners.keys()]];
  for (const [meeting, count] of times) {
    const [name, partner] = [Math.floor(meeting / WIDE), meeting % WIDE];
    if (texts[name] === others[partner] || count < TWICE) continue;
    if (mostOf.get(name) === meeting && mostFor.get(partner) === meeting) supported += count;
  }
  return all === 0 ? 1 : supported / all;
}

function numberOf(numbers: Map<number, number>, hash: number): number {
  const known = numbers.get(hash);
  if (known !== undefined) return known;
  numbers.set(hash, numbers.size);
  return numbers.size - 1;
}

function mostFrequent(times: Map<number, number>, side: (meeting: number) => number): Map<number, number> {
  const most = new Map<number, number>();
  for (const [meeting, count] of times) {
    const best = most.get(side(meeting));
    if (best === undefined || (times.get(best) ?? 0) < count) most.set(side(meeting), meeting);
  }
  return most;
}
