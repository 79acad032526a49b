/** A text as its language's own compiler reads it, where a grammar does not: as long as it was, so that offsets stay. */
import type { RuleLanguage } from '../rule.ts';

/** What would hide code from rules and not from who runs it: other ends of lines, letters and signs that are written as escapes. */
export function asRead(text: string, language: RuleLanguage): string {
  if (language === 'python') return withAsciiNames(withLineFeeds(text));
  // A Java compiler translates escapes before it looks for anything (JLS 3.3), ends of comments too.
  return language === 'java' ? withLineFeeds(withoutEscapes(text)) : text;
}

/** In Python and Java a lone CR ends a line, and so a comment. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

const OTHER = /[^\x00-\x7f]/;

/** Python folds names by NFKC (its reference, 2.3). One that would grow stays as it is. */
function withAsciiNames(text: string): string {
  if (!OTHER.test(text)) return text;
  return text.replace(/[\p{L}\p{N}_]+/gu, (name) => {
    const folded = OTHER.test(name) ? name.normalize('NFKC') : name;
    return OTHER.test(folded) || folded.length > name.length ? name : folded.padStart(name.length);
  });
}

/** Escapes of ends of lines and of ASCII that is no part of names. Behind another backslash there is none. */
const SIGN = /\\[^u]|\\u+00(?:0[ad]|2[0-35-9a-f]|3[a-f]|40|5[bde]|60|7[b-e])/gi;
const LETTER = /\\u+00(?:24|3\d|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])/gi;
const NAME = new RegExp(String.raw`\\[^u]|(?<![\w$])[\w$]*(?:${LETTER.source}[\w$]*)+`, 'gi');

function withoutEscapes(text: string): string {
  if (!text.includes('\\u')) return text;
  return text
    .replace(SIGN, (sign) => (/^\\u/.test(sign) ? meant(sign).padEnd(sign.length) : sign))
    .replace(NAME, (name) =>
      /^\\[^u]/.test(name) ? name : name.replace(LETTER, meant).padStart(name.length),
    );
}

function meant(escape: string): string {
  return String.fromCharCode(parseInt(escape.slice(-4), 16));
}

/** A name as JavaScript reads it: letters of it may be escapes, which a grammar takes for what they are. */
export function unescaped(name: string): string {
  return name.replace(/\\u(?:\{0{0,8}([\da-f]{1,5})\}|([\da-f]{4}))/gi, (_, braced?: string, four?: string) =>
    String.fromCodePoint(parseInt(braced ?? four ?? '', 16)),
  );
}
