/** The names nearest to a wrong one, for hints and for corrections with one clear answer. */
import { distance } from 'fastest-levenshtein';

const MAX_NAME = 100;
const MAX_CANDIDATES = 20_000;

/** How much two names differ: 0 when only letter case or separators do, 1 when two neighbours changed places. */
export function difference(a: string, b: string): number {
  const [plainA, plainB] = [plain(a), plain(b)];
  if (plainA === plainB) return 0;
  return isSwapped(plainA, plainB) ? 1 : distance(plainA, plainB);
}

function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a.length === b.length && a.slice(0, at) + a[at + 1] + a[at] + a.slice(at + 2) === b;
}

/** The one name that is certainly meant: a slip of the pen away, and no other name is as near. */
export function meant(wrong: string, names: Iterable<string>): string | null {
  const [first, second] = ranked(wrong, names);
  if (!first || first.gap > slip(wrong) || first.name === wrong) return null;
  if (first.gap > 1 && first.name[0]?.toLowerCase() !== wrong[0]?.toLowerCase()) return null;
  return second && second.gap <= first.gap ? null : first.name;
}

/** Up to three names that a person may have meant, nearest first. */
export function nearest(wrong: string, names: Iterable<string>): string[] {
  const reach = Math.max(2, Math.floor(wrong.length / 3));
  return ranked(wrong, names)
    .filter(({ gap }) => gap <= reach)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Two slips in a long name, one in a short one: `is-odd` and `is-even` are two names, not a slip. */
function slip(name: string): number {
  return plain(name).length >= 8 ? 2 : plain(name).length >= 4 ? 1 : 0;
}

function ranked(wrong: string, names: Iterable<string>): { name: string; gap: number }[] {
  if (wrong.length > MAX_NAME) return [];
  const scored: { name: string; gap: number }[] = [];
  for (const name of new Set(names)) {
    if (scored.length >= MAX_CANDIDATES) break;
    if (name.length <= MAX_NAME) scored.push({ name, gap: difference(wrong, name) });
  }
  return scored.sort((a, b) => a.gap - b.gap || (a.name < b.name ? -1 : 1));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, '');
}
