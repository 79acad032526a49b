/** What can be told of a formula before it is evaluated. */
import type { Ready } from './formula.ts';

export function isNegative(part: Ready): boolean {
  return part.kind === 'not' || part.kind === 'not-inside';
}

/** Says only what a place lies in, directly or by all of its parts. */
export const isAround = remembered((part) => {
  if (part.kind === 'any') return part.of.length > 0 && part.of.every(isAround);
  if (part.kind !== 'all') return part.kind === 'inside';
  const positive = part.of.filter((inner) => !isNegative(inner));
  return part.focus.length === 0 && positive.length > 0 && positive.every(isAround);
});

/** Fits anything, by itself. */
export const isOpen = remembered((part) => {
  if (part.kind === 'any') return part.of.some(isOpen);
  return (
    part.kind === 'pattern' && part.pattern.parts.length === 1 && part.pattern.parts[0]?.kind === 'variable'
  );
});

/** What it finds hangs on where it is looked for. */
export const isBounded = remembered((part) => {
  if (part.kind === 'any') return part.of.some(isBounded);
  if (part.kind === 'inside') return isBounded(part.of);
  if (part.kind !== 'all') return isOpen(part) || isNegative(part);
  const closed = part.of.filter((inner) => !isNegative(inner) && !isOpen(inner));
  return closed.length === 0 || closed.some(isBounded);
});

/** Looks for something by its name: what finds nothing says so soon. */
export const isNamed = remembered((part) => {
  switch (part.kind) {
    case 'pattern':
      return part.pattern.words.length > 0 || [...part.pattern.limits.values()].some(({ words }) => words);
    case 'any':
      return part.of.every(isNamed);
    case 'all':
      return part.of.some((inner) => !isNegative(inner) && isNamed(inner));
    case 'inside':
      return isNamed(part.of);
    default:
      return false;
  }
});

/** Formulas are asked for each file anew. */
function remembered(tell: (part: Ready) => boolean): (part: Ready) => boolean {
  const known = new WeakMap<Ready, boolean>();
  return (part) => {
    let told = known.get(part);
    if (told === undefined) known.set(part, (told = tell(part)));
    return told;
  };
}
