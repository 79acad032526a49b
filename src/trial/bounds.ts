/** What a proposal may be at all, before it is tried: these limits hold for fixers and for assistants alike. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Proposal } from '../domain/proposal.ts';
import { editsByFile, patchTree, type PatchedFile } from '../kit/patch.ts';
import { isTest, protectedKind } from '../kit/protected-path.ts';
import type { Lines } from '../kit/text.ts';
import { addedDirective } from './directives.ts';
import { addedElision } from './elisions.ts';
import { Shift, type Region } from './shift.ts';

/** More than this nobody reviews in one go. */
export const MAX_PROPOSALS = 100;
export const MAX_LINES = 200;
export const MAX_CHARACTERS = 40_000;

/** Why the proposal is not tried; null when it may be. */
export async function boundsRefusal(
  proposal: Proposal,
  change: Change,
  author: Evidence,
): Promise<string | null> {
  const outOfReach =
    aimRefusal(proposal, author) ?? sizeRefusal(proposal) ?? reachRefusal(proposal, change, author);
  if (outOfReach) return outOfReach;
  const patched = await patchTree(change.head, proposal.patch);
  if (patched.kind === 'refused') return patched.reason;
  return textRefusal(patched.result);
}

/** An assistant may write something new; a fixer without a finding has nothing to fix. */
function aimRefusal({ addresses, source }: Proposal, author: Evidence): string | null {
  if (addresses.length === 0 && source.startsWith('fixer:')) return 'it addresses no finding';
  const standing = new Set(author.findings.map((finding) => finding.fingerprint));
  const unknown = addresses.find((fingerprint) => !standing.has(fingerprint));
  return unknown === undefined ? null : 'it addresses a finding that the change does not have';
}

function sizeRefusal({ patch }: Proposal): string | null {
  const lines = patch.reduce(
    (sum, edit) => sum + Math.max(lineCount(edit.expect), lineCount(edit.replace)),
    0,
  );
  if (lines > MAX_LINES) return `it changes ${lines} lines; ${MAX_LINES} is the most`;
  const characters = patch.reduce((sum, edit) => sum + edit.expect.length + edit.replace.length, 0);
  return characters > MAX_CHARACTERS
    ? `it changes ${characters} characters; ${MAX_CHARACTERS} is the most`
    : null;
}

function lineCount(text: string): number {
  return text.split('\n').length;
}

/**
 * A fixer mends the author's own files, tests among them; an assistant that edits tests could make them agree, and
 * a fix in another file than its finding's is something else than was asked for.
 */
function reachRefusal(
  { patch, source, addresses }: Proposal,
  change: Change,
  author: Evidence,
): string | null {
  const changed = new Set(change.files.map((file) => file.path));
  const aimed = new Set(
    author.findings.flatMap(({ fingerprint, at }) => (addresses.includes(fingerprint) ? [at.path] : [])),
  );
  for (const path of editsByFile(patch).keys()) {
    const kind = protectedKind(path);
    if (kind) return `${displayPath(path)} is ${kind}, out of reach for proposals`;
    if (source.startsWith('assistant:')) {
      if (isTest(path)) return `${displayPath(path)} is a test, out of reach for an assistant`;
      if (source === 'assistant:fix' && !aimed.has(path))
        return `${displayPath(path)} has none of the findings that it is for`;
    } else if (!changed.has(path)) {
      return `${displayPath(path)} is not a file of this change`;
    }
  }
  return null;
}

/** Looked for in whole edited lines, so that no directive is put together from text that stood there before. */
function textRefusal(files: ReadonlyMap<RepoPath, PatchedFile>): string | null {
  for (const [path, file] of files) {
    const shift = new Shift(file);
    for (const region of shift.regions) {
      const [before, after] = [linesOf(shift.before, region.before), linesOf(shift.after, region.after)];
      const directive = addedDirective(before, after);
      if (directive)
        return `it adds "${directive}" to ${displayPath(path)}: a proposal may not silence a tool`;
      const elision = addedElision(before, after);
      if (elision) return `it writes "${elision}" to ${displayPath(path)} in place of code`;
    }
  }
  return null;
}

function linesOf(lines: Lines, { from, to }: Region['before']): string {
  return lines.text.slice(lines.offset(from, 1), lines.offset(to + 1, 1));
}
