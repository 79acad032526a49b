/** What the words of a text must hold for a formula to match there: a few words say no to most of what could be asked. */
import type { Pattern } from '../pattern/compile.ts';
import type { Letters } from '../regex/letters.ts';
import type { Ready } from './formula.ts';

export type Need =
  /** A word. */
  | string
  /** One of these letters; of what may stand in a string, in a row that the file puts together. */
  | { readonly letters: Letters; readonly inStrings: boolean }
  | { readonly all: readonly Need[] }
  | { readonly any: readonly Need[] };

const known = new WeakMap<Ready | Pattern, Need | null>();
/** What needs the same is one object, so that it is asked once. */
const lettered = new WeakMap<Letters, Record<'inStrings' | 'anywhere', Need>>();

/** Null when nothing is needed. */
export function needOf(formula: Ready): Need | null {
  let need = known.get(formula);
  if (need === undefined) known.set(formula, (need = ofFormula(formula)));
  return need;
}

export function needOfPattern(pattern: Pattern): Need | null {
  let need = known.get(pattern);
  if (need === undefined) known.set(pattern, (need = ofPattern(pattern)));
  return need;
}

function ofFormula(formula: Ready): Need | null {
  switch (formula.kind) {
    case 'pattern':
      return needOfPattern(formula.pattern);
    case 'inside':
      return needOf(formula.of);
    case 'regex':
      return ofLetters(formula.searcher.anchored.letters, 'anywhere');
    case 'all':
      return allOf(formula.of.map(needOf));
    case 'any':
      return anyOf(formula.of.map(needOf));
    default:
      return null;
  }
}

function ofPattern({ words, texts, variables, limits }: Pattern): Need | null {
  const limited = [...limits].map(([name, limit]) => {
    // A string may be put together from pieces that hold no such word.
    if (!variables.includes(name)) return ofLetters(limit.letters, 'inStrings');
    return limit.words ? anyOf(limit.words) : ofLetters(limit.letters, 'anywhere');
  });
  const inStrings = texts.map((text) => ofLetters([text], 'inStrings'));
  return allOf([...words, ...limited, ...inStrings]);
}

function ofLetters(letters: Letters | null, where: 'inStrings' | 'anywhere'): Need | null {
  if (!letters) return null;
  let needs = lettered.get(letters);
  if (!needs) {
    needs = { inStrings: { letters, inStrings: true }, anywhere: { letters, inStrings: false } };
    lettered.set(letters, needs);
  }
  return needs[where];
}

/** The plainest comes first: it says no soonest. */
export function allOf(needs: readonly (Need | null)[]): Need | null {
  const parts = new Set(needs.flatMap((need) => (isAll(need) ? need.all : need ? [need] : [])));
  const all = [...parts].sort((a, b) => effortOf(a) - effortOf(b));
  return all.length > 1 ? { all } : (all[0] ?? null);
}

export function anyOf(needs: readonly (Need | null)[]): Need | null {
  const parts = new Set<Need>();
  for (const need of needs) {
    if (need === null) return null;
    for (const part of isAny(need) ? need.any : [need]) parts.add(part);
  }
  // What needs one of these and more is met with fewer.
  const any = [...parts].filter((part) => !isAll(part) || !part.all.some((more) => parts.has(more)));
  return any.length === 1 ? (any[0] ?? null) : { any };
}

function effortOf(need: Need): number {
  if (typeof need === 'string') return 0;
  if ('letters' in need) return need.inStrings ? 3 : 1;
  return 2;
}

function isAll(need: Need | null): need is { readonly all: readonly Need[] } {
  return typeof need === 'object' && need !== null && 'all' in need;
}

function isAny(need: Need): need is { readonly any: readonly Need[] } {
  return typeof need === 'object' && 'any' in need;
}
