/** What shows as nothing and a patch adds: bidirectional controls, joiners, tags, and code far to the right. */
import { UNSEEN, visible } from '../kit/visible.ts';

const BLANKS = '\n\t\f';
/** Emoji are put together of what is seen and what is not. */
const EMOJI =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)*/gu;
/** So many blanks within a line take what follows them out of a reviewer's window. */
const FAR = /(?<=\S)[ \t]{80,}(?=\S)/g;

/** The first that stands more often in `after` than in `before`, for a sentence; null when there is none. */
export function addedUnseen(before: string, after: string): string | null {
  const left = new Map<string, number>();
  for (const unit of unseenIn(before)) left.set(unit, (left.get(unit) ?? 0) + 1);
  for (const unit of unseenIn(after)) {
    const count = left.get(unit) ?? 0;
    if (count === 0) return unit;
    left.set(unit, count - 1);
  }
  return null;
}

/** In JavaScript a carriage return alone ends a line, and so a comment; who looks at it sees one line. */
function unseenIn(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n');
  const hasAny = lines.match(UNSEEN)?.some((unit) => !BLANKS.includes(unit)) ?? false;
  const units = hasAny ? (lines.replace(EMOJI, '').match(UNSEEN) ?? []) : [];
  const escapes = units.filter((unit) => !BLANKS.includes(unit)).map((unit) => visible(unit));
  return [...escapes, ...(lines.match(FAR) ?? []).map(() => 'text behind many blanks')];
}
