/** The lines of a file that a question shows: as they are, but for secrets, and with LF at their ends. */
import { displayPath, type RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { Lines } from '../../kit/text.ts';
import { visible } from '../../kit/visible.ts';
import { sourceOf } from './source-of.ts';

/** Longer lines are not source that a person wrote. */
const MAX_CHARACTERS = 40_000;

export interface Excerpt {
  readonly path: RepoPath;
  /** 1-based, inclusive. */
  readonly from: number;
  readonly to: number;
  /** What is shown. */
  readonly shown: string;
  /** What stands there: its offset in the decoded file, and its text. */
  readonly start: number;
  readonly text: string;
}

/** Lines of a file, 1-based and inclusive. */
export interface Stretch {
  readonly path: RepoPath;
  readonly first: number;
  readonly last: number;
}

/** A stretch and as much around it as `most` lines allow. Null for what cannot be shown: no text, too long, gone. */
export async function excerptOf(tree: Tree, stretch: Stretch, most: number): Promise<Excerpt | null> {
  const { path, first, last } = stretch;
  const text = await sourceOf(tree, path);
  if (text === null) return null;
  const lines = new Lines(text);
  const around = Math.max(0, Math.floor((most - (last - first + 1)) / 2));
  const from = Math.max(1, Math.min(first - around, lines.count - most + 1));
  const to = Math.min(lines.count, from + most - 1);
  const [start, end] = [lines.offset(from, 1), lines.offset(to + 1, 1)];
  if (end - start > MAX_CHARACTERS) return null;
  // The whole file is screened: a key may begin above the first line that is shown. Masks keep every offset.
  const shown = screen(text).text.slice(start, end).replaceAll('\r\n', '\n');
  return { path, from, to, shown, start, text: text.slice(start, end) };
}

/** `file src/a.ts, lines 3 to 40`, as a question says it. */
export function placeOf({ path, from, to }: Excerpt): string {
  return `file ${visible(displayPath(path))}, lines ${from} to ${to}`;
}
