/** Several stretches of code in one question: numbered, with the imports of their files, and some of them only to read. */
import type { RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { groupBy } from '../../kit/group-by.ts';
import { Lines } from '../../kit/text.ts';
import { excerptOf, placeOf, type Excerpt, type Stretch } from './excerpt.ts';
import { lastImport } from './imports.ts';
import { readEdits, type Context } from './reply.ts';
import { sourceOf } from './source-of.ts';
import type { EditReply, Part, Reading } from './task.ts';

/** Lines around a stretch: as many as there is room for, so that the function around a block is seen. */
const AROUND = [20, 3] as const;
const LEAST_AROUND = 3;
/** Imports take no more lines of a file than this. */
const MAX_IMPORTS = 40;
/** The most lines that are shown besides a stretch. */
export const MOST_SURROUNDING = MAX_IMPORTS + 2 * LEAST_AROUND;

interface File {
  readonly path: RepoPath;
  readonly own: readonly Stretch[];
  readonly lines: Lines;
}

/**
 * The stretches, and the imports of their files, in at most so many lines; files in the order of their first stretch.
 * Null where they take more, or one cannot be shown.
 */
export async function placesOf(
  tree: Tree,
  stretches: readonly Stretch[],
  most: number,
): Promise<Excerpt[] | null> {
  const files: File[] = [];
  for (const [path, own] of groupBy(stretches, (stretch) => stretch.path)) {
    const text = await sourceOf(tree, path);
    if (text === null) return null;
    files.push({ path, own, lines: new Lines(text) });
  }
  const ways = AROUND.map((around) => files.flatMap((file) => rangesOf(file, around)));
  const fitting = ways.find((ranges) => lengthOf(ranges) <= most);
  if (!fitting) return null;
  const places = await Promise.all(fitting.map((range) => excerptOf(tree, range, lengthOf([range]))));
  const shown = places.filter((place) => place !== null);
  return shown.length === places.length ? shown : null;
}

const lengthOf = (ranges: readonly Stretch[]): number =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

/** With what is around them; those that touch are one. */
function rangesOf({ path, own, lines }: File, around: number): Stretch[] {
  const imports = Math.min(lastImport(lines), MAX_IMPORTS);
  const wanted = own.map(({ first, last }) => ({
    path,
    first: Math.max(1, first - around),
    last: Math.min(lines.count, last + around),
  }));
  const all = imports > 0 ? [{ path, first: 1, last: imports }, ...wanted] : wanted;
  const ranges: { path: RepoPath; first: number; last: number }[] = [];
  for (const range of all.sort((a, b) => a.first - b.first)) {
    const before = ranges.at(-1);
    if (before && range.first <= before.last + LEAST_AROUND) before.last = Math.max(before.last, range.last);
    else ranges.push({ ...range });
  }
  return ranges;
}

/** A line for each place, and each place under its number. */
export function placeParts(
  places: readonly Excerpt[],
  mayEdit: (path: RepoPath) => boolean,
): [Part, ...Part[]] {
  const list = places.map((place, at) => {
    const where = `place ${at + 1}: ${placeOf(place)}`;
    return mayEdit(place.path) ? where : `${where}, only to read`;
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
