/** Tells which findings of the patched tree are findings of the author's tree, and which are new trouble. */
import type { Finding } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Shift } from './shift.ts';

export interface Compared {
  readonly author: readonly Finding[];
  readonly trial: readonly Finding[];
  /** The patched files. A place in any other file is where it was. */
  readonly shifts: ReadonlyMap<RepoPath, Shift>;
  /** Fingerprints that the patch is meant to end: where either of two may be the one that is left, it is the other. */
  readonly addressed: ReadonlySet<string>;
}

export interface Related {
  /** Findings of the author's tree that stand no more. */
  readonly gone: readonly Finding[];
  /** Findings of the patched tree that did not stand before. */
  readonly opened: readonly Finding[];
  /** What each of the others is in the patched tree. */
  readonly same: ReadonlyMap<Finding, Finding>;
}

/**
 * A finding is the same one when its rule is, and its place moved as the text did. On edited lines, where a fix may
 * have rewritten the very node that a rule points at, findings of one rule are compared by their count in the region.
 */
export function relate({ author, trial, shifts, addressed }: Compared): Related {
  const others = author.filter((finding) => !addressed.has(finding.fingerprint));
  const targets = author.filter((finding) => addressed.has(finding.fingerprint));
  const exact = pair([...others, ...targets], trial, {
    before: (finding) => keyBefore(finding, shifts),
    after: (finding) => keyAfter(finding),
  });
  const near = pair(exact.gone, exact.opened, {
    before: (finding) => regionKey(finding, shifts.get(finding.at.path)?.regionBefore(finding.at.line)),
    after: (finding) => regionKey(finding, shifts.get(finding.at.path)?.regionAfter(finding.at.line)),
  });
  return { ...near, same: new Map([...exact.same, ...near.same]) };
}

interface Keys {
  before(finding: Finding): string | null;
  after(finding: Finding): string | null;
}

/** Pairs findings with equal keys one to one, first come first; what has no key pairs with nothing. */
function pair(author: readonly Finding[], trial: readonly Finding[], keys: Keys): Related {
  const waiting = new Map<string, Finding[]>();
  const gone = new Set(author);
  const same = new Map<Finding, Finding>();
  for (const finding of author) {
    const key = keys.before(finding);
    if (key !== null) waiting.set(key, [...(waiting.get(key) ?? []), finding]);
  }
  const opened = trial.filter((finding) => {
    const key = keys.after(finding);
    const match = key === null ? undefined : waiting.get(key)?.shift();
    if (match) gone.delete(match);
    if (match) same.set(match, finding);
    return !match;
  });
  return { gone: [...gone], opened, same };
}

function keyBefore(finding: Finding, shifts: Compared['shifts']): string | null {
  if (finding.wholeFile) return keyAfter(finding);
  const shift = shifts.get(finding.at.path);
  const spot = shift ? shift.map(finding.at) : finding.at;
  return spot && `${finding.rule}\n${spot.line}:${spot.column}\n${finding.at.path}`;
}

/** What concerns a whole file is the same wherever it is anchored. */
function keyAfter({ rule, at, wholeFile }: Finding): string {
  return `${rule}\n${wholeFile ? 'file' : `${at.line}:${at.column}`}\n${at.path}`;
}

function regionKey({ rule, at }: Finding, region: number | undefined): string | null {
  return region === undefined || region === -1 ? null : `${rule}\n${region}\n${at.path}`;
}
