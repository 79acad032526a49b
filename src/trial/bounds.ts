/** What a proposal may be at all, before it is tried: these limits hold for fixers and for assistants alike. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Proposal } from '../domain/proposal.ts';
import { editsByFile, patchTree, type PatchedFile } from '../kit/patch.ts';
import type { Lines } from '../kit/text.ts';
import { addedDirective } from './directives.ts';
import { isTest, protectedKind } from './protected.ts';
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
  const outOfReach = aimRefusal(proposal, author) ?? sizeRefusal(proposal) ?? reachRefusal(proposal, change);
  if (outOfReach) return outOfReach;
  const patched = await patchTree(change.head, proposal.patch);
  if (patched.kind === 'refused') return patched.reason;
  return directiveRefusal(patched.result);
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

/** A fixer mends the author's own files, tests among them; an assistant that edits tests could make them agree. */
function reachRefusal({ patch, source }: Proposal, change: Change): string | null {
  const changed = new Set(change.files.map((file) => file.path));
  for (const path of editsByFile(patch).keys()) {
    const kind = protectedKind(path);
    if (kind) return `${displayPath(path)} is ${kind}, out of reach for proposals`;
    if (source.startsWith('assistant:')) {
      if (isTest(path)) return `${displayPath(path)} is a test, out of reach for an assistant`;
    } else if (!changed.has(path)) {
      return `${displayPath(path)} is not a file of this change`;
    }
  }
  return null;
}

/** Looked for in whole edited lines, so that no directive is put together from text that stood there before. */
function directiveRefusal(files: ReadonlyMap<RepoPath, PatchedFile>): string | null {
  for (const [path, file] of files) {
    const shift = new Shift(file);
    for (const { before, after } of shift.regions) {
      const directive = addedDirective(linesOf(shift.before, before), linesOf(shift.after, after));
      if (directive)
        return `it adds "${directive}" to ${displayPath(path)}: a proposal may not silence a tool`;
    }
  }
  return null;
}

function linesOf(lines: Lines, { from, to }: Region['before']): string {
  return lines.text.slice(lines.offset(from, 1), lines.offset(to + 1, 1));
}
