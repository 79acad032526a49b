/** What a proposal may be at all, before it is tried: these limits hold for fixers and for assistants alike. */
import type { Evidence } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import { patchTree, type PatchedFile } from '../kit/patch.ts';
import { isTest } from '../kit/protected-path.ts';
import type { Lines } from '../kit/text.ts';
import { onlyAdds } from './added-tests.ts';
import { stillPairs } from './brackets.ts';
import { addedDirective } from './directives.ts';
import { addedElision } from './elisions.ts';
import { losesTests } from './fewer-tests.ts';
import { stillParses } from './parses.ts';
import { reachRefusal, type Bounds } from './reach.ts';
import { Shift, type Region } from './shift.ts';
import { charactersOf, linesOf } from './size.ts';
import { unconfirmedImport } from './unconfirmed.ts';
import { addedUnseen } from './unseen.ts';

type Files = ReadonlyMap<RepoPath, PatchedFile>;

/** More than this nobody reviews in one go. */
export const MAX_PROPOSALS = 100;
export const MAX_LINES = 200;
export const MAX_CHARACTERS = 40_000;
const MAX_NEW_FILES = 10;

/** Why the proposal is not tried; null when it may be. */
export async function boundsRefusal(proposal: Proposal, bounds: Bounds): Promise<string | null> {
  const outOfReach =
    aimRefusal(proposal, bounds.author) ?? sizeRefusal(proposal) ?? reachRefusal(proposal, bounds);
  if (outOfReach) return outOfReach;
  const patched = await patchTree(bounds.change.head, proposal.patch);
  if (patched.kind === 'refused') return patched.reason;
  return (
    weakeningRefusal(proposal, patched.result) ??
    unseenRefusal(proposal, patched.result) ??
    textRefusal(patched.result) ??
    (await syntaxRefusal(patched.result)) ??
    (await importRefusal(proposal, patched.result, bounds.change.head))
  );
}

/** An assistant may write something new; a fixer without a finding has nothing to fix. */
function aimRefusal({ addresses, source }: Proposal, author: Evidence): string | null {
  if (addresses.length === 0 && source.startsWith('fixer:')) return 'it addresses no finding';
  const standing = new Set(author.findings.map((finding) => finding.fingerprint));
  const unknown = addresses.find((fingerprint) => !standing.has(fingerprint));
  return unknown === undefined ? null : 'it addresses a finding that the change does not have';
}

function sizeRefusal({ patch }: Proposal): string | null {
  const lines = linesOf(patch);
  if (lines > MAX_LINES) return `it changes ${lines} lines; ${MAX_LINES} is the most`;
  const begun = patch.filter(({ creates }) => creates).length;
  if (begun > MAX_NEW_FILES) return `it begins ${begun} files; ${MAX_NEW_FILES} is the most`;
  const characters = charactersOf(patch);
  return characters > MAX_CHARACTERS
    ? `it changes ${characters} characters; ${MAX_CHARACTERS} is the most`
    : null;
}

async function syntaxRefusal(files: Files): Promise<string | null> {
  for (const [path, { before, after }] of files)
    if (!(await stillParses(path, before, after)))
      return `it leaves ${displayPath(path)} so that it does not parse`;
  return null;
}

/** What validators cannot confirm is not believed of an assistant. */
async function importRefusal({ source }: Proposal, files: Files, head: Tree): Promise<string | null> {
  if (!source.startsWith('assistant:')) return null;
  for (const [path, file] of files) {
    const name = await unconfirmedImport(path, file, head);
    if (name !== null) return `it imports ${name} into ${displayPath(path)}, and nothing here confirms that`;
  }
  return null;
}

/** Whose task is to add tests may not change those that are there; no assistant takes one away. */
function weakeningRefusal({ source }: Proposal, files: Files): string | null {
  if (!source.startsWith('assistant:')) return null;
  for (const [path, file] of files) {
    if (source === 'assistant:tests' && !onlyAdds(file))
      return `it changes what ${displayPath(path)} tests already: tests may only be added, at the end`;
    if (isTest(path) && losesTests(file)) return `it takes away what ${displayPath(path)} tests`;
  }
  return null;
}

/** What nobody sees nobody reviews. */
function unseenRefusal({ source }: Proposal, files: Files): string | null {
  if (!source.startsWith('assistant:')) return null;
  for (const [path, { before, after }] of files) {
    const unseen = addedUnseen(before, after);
    if (unseen !== null) return `it writes ${unseen} to ${displayPath(path)}, which nobody sees`;
  }
  return null;
}

/** Looked for in whole edited lines, so that no directive is put together from text that stood there before. */
function textRefusal(files: Files): string | null {
  for (const [path, file] of files) {
    if (!stillPairs(path, file.before, file.after)) return `it leaves brackets of ${displayPath(path)} open`;
    const shift = new Shift(file);
    for (const region of shift.regions) {
      const [before, after] = [textOf(shift.before, region.before), textOf(shift.after, region.after)];
      const directive = addedDirective(before, after, isTest(path));
      if (directive)
        return `it adds "${directive}" to ${displayPath(path)}: a proposal may not silence a tool`;
      const elision = addedElision(before, after);
      if (elision) return `it writes "${elision}" to ${displayPath(path)} in place of code`;
    }
  }
  return null;
}

function textOf(lines: Lines, { from, to }: Region['before']): string {
  return lines.text.slice(lines.offset(from, 1), lines.offset(to + 1, 1));
}
