/** Puts edits on top of edits: what two patches of one file do one after the other, as one patch. */
import type { Edit } from '../domain/proposal.ts';
import { applyPatch, type Patched, type PatchedFile } from './patch.ts';

/** Text of the patched file that belongs together: edits that made it, and edits on top. */
interface Cluster {
  readonly from: number;
  to: number;
  readonly lower: Edit[];
  readonly upper: Edit[];
}

/** Edits of the file as it was before; refused when those on top do not fit what it became. */
export function stackEdits(file: PatchedFile, onTop: readonly Edit[]): Patched<Edit[]> {
  const applied = applyPatch(file.after, onTop);
  if (applied.kind === 'refused') return applied;
  const edits: Edit[] = [];
  let delta = 0;
  for (const cluster of clusters(file.edits, onTop)) {
    edits.push(...joined(file, cluster, delta));
    delta += cluster.lower.reduce((sum, edit) => sum + growth(edit), 0);
  }
  return { kind: 'applied', result: edits };
}

/** In the order of the text; what only touches is one cluster as well, since its order would not be certain. */
function clusters(below: readonly Edit[], onTop: readonly Edit[]): Cluster[] {
  let delta = 0;
  const spans = below.map((edit) => {
    const from = edit.start + delta;
    delta += growth(edit);
    return { from, to: from + edit.replace.length, lower: [edit], upper: [] as Edit[] };
  });
  const above = onTop.map((edit) => ({
    from: edit.start,
    to: edit.end,
    lower: [] as Edit[],
    upper: [edit],
  }));
  const all: Cluster[] = [];
  for (const span of [...spans, ...above].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = all.at(-1);
    if (!last || span.from > last.to) {
      all.push(span);
      continue;
    }
    last.to = Math.max(last.to, span.to);
    last.lower.push(...span.lower);
    last.upper.push(...span.upper);
  }
  return all;
}

/** `delta`: by how much the text before the cluster grew. */
function joined(file: PatchedFile, { from, to, lower, upper }: Cluster, delta: number): Edit[] {
  const [first] = upper;
  if (!first) return lower;
  const within = upper.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const text = applyPatch(file.after.slice(from, to), within);
  const start = from - delta;
  const end = to - delta - lower.reduce((sum, edit) => sum + growth(edit), 0);
  const expect = file.before.slice(start, end);
  // They fitted the whole text, so they fit a part of it that holds them.
  if (text.kind === 'refused') throw new Error(text.reason);
  const creates = lower.some((edit) => edit.creates) ? ({ creates: true } as const) : {};
  return expect === text.result && !creates.creates
    ? []
    : [{ path: first.path, start, end, expect, replace: text.result, ...creates }];
}

function growth({ start, end, replace }: Edit): number {
  return replace.length - (end - start);
}
