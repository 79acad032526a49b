/** Characters that show nothing and that a patch adds: bidirectional controls, joiners, tags, what is between them. */
import { UNSEEN, visible } from '../kit/visible.ts';

const BLANKS = '\n\r\t\f';
/** Emoji are put together of what is seen and what is not. */
const EMOJI =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)*/gu;

/** The first one that stands more often in `after` than in `before`, as an escape; null when there is none. */
export function addedUnseen(before: string, after: string): string | null {
  const left = new Map<string, number>();
  for (const unit of unseenIn(before)) left.set(unit, (left.get(unit) ?? 0) + 1);
  for (const unit of unseenIn(after)) {
    const count = left.get(unit) ?? 0;
    if (count === 0) return visible(unit);
    left.set(unit, count - 1);
  }
  return null;
}

function unseenIn(text: string): string[] {
  const found = text.match(UNSEEN)?.some((unit) => !BLANKS.includes(unit)) ? text.replace(EMOJI, '') : '';
  return (found.match(UNSEEN) ?? []).filter((unit) => !BLANKS.includes(unit));
}
