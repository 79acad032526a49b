/** The lines of a file that a question shows: as they are, but for secrets, and with LF at their ends. */
import type { Tree } from '../../domain/tree.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { decode, Lines } from '../../kit/text.ts';
import { MAX_LINES, type Unit } from './units.ts';

/** Longer text, shown or in the whole file, is not source that a person wrote. */
const MAX_CHARACTERS = 40_000;
const MAX_FILE_CHARACTERS = 1_000_000;

export interface Excerpt {
  /** 1-based, inclusive. */
  readonly from: number;
  readonly to: number;
  /** What is shown. */
  readonly shown: string;
  /** What stands there: its offset in the decoded file, and its text. */
  readonly start: number;
  readonly text: string;
}

/** Null for what cannot be shown: no text, too long, gone. */
export async function excerptOf({ path, findings }: Unit, head: Tree): Promise<Excerpt | null> {
  const entry = await head.entry(path);
  const blob = entry && (await head.bytes(entry.oid));
  if (blob?.kind !== 'bytes') return null;
  const { text, encoding } = decode(blob.bytes);
  if (encoding === 'unknown-8bit' || text.length > MAX_FILE_CHARACTERS) return null;
  const lines = new Lines(text);
  const [first, last] = [findings[0].at.line, Math.max(...findings.map(({ at }) => at.endLine))];
  const around = Math.max(0, Math.floor((MAX_LINES - (last - first + 1)) / 2));
  const from = Math.max(1, Math.min(first - around, lines.count - MAX_LINES + 1));
  const to = Math.min(lines.count, from + MAX_LINES - 1);
  const [start, end] = [lines.offset(from, 1), lines.offset(to + 1, 1)];
  if (end - start > MAX_CHARACTERS) return null;
  // The whole file is screened: a key may begin above the first line that is shown. Masks keep every offset.
  const shown = screen(text).text.slice(start, end).replaceAll('\r\n', '\n');
  return { from, to, shown, start, text: text.slice(start, end) };
}
