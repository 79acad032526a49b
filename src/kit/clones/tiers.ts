/** When two units that are alike are worth a word: thresholds that were measured (see bench/clones.ts). */
import type { Likeness } from './likeness.ts';

export interface Pair extends Pick<Likeness, 'similarity' | 'support' | 'api'> {
  /** Whether both stand in one file. */
  readonly together: boolean;
  /** Whether one of them is of a kind that is alike everywhere. */
  readonly holder: boolean;
  /** Rare fingerprints that both have. */
  readonly mass: number;
  /** Of the larger unit. */
  readonly tokens: number;
}

/** With less in common than this no pair is worth a word. */
export const LEAST_MASS = 7;
const SIBLING_MASS = 20;

/** Whether two units that are the same token by token are a clone. */
export function isCopy({ together, holder, mass }: Pick<Pair, 'together' | 'holder' | 'mass'>): boolean {
  return together ? mass >= SIBLING_MASS : !holder || mass >= LEAST_MASS;
}

/** Whether two units that are alike are a clone. */
export function isClone(pair: Pair): boolean {
  return pair.together ? sibling(pair) : renamed(pair) || edited(pair);
}

function renamed({ similarity, support, api = 1, mass, holder, tokens }: Pair): boolean {
  if (similarity < 0.8 || support < 0.75 || similarity * support < 0.72 || tokens < 32) return false;
  return mass >= (holder ? 16 : LEAST_MASS) && (mass >= 12 || api >= 0.6);
}

function edited({ similarity, support, api = 1, mass, holder }: Pair): boolean {
  if (similarity < 0.7 || support < 0.65 || similarity * support < 0.55) return false;
  return mass >= 12 && api >= 0.5 && !holder;
}

/** Neighbours in a file are often alike on purpose. */
function sibling({ similarity, support, api = 1, mass }: Pair): boolean {
  return similarity >= 0.85 && support >= 0.9 && api >= 0.75 && mass >= SIBLING_MASS;
}
