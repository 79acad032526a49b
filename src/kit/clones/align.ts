/** Which tokens of two units belong together: Myers' greedy alignment (1986), given up once they are too different. */

/** An equal stretch: `length` tokens from `one` on the first side and from `other` on the second. */
export interface Run {
  readonly one: number;
  readonly other: number;
  readonly length: number;
}

/** Steps that all alignments of a search together may still take. */
export interface Effort {
  left: number;
}

/** More insertions and deletions than this are too many, however long the units are: bounds memory to 8 MB. */
const MOST_EDITS = 2000;

/** Runs in order; undefined when fewer than `least` (0 to 1) of the tokens can have a partner. */
export function align(
  a: Int32Array,
  b: Int32Array,
  { least, effort }: { least: number; effort: Effort },
): Run[] | undefined {
  const most = Math.min(MOST_EDITS, Math.floor((1 - least) * (a.length + b.length)));
  if (Math.abs(a.length - b.length) > most) return undefined;
  const reached: Int32Array[] = [];
  let done = false;
  while (!done && reached.length <= most) {
    const edits = reached.length;
    reached.push(further(reached[edits - 1], a, b));
    done = reached[edits]?.[(a.length - b.length + edits) / 2] === a.length;
  }
  effort.left -= a.length + b.length + reached.length ** 2;
  return done ? runsOf(reached, a.length, b.length) : undefined;
}

/** How far each diagonal is followed with one edit more; the n-th diagonal of `edits` edits is `2n - edits`. */
function further(before: Int32Array | undefined, a: Int32Array, b: Int32Array): Int32Array {
  const edits = before?.length ?? 0;
  const far = new Int32Array(edits + 1);
  for (let at = 0; at <= edits; at++) {
    let x = entry(before, at);
    let y = x - (2 * at - edits);
    while (x < a.length && y < b.length && a[x] === b[y]) {
      x++;
      y++;
    }
    far[at] = x;
  }
  return far;
}

/** Where a diagonal is entered: by an insertion from the one above it, or a deletion from the one below. */
function entry(before: Int32Array | undefined, at: number): number {
  if (before === undefined) return 0;
  return inserted(before, at) ? (before[at] ?? 0) : (before[at - 1] ?? 0) + 1;
}

function inserted(before: Int32Array, at: number): boolean {
  return at === 0 || (at < before.length && (before[at - 1] ?? 0) < (before[at] ?? 0));
}

function runsOf(reached: readonly Int32Array[], one: number, other: number): Run[] {
  const runs: Run[] = [];
  let [x, y] = [one, other];
  for (let edits = reached.length - 1; edits >= 0; edits--) {
    const before = reached[edits - 1];
    const at = (x - y + edits) / 2;
    const start = entry(before, at);
    if (x > start) runs.push({ one: start, other: start - (x - y), length: x - start });
    y = start - (x - y);
    x = start;
    if (before === undefined) break;
    if (inserted(before, at)) y--;
    else x--;
  }
  return runs.reverse();
}
