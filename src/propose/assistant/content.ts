/** The text of a question: data between boundaries that nothing within them can end, then what is asked. */
import { createHash } from 'node:crypto';
import { screen } from '../../kit/secrets/screen.ts';
import type { Part, Sheet } from './task.ts';

/** What leaves the machine about a piece. */
export function contentOf({ parts, request }: Pick<Sheet, 'parts' | 'request'>): string {
  const safe = parts.map(({ tag, text }) => ({ tag, text: screen(text).text }));
  // Who writes the data cannot know its hash while writing it, so the data never holds the tag that ends it.
  const all = safe.map(({ text }) => text).join('\0');
  const id = createHash('sha256').update(all).digest('hex').slice(0, 24);
  return `${safe.map((part) => bounded(part, id)).join('\n\n')}\n\n${request}\n`;
}

function bounded({ tag, text }: Part, id: string): string {
  return `<${tag}-${id}>\n${text.endsWith('\n') ? text : `${text}\n`}</${tag}-${id}>`;
}
