/** Grows a seed to the longest equal stretch: other names for variables, one for one, and nothing else but values. */
import { KIND, type Tokens } from './tokens.ts';

/** A file's tokens, and the part of them that the stretch must not leave; `end` is exclusive. */
export interface Field {
  readonly tokens: Tokens;
  readonly codes: Int32Array;
  readonly start: number;
  readonly end: number;
}

/** The run that holds the seed's first tokens; empty when even those do not agree. */
export function stretch(
  a: Field,
  b: Field,
  seed: { one: number; other: number },
): { one: number; other: number; length: number } {
  const [there, back] = [new Map<number, number>(), new Map<number, number>()];
  const agree = (one: number, other: number): boolean => {
    if (one < a.start || other < b.start || one >= a.end || other >= b.end) return false;
    if (a.codes[one] !== b.codes[other] || a.tokens.kind[one] !== b.tokens.kind[other]) return false;
    const [name, partner] = [a.tokens.hash[one] ?? 0, b.tokens.hash[other] ?? 0];
    const kind = a.tokens.kind[one] ?? 0;
    if (kind === KIND.number || kind === KIND.string) return true;
    if (kind !== KIND.variable) return name === partner;
    if ((there.get(name) ?? partner) !== partner || (back.get(partner) ?? name) !== name) return false;
    there.set(name, partner);
    back.set(partner, name);
    return true;
  };
  let [before, after] = [0, 0];
  while (agree(seed.one + after, seed.other + after)) after++;
  if (after === 0) return { ...seed, length: 0 };
  while (agree(seed.one - before - 1, seed.other - before - 1)) before++;
  return { one: seed.one - before, other: seed.other - before, length: before + after };
}
