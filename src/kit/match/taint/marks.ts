/** What an expression is tainted with: for each source the way that its value took. */
import type { Environment } from '../match/environment.ts';
import type { Span } from '../../syntax/facts.ts';

interface Mark {
  readonly label: string;
  /** What the source bound. */
  readonly env: Environment | null;
  /** The source first. */
  readonly path: readonly Span[];
}
/** By label and source. */
export type Marks = ReadonlyMap<string, Mark>;

export const CLEAN: Marks = new Map();
/** A way longer than this is told by its beginning. */
const MAX_PATH = 20;
/** Sources that one value is followed back to. */
const MAX_MARKS = 20;

export function join(a: Marks, b: Marks): Marks {
  if (a.size === 0 || a === b) return b;
  if (b.size === 0) return a;
  let joined: Map<string, Mark> | null = null;
  for (const [key, mark] of b) {
    const all = joined ?? a;
    if (all.has(key) || (all.size >= MAX_MARKS && hasLabel(all, mark.label))) continue;
    joined ??= new Map(a);
    joined.set(key, mark);
  }
  return joined ?? a;
}

function hasLabel(marks: Marks, wanted: string): boolean {
  for (const { label } of marks.values()) if (label === wanted) return true;
  return false;
}

/** The marks of the first that are not among the others. */
export function without(marks: Marks, others: Marks): Marks {
  if (marks.size === 0 || others.size === 0) return marks;
  return new Map([...marks].filter(([key]) => !others.has(key)));
}

/** The same marks, one place further on their way. */
export function moved(marks: Marks, to: Span): Marks {
  if (marks.size === 0) return marks;
  const further = new Map<string, Mark>();
  for (const [key, { label, env, path }] of marks) {
    further.set(key, {
      label,
      env,
      path: path.length < MAX_PATH ? [...path, { start: to.start, end: to.end }] : path,
    });
  }
  return further;
}

export function labelsOf(marks: Marks): ReadonlySet<string> {
  return new Set([...marks.values()].map(({ label }) => label));
}
