/** The tokens of a file, in order: comments and strings whole, code inside strings as code. */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { TokenFact } from './facts.ts';
import type { TokenTypes } from './grammar.ts';

const LETTER = /\p{L}/u;
/** How a name begins, in all these languages (high surrogates: letters beyond the basic plane). */
const NAME = /[\p{L}_$#\ud800-\udbff]/u;

/** Lists every token; nothing between two tokens but white space and what the grammar could not read. */
export function listTokens(tree: Tree, text: string, types: TokenTypes): TokenFact[] {
  const tokens: TokenFact[] = [];
  const cursor = tree.walk();
  /** For each level: whether its children are parts of one string. */
  const strings = [false];
  try {
    do {
      const inString = (strings.at(-1) ?? false) && !types.interpolation.has(cursor.nodeType);
      const kind = inString ? 'string' : kindOf(cursor, text, types);
      const whole = kind === 'comment' || inString || (kind === 'string' && !isMixed(cursor, types));
      if (!whole && cursor.gotoFirstChild()) {
        strings.push(kind === 'string');
        continue;
      }
      add(tokens, { start: cursor.startIndex, end: cursor.endIndex, kind }, inString);
      while (!cursor.gotoNextSibling()) {
        strings.pop();
        if (!cursor.gotoParent()) return tokens;
      }
    } while (true);
  } finally {
    cursor.delete();
  }
}

/** Parts of a string that touch are one token: quotes, text and escapes around `${…}`. */
function add(tokens: TokenFact[], token: TokenFact, joins: boolean): void {
  const last = tokens.at(-1);
  if (joins && last?.kind === 'string' && last.end === token.start) {
    tokens[tokens.length - 1] = { ...last, end: token.end };
  } else if (token.end > token.start) {
    tokens.push(token);
  }
}

/** Whether a string holds code. */
function isMixed(cursor: TreeCursor, types: TokenTypes): boolean {
  if (types.interpolation.size === 0 || !cursor.gotoFirstChild()) return false;
  let mixed = types.interpolation.has(cursor.nodeType);
  while (!mixed && cursor.gotoNextSibling()) mixed = types.interpolation.has(cursor.nodeType);
  cursor.gotoParent();
  return mixed;
}

function kindOf(cursor: TreeCursor, text: string, types: TokenTypes): TokenFact['kind'] {
  const type = cursor.nodeType;
  if (types.comment.has(type)) return 'comment';
  if (types.string.has(type)) return 'string';
  if (types.number.has(type)) return 'number';
  if (types.keyword.has(type)) return 'keyword';
  if (!cursor.nodeIsNamed) return LETTER.test(type) ? 'keyword' : 'punctuation';
  return type !== 'ERROR' && NAME.test(text[cursor.startIndex] ?? '') ? 'name' : 'punctuation';
}
