/** Mends a proposal that is nearly right: what its validators object to, where they know the one answer themselves. */
import { displayPath } from '../domain/path.ts';
import type { Finding } from '../domain/finding.ts';
import type { Edit, Proposal } from '../domain/proposal.ts';
import { editsByFile, overlaps } from '../kit/patch.ts';
import { stackEdits } from '../kit/stack-edits.ts';
import type { Objection } from './proof.ts';

/** More than this is not nearly right. */
const MAX_MENDED = 20;

/** The proposal with its validators' own fixes on top; null when one of their findings has none, or they collide. */
export function salvage(proposal: Proposal, { trouble }: Objection): Proposal | null {
  if (!trouble || trouble.findings.length === 0 || trouble.findings.length > MAX_MENDED) return null;
  const onTop: Edit[] = [];
  for (const { fix } of trouble.findings) {
    if (!fix) return null;
    // Several findings may have one fix.
    const fresh = fix.filter((edit) => !onTop.some((known) => isSame(known, edit)));
    if (fresh.some((edit) => onTop.some((known) => overlaps(known, edit)))) return null;
    onTop.push(...fresh);
  }
  const patch: Edit[] = proposal.patch.filter(({ path }) => !onTop.some((edit) => edit.path === path));
  for (const [path, edits] of editsByFile(onTop)) {
    const file = trouble.files.get(path);
    const stacked = file ? stackEdits(file, edits) : { kind: 'applied' as const, result: edits };
    if (stacked.kind === 'refused') return null;
    patch.push(...stacked.result);
  }
  const [first, ...rest] = patch;
  const salvaged = [...(proposal.salvaged ?? []), ...trouble.findings.map(clauseOf)];
  return first ? { ...proposal, patch: [first, ...rest], salvaged } : null;
}

function isSame(a: Edit, b: Edit): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end && a.replace === b.replace;
}

function clauseOf({ rule, at }: Finding): string {
  return `${rule} at ${displayPath(at.path)}:${at.line} was mended as its validator says`;
}
