/** When two units that are alike are worth a word: thresholds that were measured (see bench/clones.ts). */
import type { Likeness } from './likeness.ts';

/** What is known of a pair besides its alignment. */
interface Circumstances {
  /** Whether both stand in one file. */
  readonly together: boolean;
  /** Whether one of them is of a kind that is alike everywhere. */
  readonly holder: boolean;
  /** Rare fingerprints that both have: how much structure is theirs alone. */
  readonly mass: number;
  /** Rare names that both use in the same places, and rare ones of the first where the second has others. */
  readonly names: { readonly same: number; readonly other: number };
  /** Of the larger unit. */
  readonly tokens: number;
}

export type Pair = Pick<Likeness, 'similarity' | 'support' | 'api'> & Circumstances;

/** With less in common than this no pair is worth a word. */
export const LEAST_MASS = 2;
const HOLDER_MASS = 7;
const SIBLING_MASS = 20;

/** Whether two units that are the same token by token are a clone. */
export function isCopy({ together, holder, mass }: Pick<Pair, 'together' | 'holder' | 'mass'>): boolean {
  return together ? mass >= SIBLING_MASS : !holder || mass >= HOLDER_MASS;
}

/** Whether two units that are alike are a clone. */
export function isClone(pair: Pair): boolean {
  return pair.together ? sibling(pair) : renamed(pair) || edited(pair) || rebuilt(pair);
}

/** Copies keep the rare names, look-alikes have their own: a handler beside a handler shares the frame and calls another service. */
function evidence({ mass, names }: Pair): number {
  return mass + names.same - 2 * names.other;
}

/** Of what is rare about a copy at the most an eighth has another name in the original: with more it is about something else. */
const OTHER = 1 / 8;

function isAboutTheSame({ mass, names }: Pair): boolean {
  return names.other <= OTHER * (mass + names.same);
}

function renamed(pair: Pair): boolean {
  const { similarity, support, api = 1, holder, tokens } = pair;
  if (similarity < 0.8 || support < 0.75 || similarity * support < 0.72 || api < 0.5 || tokens < 28)
    return false;
  // Every edit leaves less that speaks for a copy, so that the rest must speak louder.
  return isAboutTheSame(pair) && evidence(pair) >= (holder ? 12 : 5 + 20 * (1 - similarity));
}

function edited(pair: Pair): boolean {
  const { similarity, support, api = 1, holder } = pair;
  if (similarity < 0.7 || support < 0.65 || similarity * support < 0.55 || api < 0.5) return false;
  return isAboutTheSame(pair) && evidence(pair) >= 12 && !holder;
}

/** Nothing else is built like this: every name may be another one. */
function rebuilt({ similarity, mass, holder, tokens }: Pair): boolean {
  return similarity >= 0.95 && mass >= 10 && tokens >= 40 && !holder;
}

/** Neighbours in a file are often alike on purpose. */
function sibling(pair: Pair): boolean {
  const { similarity, support, api = 1, mass } = pair;
  if (similarity < 0.85 || support < 0.9 || api < 0.75) return false;
  return mass >= SIBLING_MASS && evidence(pair) >= SIBLING_MASS;
}
