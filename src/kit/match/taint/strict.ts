/** Regular expressions that let nothing through but letters, digits and what joins them. */

const MAX_LENGTH = 300;
/** What such an expression is made of: characters and classes of them, groups, how often. */
const STRICT =
  /^(?:[\w-]|\\[dw-]|\[(?:[A-Za-z]-[A-Za-z]|\d-\d|\\[dw-]|\w|-)+\]|\((?:\?:)?|\)|\||[*+?]|\{\d*,?\d*\})+$/;

/** `isWhole` when it is asked of the whole text; else it has to say so itself. */
export function isStrict(source: string | null, isWhole: boolean): boolean {
  if (source === null || source.length > MAX_LENGTH) return false;
  const opened = source.replace(/^(?:\^|\\A)/, '');
  const closed = opened.replace(/(?:\$|\\z|\\Z)$/, '');
  const isAnchored = opened !== source && closed !== opened && !hasOpenChoice(closed);
  return (isAnchored || isWhole) && STRICT.test(closed);
}

/** `^a|b$` binds each end to one side alone. */
function hasOpenChoice(source: string): boolean {
  let depth = 0;
  for (const character of source) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
