/** What an ellipsis in a pattern stands for, judged by the brackets and words around it. */
import type { TreeLanguage } from '../rule.ts';

export type Context =
  | 'item'
  | 'statement'
  | 'line'
  | 'java-parameter'
  | 'java-member'
  | 'java-annotation'
  | 'go-parameter'
  | 'loop-head'
  | 'entry'
  | 'attribute'
  | 'spread';

const OPEN = '([{';
const CLOSE = ')]}';
const CONTROL = /\b(?:if|for|while|switch|synchronized|try)\s*$/;

/** The context of the ellipsis at an offset of a pattern. */
export function contextOf(text: string, at: number, language: TreeLanguage): Context {
  const before = text.slice(0, at);
  const after = text.slice(at + 3);
  const last = before.trimEnd().at(-1) ?? '';
  const next = after.trimStart()[0] ?? '';
  if (last === '.' || (last === '=' && language !== 'python' && isInTag(before)))
    return last === '.' ? 'item' : 'attribute';
  const open = openBracket(before);
  const bracket = open < 0 ? '' : text.charAt(open);
  if (isSpread({ before, after, bracket, last }, language)) return 'spread';
  if (language === 'python')
    return bracket === '{' && last !== ':' && !isComprehension(before, after) ? 'entry' : 'line';
  if (/\bfunction\s*\*?\s*$/.test(before)) return 'item';
  if (bracket === '(') return inParentheses(text, open, language);
  if (bracket === '[') return 'item';
  if (isScript(language) && (isInTag(before) || (last === '>' && !before.trimEnd().endsWith('=>'))))
    return 'item';
  if (
    last === ',' ||
    next === ',' ||
    next === ';' ||
    /(?:[=:?+&|<]|\b(?:return|if|for|switch|case|range|import|from|throws|extends|implements))\s*$/.test(
      before,
    )
  )
    return 'item';
  return bracket === '{' ? inBraces(before.slice(0, open), language) : 'statement';
}

/** `{... for ... in ...}` */
function isComprehension(before: string, after: string): boolean {
  return /^\s*for\b/.test(after) || /\b(?:for|in|if)\s*$/.test(before);
}

function isScript(language: TreeLanguage): boolean {
  return language === 'javascript' || language === 'typescript';
}

interface Around {
  readonly before: string;
  readonly after: string;
  readonly bracket: string;
  readonly last: string;
}

/** `...x` spreads in JavaScript, `x...` in Go, `T... x` in Java. */
function isSpread({ before, after, bracket, last }: Around, language: TreeLanguage): boolean {
  if (isScript(language))
    return bracket !== '' && '([{,'.includes(last) && /^[\w$[({]/.test(after) && !/^\s*$/.test(after);
  return language !== 'python' && /[\w)\]]$/.test(before);
}

/** The innermost bracket that is open where a text ends; -1 for none. */
function openBracket(before: string): number {
  let depth = 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const char = before.charAt(i);
    if (CLOSE.includes(char)) depth++;
    else if (OPEN.includes(char) && depth-- === 0) return i;
  }
  return -1;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const char = text.charAt(i);
    if (OPEN.includes(char)) depth++;
    else if (CLOSE.includes(char) && --depth === 0) return i;
  }
  return text.length;
}

/** An XML tag was opened and not closed. */
function isInTag(before: string): boolean {
  return /<[\w$.]+(?:\s[^<>]*)?$/.test(before.replaceAll('=>', '  '));
}

function inParentheses(text: string, open: number, language: TreeLanguage): Context {
  const before = text.slice(0, open);
  const inside = text.slice(open + 1, closing(text, open)).trim();
  if (/\bfor\s*$/.test(before) && inside === '...') return 'loop-head';
  if (language === 'go' && /\bfunc\s*(?:\([^()]*\)\s*)?[\w$]*\s*$/.test(before)) return 'go-parameter';
  if (language !== 'java') return 'item';
  if (/@[\w.]+\s*$/.test(before)) return inside.includes('=') ? 'java-annotation' : 'item';
  if (/\bcatch\s*$/.test(before)) return 'java-parameter';
  const isFollowedByBody = /^\s*(?:\{|throws\b)/.test(text.slice(closing(text, open) + 1));
  const isNamed = /[\w$]\s*$/.test(before) && !CONTROL.test(before) && !/\bnew\s+[\w.$<>]+\s*$/.test(before);
  return isFollowedByBody && isNamed ? 'java-parameter' : 'item';
}

function inBraces(before: string, language: TreeLanguage): Context {
  const isClass = /\b(?:class|interface|enum)\b[^{};()]*$/.test(before);
  const isAnonymous = language === 'java' && /\bnew\s+[\w.$<>]+\s*\([^;{}]*\)\s*$/.test(before);
  if (isClass || isAnonymous) return language === 'java' ? 'java-member' : 'statement';
  const head = before.trimEnd();
  if (isScript(language)) {
    const isObject =
      /(?:[(,=:[?&|>$]|\b(?:return|default|const|let|var|import|export))$/.test(head) && !head.endsWith('=>');
    return isObject ? 'item' : 'statement';
  }
  if (language === 'java') return /[=\],({]$/.test(head) ? 'item' : 'statement';
  return /[\w\]}]$/.test(before) ? 'item' : 'statement';
}
