/** Character classes of PCRE as JavaScript writes them in Unicode mode. */

/** A single character as its code point, or the name of many, such as `\w`. */
type Item = number | string;

const POSIX: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7f',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9a-fA-F',
};

const CONTROLS: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9 };

/** A class, where it ends, or why it cannot be said. */
export type ReadClass = { readonly text: string; readonly end: number } | { readonly problem: string };

/** Reads the class whose `[` stands at `start`; with `anyCase` letters count in both cases. */
export function readClass(source: string, start: number, anyCase: boolean): ReadClass {
  const negated = source[start + 1] === '^';
  let at = start + (negated ? 2 : 1);
  const first = at;
  let text = '';
  while (at < source.length && (source[at] !== ']' || at === first)) {
    const low = readItem(source, at);
    if ('problem' in low) return low;
    at = low.end;
    const ranged = source[at] === '-' && source[at + 1] !== ']' && at + 1 < source.length;
    const high = ranged && typeof low.item === 'number' ? readItem(source, at + 1) : undefined;
    if (high && 'problem' in high) return high;
    if (high && typeof high.item === 'number') {
      text += range(low.item as number, high.item, anyCase);
      at = high.end;
    } else text += typeof low.item === 'string' ? low.item : range(low.item, low.item, anyCase);
  }
  if (at >= source.length) return { problem: 'a character class is not closed' };
  return { text: `[${negated ? '^' : ''}${text}]`, end: at + 1 };
}

type ReadItem = { readonly item: Item; readonly end: number } | { readonly problem: string };

function readItem(source: string, at: number): ReadItem {
  const posix = /^\[:(\^?)([a-z]+):\]/.exec(source.slice(at, at + 12));
  if (posix) {
    const named = POSIX[posix[2] as string];
    if (named === undefined || posix[1]) return { problem: `the class ${posix[0]} is not supported` };
    return { item: named, end: at + posix[0].length };
  }
  if (source[at] === '\\') return readEscape(source, at);
  const point = source.codePointAt(at) as number;
  return { item: point, end: at + (point > 0xffff ? 2 : 1) };
}

/** An escape that means the same inside a class and outside: a character, or a set of them. */
export function readEscape(source: string, at: number): ReadItem {
  const rest = source.slice(at + 1, at + 40);
  const letter = rest[0];
  if (letter === undefined) return { problem: 'it ends in a backslash' };
  if (/[dDwWsS]/.test(letter)) return { item: `\\${letter}`, end: at + 2 };
  if (letter === 'h') return { item: ' \\t', end: at + 2 };
  const coded =
    /^x\{([0-9a-fA-F]{1,6})\}|^x([0-9a-fA-F]{1,2})|^u([0-9a-fA-F]{4})|^o\{([0-7]{1,6})\}|^(0[0-7]{0,2}|[0-7]{3})/.exec(
      rest,
    );
  if (coded) {
    const hex = coded[1] ?? coded[2] ?? coded[3];
    const point = hex === undefined ? parseInt(coded[4] ?? (coded[5] as string), 8) : parseInt(hex, 16);
    return point > 0x10ffff
      ? { problem: 'it names no character' }
      : { item: point, end: at + 1 + coded[0].length };
  }
  const property = /^[pP](?:\{\^?\w+\}|\w)/.exec(rest);
  if (property) {
    const name = property[0].replace(/^(.)(\w)$/, '$1{$2}');
    return name.includes('^')
      ? { problem: `\\${name} is not supported` }
      : { item: `\\${name}`, end: at + 1 + property[0].length };
  }
  const control = CONTROLS[letter];
  if (control !== undefined) return { item: control, end: at + 2 };
  if (/[a-zA-Z0-9]/.test(letter)) return { problem: `\\${letter} is not supported` };
  const point = source.codePointAt(at + 1) as number;
  return { item: point, end: at + 1 + (point > 0xffff ? 2 : 1) };
}

const WORD = [...'0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Whether a class, as it is written in JavaScript, holds a letter, a digit or an underscore. Throws SyntaxError. */
export function maySpell(text: string): boolean {
  const expression = new RegExp(text, 'u');
  return WORD.some((letter) => expression.test(letter));
}

/** A character outside a class; where letters count in both cases it becomes one. */
export function literal(point: number, anyCase: boolean): string {
  const other = anyCase ? otherCase(point) : point;
  return other === point ? spell(point) : `[${spell(point)}${spell(other)}]`;
}

function range(low: number, high: number, anyCase: boolean): string {
  const plain = low === high ? spell(low) : `${spell(low)}-${spell(high)}`;
  if (!anyCase) return plain;
  const cases = [
    [0x41, 0x5a, 0x20],
    [0x61, 0x7a, -0x20],
  ] as const;
  return cases.reduce((text, [from, to, shift]) => {
    const [start, end] = [Math.max(low, from), Math.min(high, to)];
    return start > end ? text : `${text}${spell(start + shift)}-${spell(end + shift)}`;
  }, plain);
}

function otherCase(point: number): number {
  const letter = String.fromCodePoint(point);
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return [...other].length === 1 ? (other.codePointAt(0) as number) : point;
}

/** Letters and digits as they are, all else by number: nothing to escape, nothing to confuse. */
function spell(point: number): string {
  const letter = String.fromCodePoint(point);
  return /[A-Za-z0-9_ ]/.test(letter) ? letter : `\\u{${point.toString(16)}}`;
}
