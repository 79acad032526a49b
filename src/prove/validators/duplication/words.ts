/** What a copy has in common with its original, and what not, in plain words. Text of the files is data: short and visible. */
import type { Clone, Difference, Read } from '../../../kit/clones/clone.ts';
import { visible } from '../../../kit/visible.ts';

/** A side of a clone with what it takes to speak of it. */
export interface Spoken {
  readonly clone: Clone;
  readonly left: Read;
  readonly right: Read;
}

const MAX_CODE = 48;
const MAX_NAMES = 3;
const MAX_OTHERS = 3;

/** `93 % alike: …`, or that nothing differs. */
export function likeness(spoken: Spoken): string {
  const { clone } = spoken;
  if (clone.differences.length === 0) return 'word for word';
  const alike = `${Math.floor(clone.similarity * 100)} % alike`;
  const names = clone.differences.filter(isName);
  // What differs in layout alone has no text to show.
  const others = clone.differences.filter(
    (one) => !isName(one) && textOf(spoken.left, one.left) + textOf(spoken.right, one.right) !== '',
  );
  const named = listed(
    names.map((one) => change(one, spoken)),
    MAX_NAMES,
    'name',
  );
  if (others.length === 0) return named === '' ? alike : `${alike}, only names differ: ${named}`;
  const told = listed(
    others.map((one) => change(one, spoken)),
    MAX_OTHERS,
    'difference',
  );
  return `${alike}: ${told}${named === '' ? '' : `; other names: ${named}`}`;
}

export function isName({ kind }: Difference): boolean {
  return kind === 'variable';
}

/** From the original to the copy. */
function change({ kind, left, right }: Difference, { left: copy, right: original }: Spoken): string {
  const [now, was] = [textOf(copy, left), textOf(original, right)];
  if (was === '') return `adds ${code(now)}`;
  if (now === '') return `leaves out ${code(was)}`;
  return kind === 'statement' ? `${code(now)} instead of ${code(was)}` : `${code(was)} → ${code(now)}`;
}

function listed(items: readonly string[], most: number, what: string): string {
  const more = items.length - most;
  const shown = items.slice(0, most).join(', ');
  return more > 0 ? `${shown} and ${more} more ${what}${more === 1 ? '' : 's'}` : shown;
}

export function textOf({ scan: { tokens }, bytes }: Read, { start, end }: Difference['left']): string {
  if (end <= start) return '';
  // Four bytes a character at most; the rest would be cut off anyway.
  const from = tokens.start[start] ?? 0;
  const to = Math.min(tokens.end[end - 1] ?? 0, from + 8 * MAX_CODE);
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, to - from))
    .toString('utf8')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A piece of code, or a name, as a message may hold it. */
export function code(text: string, most = MAX_CODE): string {
  const safe = visible(text.slice(0, most)).replaceAll('`', "'");
  return `\`${safe}${text.length > most ? '…' : ''}\``;
}
