/** Which files each source of proposals may write: a fixer the author's own, a task of the assistant what it is for. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Edit, Proposal } from '../domain/proposal.ts';
import { isTest } from '../kit/protected-path.ts';
import { protectionOf } from '../kit/protection.ts';
import { languageOf } from '../kit/syntax/language.ts';

/** What bounds a proposal: the author's change as it was judged, and the maintainers' policy. */
export interface Bounds {
  readonly change: Change;
  readonly author: Evidence;
  readonly policy: Policy;
}

type Source = Proposal['source'];

/** Tasks that may write any file of the change, and not just those with the findings that they are for. */
const WIDE: ReadonlySet<Source> = new Set<Source>(['assistant:refactor', 'assistant:generate']);

/** Why an edit is out of reach, in one clause; null when none is. */
export function reachRefusal({ patch, source, addresses }: Proposal, bounds: Bounds): string | null {
  const { change, author, policy } = bounds;
  const changed = new Set(change.files.map((file) => file.path));
  const aimed = new Set(
    author.findings.flatMap(({ fingerprint, at }) => (addresses.includes(fingerprint) ? [at.path] : [])),
  );
  const reach = { source, changed, aimed, allow: policy.assistant.allow };
  const isGuarded = guard(bounds);
  for (const edit of patch) {
    const refuse = source.startsWith('fixer:') ? fixerRefusal : assistantRefusal;
    const why = isGuarded(edit.path) ?? refuse(edit, reach);
    if (why) return `${displayPath(edit.path)} ${why}`;
  }
  return null;
}

/** What nobody may write: files that steer, the maintainers' own, and those that no validator looks at. */
function guard({ change, policy }: Bounds): (path: RepoPath) => string | null {
  const isProtected = protectionOf(policy);
  const exempt = new Set(change.files.flatMap((file) => (file.exempt === null ? [] : [file.path])));
  return (path) => {
    const kind = isProtected(path);
    if (kind) return `is ${kind}, out of reach for proposals`;
    return exempt.has(path) ? 'is generated or vendored, so that nothing would be proven of it' : null;
  };
}

/** A fixer mends what the author wrote, tests among it. */
function fixerRefusal({ path, creates }: Edit, { changed }: Reach): string | null {
  if (creates) return 'would be new, out of reach for a fixer';
  return changed.has(path) ? null : 'is not a file of this change';
}

interface Reach {
  readonly source: Source;
  readonly changed: ReadonlySet<RepoPath>;
  readonly aimed: ReadonlySet<RepoPath>;
  readonly allow: Policy['assistant']['allow'];
}

/** An assistant that edits tests could make them agree; a fix in another file is something else than was asked for. */
function assistantRefusal(edit: Edit, reach: Reach): string | null {
  const { source, changed, aimed, allow } = reach;
  const inTests = isTest(edit.path);
  if (inTests && !allow.includes('tests')) return 'is a test, out of reach for an assistant';
  if (edit.creates) return newFileRefusal(edit.path, reach);
  if (source === 'assistant:tests') return inTests ? null : 'is no test, and tests are what it is for';
  if (aimed.has(edit.path)) return null;
  if (!WIDE.has(source)) return 'has none of the findings that it is for';
  return changed.has(edit.path) ? null : 'is not a file of this change, and has none of the findings';
}

function newFileRefusal(path: RepoPath, { source, allow }: Reach): string | null {
  if (languageOf(path) === undefined) return 'would be new, and is no source file that could be judged';
  if (source === 'assistant:tests') return isTest(path) ? null : 'is no test, and tests are what it is for';
  if (!WIDE.has(source)) return `would be new, out of reach for ${source}`;
  return isTest(path) || allow.includes('new-files') ? null : 'would be new, which the policy does not allow';
}
