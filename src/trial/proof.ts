/** Proves proposals on a tree of their own, and says what speaks against them in words for people. */
import type { Change } from '../domain/change.ts';
import type { Evidence, Outcome } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Proposal, Tried } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import type { Prove } from '../domain/validator.ts';
import { patchTree, type PatchedFile } from '../kit/patch.ts';
import { overlay } from '../kit/tree/overlay.ts';
import { relate, type Related } from './relate.ts';
import { Shift } from './shift.ts';

/** The author's change as it was judged, and the means to judge it again with proposals on top. */
export interface Bench {
  readonly change: Change;
  readonly author: Evidence;
  readonly prove: Prove;
  /** The change to another head tree of which only `touched` differ from the change's head. */
  rechange(change: Change, head: Tree, touched: readonly RepoPath[]): Promise<Change>;
}

type Files = ReadonlyMap<RepoPath, PatchedFile>;

/** What speaks against a set of proposals. */
export interface Objection {
  readonly holds: false;
  readonly reason: string;
  /** Those of the set that the objection points at; the whole set when it points at none. */
  readonly suspects: readonly Proposal[];
  readonly tried: readonly Tried[];
  /** Where findings of the patched tree are all that speaks against it: those, and the files that they lie in. */
  readonly trouble?: { readonly findings: readonly Finding[]; readonly files: Files };
  /** Where an addressed finding still stands: fingerprints of all of the author's that do. */
  readonly left?: ReadonlySet<string>;
}

/** It has the bytes, not the tree: a tree lists every file of the repository, and there are as many as proofs. */
export interface Held {
  readonly holds: true;
  readonly patched: ReadonlyMap<RepoPath, Uint8Array>;
  readonly tried: readonly Tried[];
}

export type Proof = Held | Objection;

/** Proves the proposals together: their patches on one tree, the same validators, every finding compared. */
export async function proveTogether(bench: Bench, proposals: readonly Proposal[]): Promise<Proof> {
  const edits = proposals.flatMap((proposal) => proposal.patch);
  const patched = await patchTree(bench.change.head, edits);
  if (patched.kind === 'refused')
    return { holds: false, reason: patched.reason, suspects: proposals, tried: [] };
  const files = patched.result;
  const bytes = new Map([...files].map(([path, file]) => [path, file.bytes]));
  const tree = overlay(bench.change.head, bytes);
  const change = await bench.rechange(bench.change, tree, [...files.keys()]);
  const evidence = await bench.prove(change, { evidence: bench.author, touched: new Set(files.keys()) });
  const compared = compare({ bench, proposals, files, evidence });
  const tried = triedOf(bench.author, evidence, compared.opened);
  const reason = missingProof(bench.author, evidence, change);
  if (reason) return { holds: false, reason, suspects: proposals, tried };
  const left = idle(proposals, compared);
  const objection = left ?? trouble(proposals, compared);
  if (!objection) return { holds: true, patched: bytes, tried };
  const findings = [...compared.standing, ...compared.opened];
  const objected = { holds: false, ...objection, tried, trouble: { findings, files } } as const;
  return left ? { ...objected, left: compared.left } : objected;
}

/** What each validator made of it, but for those that were off before. */
function triedOf(author: Evidence, evidence: Evidence, opened: readonly Finding[]): Tried[] {
  const off = new Set(author.outcomes.filter(({ status }) => status === 'off').map((o) => o.validator));
  return evidence.outcomes
    .filter(({ validator }) => !off.has(validator))
    .map(({ validator, status }) => {
      return { validator, status, opened: opened.filter((f) => f.validator === validator).length };
    });
}

/** A validator that did not finish, or did not look where it looked before, proves nothing. */
function missingProof(author: Evidence, evidence: Evidence, change: Change): string | null {
  const now = new Map(evidence.outcomes.map((outcome) => [outcome.validator, outcome]));
  for (const before of author.outcomes) {
    const outcome = now.get(before.validator);
    const wanted = before.required || before.status === 'completed';
    if (before.status === 'off' || !wanted) continue;
    if (outcome?.status !== 'completed') return `${before.validator} did not complete on the patched tree`;
    const path = unjudged(before, outcome, change);
    if (path) return `${before.validator} could not judge ${displayPath(path)} on the patched tree`;
  }
  return null;
}

