/** The one place where untrusted text becomes text that a terminal, a runner or a person can be shown. */
import { displayPath, type RepoPath } from '../domain/path.ts';
import { UNSEEN, visible } from '../kit/visible.ts';

export { visible };

const SPACES = /[\t\n\v\f\r ]+/g;

/** Text on one line: runs of white space become one space, what cannot be seen an escape, what is too long is cut. */
export function oneLine(text: string, limit = 1000): string {
  return clip(visible(text.replace(SPACES, ' ').trim()), limit);
}

/** A path as it may be shown. */
export function shownPath(path: RepoPath): string {
  return visible(displayPath(path));
}

/** Cuts after so many characters (code points, so that no pair is torn) and says so with an ellipsis. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

/**
 * A line of a log that the runner reads as text: it takes `::command::` after leading white space, and
 * `##[command]` anywhere in a line (actions/runner, ActionCommand.cs).
 */
export function uncommanded(line: string): string {
  return line.replaceAll('##[', '##\\u{5b}').replace(/^(\s*):(?=:)/, '$1\\u{3a}');
}

/** JSON in which the same characters are `\uXXXX`, so that it can be printed; it parses to the same value. */
export function printableJson(json: string): string {
  return json
    .replace(UNSEEN, (unit) => (unit === '\n' ? unit : unicodeEscapes(unit)))
    .replaceAll('##[', '##\\u005b');
}

function unicodeEscapes(text: string): string {
  let escaped = '';
  for (let at = 0; at < text.length; at++) {
    escaped += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
