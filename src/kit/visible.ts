/** Text with what cannot be seen written as escapes, for whatever a person is shown on a terminal. */

// Control, format (bidi, zero width, tags), separator, lone surrogate and other characters that show nothing.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** U+202E becomes `\u{202e}`; tabs stay, line ends do not. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (unit) =>
    unit === '\t' ? unit : `\\u{${(unit.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
