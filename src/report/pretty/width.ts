/** How many columns text takes on a terminal, and how it breaks into lines of a width. */

// Zero columns: combining marks. Two: East Asian wide and full-width forms, and emoji shown as pictures.
const COMBINING = /^[\p{Mn}\p{Me}]$/u;
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

export function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) && !/^[\uff61-\uffdc]$/.test(character) ? 2 : 1;
}

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

export interface Wrapping {
  readonly width: number;
  /** Put before the first line; later lines are indented with as many spaces. */
  readonly first: string;
  /** Put before later lines instead. */
  readonly rest?: string;
}

/** Breaks at spaces; a word that is wider than a line is broken where the line ends. */
export function wrap(
  text: string,
  { width, first, rest = ' '.repeat(displayWidth(first)) }: Wrapping,
): string[] {
  const lines: string[] = [];
  const room = Math.max(8, width - Math.max(displayWidth(first), displayWidth(rest)));
  let line = '';
  for (const word of text.split(' ')) {
    for (const piece of pieces(word, room)) {
      const joined = line === '' ? piece : `${line} ${piece}`;
      if (displayWidth(joined) <= room) line = joined;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  lines.push(line);
  return lines.map((content, index) => `${index === 0 ? first : rest}${content}`.trimEnd());
}

function pieces(word: string, room: number): string[] {
  if (displayWidth(word) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const width = characterWidth(character);
    if (used + width > room) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += width;
  }
  return [...parts, part];
}
