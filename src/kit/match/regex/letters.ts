/** What a text must hold for an expression to match it. */
import type { Branch, Item } from './outline.ts';

/** Letters in lower case, of which every match holds one; with a space where a word begins or ends. */
export type Letters = readonly string[];

/** Fewer tell nothing: they occur in every file. */
const MIN_LENGTH = 3;
const MAX_CHOICES = 60;

/** Null when there are none. */
export function lettersOf(branches: readonly Branch[]): Letters | null {
  return ofBranches(branches, { before: false, after: false });
}

/** Whether a word can only begin, or end, where something stands. */
interface Edges {
  readonly before: boolean;
  readonly after: boolean;
}

function ofBranches(branches: readonly Branch[], edges: Edges): Letters | null {
  const all = new Set<string>();
  for (const branch of branches) {
    const letters = ofBranch(branch, edges);
    if (!letters) return null;
    for (const one of letters) all.add(one);
  }
  return all.size > MAX_CHOICES ? null : [...all];
}

function ofBranch(items: Branch, { before, after }: Edges): Letters | null {
  const begins = edgesOf(items, before, 'on');
  const ends = edgesOf(items, after, 'back').reverse();
  let best: Letters | null = null;
  for (let at = 0; at < items.length;) {
    const row = rowAt(items, at);
    const next = at + Math.max(row.length, 1);
    const edges = { before: begins[at] === true, after: ends[next] === true };
    const letters = row.length > 0 ? ofRow(row, edges) : ofItem(items[at] as Item, edges);
    if (letters && (!best || shortest(letters) > shortest(best))) best = letters;
    at = next;
  }
  return best;
}

function ofItem(item: Item, edges: Edges): Letters | null {
  if (item.kind === 'choice') return ofBranches(item.of, edges);
  if (item.kind !== 'repeated' || item.low === 0) return null;
  return ofBranch([item.of], item.high > 1 ? { before: false, after: false } : edges);
}

/** The letters that stand in a row from here on. */
function rowAt(items: Branch, at: number): string {
  let row = '';
  for (let item = items[at]; item?.kind === 'letter'; item = items[at + row.length]) row += item.letter;
  return row;
}

function ofRow(row: string, { before, after }: Edges): Letters | null {
  // Behind a number a word may follow at once: `1 if x` needs no space.
  const ends = after && !/^\d|\d$/.test(row);
  const letters = `${before ? ' ' : ''}${row}${ends ? ' ' : ''}`.toLowerCase();
  return letters.length >= MIN_LENGTH ? [letters] : null;
}

type Way = 'on' | 'back';

/** At the beginning of a branch and behind each of its items, going that way: whether a word ends there at the latest. */
function edgesOf(branch: Branch, first: boolean, way: Way): boolean[] {
  const edges = [first];
  for (const item of way === 'on' ? branch : branch.toReversed())
    edges.push(isEdge(item, edges.at(-1) === true, way));
  return edges;
}

/** Behind an item; `before` is the same before it. */
function isEdge(item: Item, before: boolean, way: Way): boolean {
  switch (item.kind) {
    case 'letter':
    case 'other':
      return false;
    case 'edge':
      return true;
    case 'choice':
      return item.of.every((branch) => edgesOf(branch, before, way).at(-1));
    case 'repeated':
      return (item.low > 0 || before) && isEdge(item.of, before && item.high <= 1, way);
  }
}

function shortest(letters: Letters): number {
  return Math.min(...letters.map(({ length }) => length));
}
