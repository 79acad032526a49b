/** Several stretches of code in one question: numbered, with the imports of their files, and some of them only to read. */
import { displayPath, type RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { groupBy } from '../../kit/group-by.ts';
import { Lines } from '../../kit/text.ts';
import { visible } from '../../kit/visible.ts';
import { excerptOf, sourceOf, type Excerpt, type Stretch } from './excerpt.ts';
import { lastImport } from './imports.ts';
import { readEdits, type Context } from './reply.ts';
import type { EditReply, Part, Reading } from './task.ts';

/** Lines around a stretch. */
const AROUND = 3;
/** Imports take no more lines of a file than this. */
const MAX_IMPORTS = 40;
/** The most lines that are shown besides a stretch. */
export const MOST_SURROUNDING = MAX_IMPORTS + 2 * AROUND;

type Range = Pick<Stretch, 'first' | 'last'>;

/**
 * The stretches, and the imports of their files, in at most so many lines; files in the order of their first stretch.
 * Null where they take more, or one cannot be shown.
 */
export async function placesOf(
  tree: Tree,
  stretches: readonly Stretch[],
  most: number,
): Promise<Excerpt[] | null> {
  const places: Excerpt[] = [];
  for (const [path, own] of groupBy(stretches, (stretch) => stretch.path)) {
    const text = await sourceOf(tree, path);
    if (text === null) return null;
    for (const { first, last } of rangesOf(own, new Lines(text))) {
      const place = await excerptOf(tree, { path, first, last }, last - first + 1);
      if (!place) return null;
      places.push(place);
    }
  }
  const lines = places.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return lines > most ? null : places;
}

/** With what is around them; those that touch are one. */
function rangesOf(stretches: readonly Range[], lines: Lines): Range[] {
  const imports = Math.min(lastImport(lines), MAX_IMPORTS);
  const wanted = stretches.map(({ first, last }) => ({
    first: Math.max(1, first - AROUND),
    last: Math.min(lines.count, last + AROUND),
  }));
  const all = imports > 0 ? [{ first: 1, last: imports }, ...wanted] : wanted;
  const ranges: { first: number; last: number }[] = [];
  for (const { first, last } of all.sort((a, b) => a.first - b.first)) {
    const before = ranges.at(-1);
    if (before && first <= before.last + AROUND) before.last = Math.max(before.last, last);
    else ranges.push({ first, last });
  }
  return ranges;
}

/** A line for each place, and each place under its number. */
export function placeParts(
  places: readonly Excerpt[],
  mayEdit: (path: RepoPath) => boolean,
): [Part, ...Part[]] {
  const list = places.map(({ path, from, to }, at) => {
    const where = `place ${at + 1}: file ${visible(displayPath(path))}, lines ${from} to ${to}`;
    return mayEdit(path) ? where : `${where}, only to read`;
  });
  return [
    { tag: 'places', text: list.join('\n') },
    ...places.map(({ shown }, at) => ({ tag: `place-${at + 1}`, text: shown })),
  ];
}

/** The offer that a reply of edits makes, which may touch open files alone. */
export function readPlaced(
  reply: EditReply,
  context: Context,
  mayEdit: (path: RepoPath) => boolean,
): Reading {
  const reading = readEdits(reply, context);
  const isOut = reading.kind === 'offer' && reading.patch.some(({ path }) => !mayEdit(path));
  return isOut ? { kind: 'discarded', reason: 'the reply edits a file that it may only read' } : reading;
}
