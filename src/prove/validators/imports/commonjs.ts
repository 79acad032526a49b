/** Whether everything that a CommonJS module exports is written in its text. */

/** `exports` used in a way that can add names which no text shows. */
const OBSCURE =
  /\bexports\s*\[|[(,]\s*(?:module\.)?exports\s*[,)]|\b(?:const|let|var)\s+[\w$]+\s*=\s*(?:module\.)?exports\b(?!\s*[.=])|__export/;
const WHOLE = /\bmodule\.exports\s*=\s*(?:exports\s*=\s*)?(?!=)/g;
const MAX_LITERAL = 200_000;

/** Whether the text exports in the manner of CommonJS. */
export function isCommonJs(text: string): boolean {
  return /\bmodule\.exports\b|(?<![\w$.])exports\s*[.[]|\bexport\s*=/.test(text);
}

/** True when no name can be exported that does not stand in the text. */
export function exportsOpenly(text: string): boolean {
  if (OBSCURE.test(text) || /\bexport\s*=/.test(text)) return false;
  return [...text.matchAll(WHOLE)].every((match) => isOpenValue(text, match.index + match[0].length));
}

/** An object literal without spreads, or a function, class or object that is defined here in the open. */
function isOpenValue(text: string, at: number): boolean {
  if (text[at] === '{') return isOpenLiteral(text, at);
  const name = /^[A-Za-z_$][\w$]*(?=\s*(?:[;,\n]|$))/.exec(text.slice(at, at + 200))?.[0];
  if (name === undefined) return /^(?:async\s+)?function\b/.test(text.slice(at, at + 40));
  const word = name.replaceAll('$', '\\$&');
  if (new RegExp(`[(,]\\s*${word}\\s*[,)]|(?<![\\w$.])${word}\\s*\\[[^\\]]*\\]\\s*=(?!=)`).test(text))
    return false;
  if (new RegExp(`\\bfunction\\s*\\*?\\s*${word}\\b|\\bclass\\s+${word}\\s*\\{`).test(text)) return true;
  const literal = new RegExp(`\\b(?:const|let|var)\\s+${word}\\s*=\\s*(?=\\{)`).exec(text);
  return literal !== null && isOpenLiteral(text, literal.index + literal[0].length);
}

function isOpenLiteral(text: string, at: number): boolean {
  let depth = 0;
  for (let end = at; end < Math.min(text.length, at + MAX_LITERAL); end++) {
    if (text[end] === '{') depth++;
    if (text[end] === '}' && --depth === 0) return !/\.\.\.|[{,]\s*\[/.test(text.slice(at, end));
  }
  return false;
}
