/** Untrusted text in GitHub's Markdown: it shows as it is, and is never markup, a link or a mention. */
import { oneLine } from '../escape.ts';

/** Every character with a meaning; as an entity it has none (CommonMark 0.31, 6.2), in a table cell neither. */
const MARKUP = /[!"#$%&()*+:<=>?@[\\\]^_`{|}~]/g;
/** Written by us alone: `oneLine` has taken every one of theirs away. */
const BREAK = '\u200b';
const BREAKS = /\u200b/g;

/** Text within a paragraph, a list item or a cell; never the first thing on a line. */
export function prose(text: string, limit = 400): string {
  // Mentions and references are found in the rendered text, so there an entity does not hide them: a break does.
  return encoded(unlinked(oneLine(text, limit)).replace(/[@#]|\bGH-(?=\d)/gi, `$&${BREAK}`));
}

/** Text as code. GitHub looks for no mention in it, but for addresses. */
export function code(text: string, limit = 200): string {
  return `<code>${encoded(unlinked(oneLine(text, limit)).replace(/(?<=[\w.+-])@/g, `$&${BREAK}`))}</code>`;
}

/** Breaks what would become a link by itself: schemes and `www.`. */
function unlinked(text: string): string {
  return text.replace(/:(?=\/\/)|www(?=\.)/gi, `$&${BREAK}`);
}

function encoded(text: string): string {
  return text.replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`).replace(BREAKS, '&#8203;');
}
