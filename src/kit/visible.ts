/** Text with what cannot be seen written as escapes, for whatever a person is shown. */

/**
 * Control, format (bidi, zero width, tags), separator, lone surrogate and other characters that show nothing:
 * they could move a cursor, reorder a line or smuggle words past a reader.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** U+202E becomes `\u{202e}`, line ends and tabs too unless they are among the characters to `keep`. */
export function visible(text: string, keep = ''): string {
  return text.replace(UNSEEN, (unit) =>
    keep.includes(unit) ? unit : `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
