/** Finds what is secret in a text: no disk, no network, no path, and time that grows with the text alone. */
import type { Secret } from './format.ts';
import { findNamed } from './named.ts';
import { findPrivateKeys } from './private-keys.ts';
import { findTokens } from './tokens.ts';
import { findUrlPasswords } from './urls.ts';

/** In the order of the text, none within another: what is certain comes before a guess at the same place. */
export function findSecrets(text: string): readonly Secret[] {
  const certainFirst = [findPrivateKeys(text), findTokens(text), findUrlPasswords(text), findNamed(text)];
  const all = certainFirst.flatMap((found) => [...found]);
  const ranked = all.map((secret, rank) => ({ secret, rank }));
  ranked.sort((a, b) => a.secret.start - b.secret.start || a.rank - b.rank);
  const kept: Secret[] = [];
  for (const { secret } of ranked) {
    const last = kept.at(-1);
    if (last === undefined || secret.start >= last.end) kept.push(secret);
    else if (secret.certain && !last.certain) kept[kept.length - 1] = { ...secret, start: last.start };
  }
  return kept;
}
