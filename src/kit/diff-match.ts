/** Pairs equal lines of two sequences: Myers' shortest edit script, and anchors where that would cost too much. */

/** Edits up to which the script is the shortest: the trace of one more costs 4 bytes for each edit before it. */
const MOST_EDITS = 2_500;
/** The same for one stretch between two anchors. */
const MOST_EDITS_BETWEEN = 250;

/** For each new line the index of the old line that it is, ascending, or -1 when it was added. */
export function matchLines(before: Int32Array, after: Int32Array): Int32Array {
  const matches = new Int32Array(after.length).fill(-1);
  // A line that only one side has is added or removed in every answer: leaving it out keeps the script short.
  const [old, fresh] = [shared(before, after), shared(after, before)];
  const a = Int32Array.from(old, (at) => before[at] ?? 0);
  const b = Int32Array.from(fresh, (at) => after[at] ?? 0);
  const pair = (x: number, y: number): void => {
    matches[fresh[y] ?? 0] = old[x] ?? 0;
  };
  if (!shortest({ a, b, most: MOST_EDITS, pair })) matchAnchored(a, b, pair);
  return matches;
}

function shared(lines: Int32Array, others: Int32Array): number[] {
  const known = new Set(others);
  const indexes: number[] = [];
  for (let at = 0; at < lines.length; at++) if (known.has(lines[at] ?? 0)) indexes.push(at);
  return indexes;
}

type Pair = (x: number, y: number) => void;

interface Sequences {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly most: number;
  readonly pair: Pair;
}

/** Myers' greedy algorithm; false, and nothing paired, when more edits than `most` are needed. */
function shortest({ a, b, most, pair }: Sequences): boolean {
  const [n, m] = [a.length, b.length];
  const limit = Math.min(n + m, most);
  const furthest = new Int32Array(2 * limit + 3);
  const origin = limit + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    for (let k = -edits; k <= edits; k += 2) {
      const down =
        k === -edits || (k !== edits && at(furthest, origin + k - 1) < at(furthest, origin + k + 1));
      let x = down ? at(furthest, origin + k + 1) : at(furthest, origin + k - 1) + 1;
      let y = x - k;
      while (x < n && y < m && a[x] === b[y]) {
        x++;
        y++;
      }
      furthest[origin + k] = x;
      if (x >= n && y >= m) {
        backtrack({ trace, edits, n, m, pair });
        return true;
      }
    }
    trace.push(furthest.slice(origin - edits, origin + edits + 1));
  }
  return false;
}

interface Found {
  readonly trace: readonly Int32Array[];
  readonly edits: number;
  readonly n: number;
  readonly m: number;
  readonly pair: Pair;
}

function backtrack({ trace, edits, n, m, pair }: Found): void {
  let [x, y] = [n, m];
  for (let step = edits; step > 0; step--) {
    // The row of the step before holds the diagonals -(step - 1) to step - 1.
    const row = trace[step - 1] as Int32Array;
    const k = x - y;
    const value = (diagonal: number): number => row[diagonal + step - 1] ?? -1;
    const down = k === -step || (k !== step && value(k - 1) < value(k + 1));
    const from = down ? value(k + 1) : value(k - 1);
    const start = down ? from : from + 1;
    while (x > start) pair(--x, --y);
    x = from;
    y = from - (down ? k + 1 : k - 1);
  }
  while (x > 0 && y > 0) pair(--x, --y);
}

function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** Pairs the lines that are unique on both sides and in the same order, then fills in between them. */
function matchAnchored(a: Int32Array, b: Int32Array, pair: Pair): void {
  let [fromA, fromB] = [0, 0];
  const between = (toA: number, toB: number): void => {
    const [startA, startB] = [fromA, fromB];
    shortest({
      a: a.subarray(startA, toA),
      b: b.subarray(startB, toB),
      most: MOST_EDITS_BETWEEN,
      pair: (x, y) => pair(startA + x, startB + y),
    });
  };
  for (const [x, y] of anchors(a, b)) {
    between(x, y);
    pair(x, y);
    [fromA, fromB] = [x + 1, y + 1];
  }
  between(a.length, b.length);
}

/** The longest ascending run of pairs of lines that stand exactly once on each side. */
function anchors(a: Int32Array, b: Int32Array): [number, number][] {
  const [inA, inB] = [uniques(a), uniques(b)];
  const pairs: [number, number][] = [];
  for (const [line, x] of inA) {
    const y = inB.get(line);
    if (y !== undefined) pairs.push([x, y]);
  }
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, y], index) => {
    const place = lowerBound(tails, y, pairs);
    previous[index] = place > 0 ? (tails[place - 1] ?? -1) : -1;
    tails[place] = index;
  });
  const run: [number, number][] = [];
  for (let index = tails.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) {
    run.push(pairs[index] as [number, number]);
  }
  return run.reverse();
}

/** Lines that stand once, with their place, in order of the place. */
function uniques(lines: Int32Array): Map<number, number> {
  const places = new Map<number, number>();
  lines.forEach((line, place) => places.set(line, places.has(line) ? -1 : place));
  for (const [line, place] of places) if (place === -1) places.delete(line);
  return places;
}

function lowerBound(tails: readonly number[], y: number, pairs: readonly [number, number][]): number {
  let [low, high] = [0, tails.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
