/** Guesses about the content of a string: a secret's randomness, a regular expression's cost. */

const MIN_LENGTH = 8;
/** Digits and both cases together are no word. */
const MIN_MIXED = 16;
/** Bits for each character: words stay below, keys lie above. */
const MIN_ENTROPY = 3;

/** What keys of well-known services begin with: they say themselves what they are. */
const ISSUED = /^(?:A[KS]IA|gh[opsu]_|xox[abp]-|sk_live_|AIza)/;

/** Whether a text looks like a key rather than like words. */
export function isRandom(text: string): boolean {
  if (text.length < MIN_LENGTH) return false;
  if (ISSUED.test(text) && text.length >= MIN_MIXED) return true;
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  const isMixed = /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return isMixed ? text.length >= MIN_MIXED : bits > MIN_ENTROPY && /\d/.test(text) && /[a-z]/i.test(text);
}

/** Whether a regular expression repeats what already repeats. */
export function mayBacktrack(regex: string): boolean {
  return (
    /\((?:\?:)?[^()]*[+*}][^()]*\)[+*{]/.test(regex) || /\((?:\?:)?([^()|]+)\|\1[^()]*\)[+*]/.test(regex)
  );
}
