/** JSON that can be printed wherever it ends up: a terminal, a log of workflow commands. */
import { UNSEEN } from './visible.ts';

/** What cannot be seen is written as `\uXXXX`; it parses to the same value. */
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