/** A path that the validator failed on, or judged for the author and skips now. */
function unjudged(before: Outcome, after: Outcome, change: Change): RepoPath | undefined {
  return change.files.find(({ path }) => {
    const now = after.handled.get(path)?.kind;
    const was = before.handled.get(path)?.kind;
    return was === 'judged' ? now !== 'judged' : now === 'failed' && was !== 'failed';
  })?.path;
}

interface Judged {
  readonly bench: Bench;
  readonly proposals: readonly Proposal[];
  readonly files: Files;
  readonly evidence: Evidence;
}

interface Compared {
  /** Fingerprints of the author's findings that still stand. */
  readonly left: ReadonlySet<string>;
  /** Those that the proposals address, as they are in the patched tree. */
  readonly standing: readonly Finding[];
  readonly opened: readonly Finding[];
}

function compare({ bench, proposals, files, evidence }: Judged): Compared {
  const addressed = new Set(proposals.flatMap((proposal) => proposal.addresses));
  const shifts = new Map([...files].map(([path, file]) => [path, new Shift(file)]));
  // A duplicate is said already; it must not take the place of the finding that says it.
  const trial = [...evidence.findings].sort((a, b) => said(a) - said(b));
  const related = relate({ author: bench.author.findings, trial, shifts, addressed });
  const left = fingerprintsLeft(bench.author, related);
  const standing = bench.author.findings.flatMap((finding) =>
    addressed.has(finding.fingerprint) ? (related.same.get(finding) ?? []) : [],
  );
  const opened = related.opened.filter(
    (finding) => isTrouble(finding, bench.author) && !isUncovered(finding, bench.author, shifts),
  );
  return { left, standing, opened };
}

type Objected = Pick<Objection, 'reason' | 'suspects'> | null;

function idle(proposals: readonly Proposal[], { left }: Compared): Objected {
  const suspects = proposals.filter(({ addresses }) =>
    addresses.some((fingerprint) => left.has(fingerprint)),
  );
  const subject = proposals.length === 1 ? 'the finding that it addresses' : 'a finding that they address';
  return suspects.length > 0 ? { reason: `${subject} still stands`, suspects } : null;
}

function said(finding: Finding): number {
  return finding.standing === 'duplicate' ? 1 : 0;
}

/** What of the author's findings still stands; a duplicate has the fingerprint of what it repeats. */
function fingerprintsLeft(author: Evidence, { gone }: Related): ReadonlySet<string> {
  const ended = new Set(gone);
  return new Set(
    author.findings.filter((finding) => !ended.has(finding)).map((finding) => finding.fingerprint),
  );
}

/**
 * A finding that the author's tree had not: also one that the base had and the author mended. Only where the validator
 * saw nothing of the file before, as when it did not parse, old trouble is no news; what policy silences never is.
 */
function isTrouble({ validator, at, standing }: Finding, author: Evidence): boolean {
  if (standing === 'new') return true;
  if (standing === 'duplicate' || standing === 'suppressed') return false;
  const outcome = author.outcomes.find((candidate) => candidate.validator === validator);
  return outcome?.handled.get(at.path)?.kind === 'judged' && !wasBlind(author, validator, at.path);
}

/**
 * What only warns, in lines of the author's that no edit touched, where nothing of the file could be read before: the
 * repair shows it and did not make it. An error may well be the repair's doing, such as a name that it took away.
 */
function isUncovered(
  { validator, at, severity }: Finding,
  author: Evidence,
  shifts: ReadonlyMap<RepoPath, Shift>,
): boolean {
  const shift = shifts.get(at.path);
  return severity !== 'error' && shift?.regionAfter(at.line) === -1 && wasBlind(author, validator, at.path);
}

function wasBlind({ findings }: Evidence, validator: string, path: RepoPath): boolean {
  return findings.some((f) => f.wholeFile && f.validator === validator && f.at.path === path);
}

function trouble(proposals: readonly Proposal[], { opened }: Compared): Objected {
  const [first] = opened;
  if (!first) return null;
  const paths = new Set(opened.map((finding) => finding.at.path));
  const suspects = proposals.filter((proposal) => proposal.patch.some((edit) => paths.has(edit.path)));
  const more = opened.length > 1 ? ` and ${opened.length - 1} more` : '';
  return {
    reason: `it would open ${first.rule} at ${displayPath(first.at.path)}:${first.at.line}${more}`,
    suspects: suspects.length > 0 ? suspects : proposals,
  };
}
