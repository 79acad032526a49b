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
      return ofLetters(formula.searcher.anchored.letters, false);
    case 'all':
      return allOf(formula.of.map(needOf));
    case 'any':
      return anyOf(formula.of.map(needOf));
    default:
      return null;
  }
}

function ofPattern({ words, variables, limits }: Pattern): Need | null {
  const limited = [...limits].map(([name, limit]) => {
    // A string may be put together from pieces that hold no such word.
    if (!variables.includes(name)) return ofLetters(limit.letters, true);
    return limit.words ? anyOf(limit.words) : ofLetters(limit.letters, false);
  });
  return allOf([...words, ...limited]);
}

function ofLetters(letters: Letters | null, inStrings: boolean): Need | null {
  return letters && { letters, inStrings };
}

export function allOf(needs: readonly (Need | null)[]): Need | null {
  const parts = distinct(needs.flatMap((need) => (isAll(need) ? need.all : need ? [need] : [])));
  return parts.length > 1 ? { all: parts } : (parts[0] ?? null);
}

export function anyOf(needs: readonly (Need | null)[]): Need | null {
  const parts: Need[] = [];
  for (const need of needs) {
    if (need === null) return null;
    parts.push(...(isAny(need) ? need.any : [need]));
  }
  const some = distinct(parts);
  const single = new Set(some.filter((part) => typeof part === 'string'));
  // What needs one of these words and more is met with fewer.
  const least = some.filter(
    (part) => !isAll(part) || !part.all.some((word) => typeof word === 'string' && single.has(word)),
  );
  return least.length === 1 ? (least[0] ?? null) : { any: least };
}

function isAll(need: Need | null): need is { readonly all: readonly Need[] } {
  return typeof need === 'object' && need !== null && 'all' in need;
}

function isAny(need: Need): need is { readonly any: readonly Need[] } {
  return typeof need === 'object' && 'any' in need;
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}
