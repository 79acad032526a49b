/** The one place where untrusted text becomes text that a terminal, a runner or a person can be shown. */
import { displayPath, type RepoPath } from '../domain/path.ts';
import { printableJson } from '../kit/printable-json.ts';
import { visible } from '../kit/visible.ts';

export { printableJson, visible };

const SPACES = /[\t\n\v\f\r ]+/g;

/** Text on one line: runs of white space become one space, what cannot be seen an escape, what is too long is cut. */
export function oneLine(text: string, limit = 1000): string {
  return clip(visible(text.replace(SPACES, ' ').trim()), limit);
}

/** A path as it may be shown. */
export function shownPath(path: RepoPath): string {
  return visible(displayPath(path));
}

/** Whether a path is text that JSON can hold: bytes that are not UTF-8 are lone surrogates in it. */
export function isText(path: RepoPath): boolean {
  return !/\p{Cs}/u.test(path);
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
