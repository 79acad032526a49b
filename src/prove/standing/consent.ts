/** Marks what people answer for: accepted findings, and those that wait until somebody named has approved the head. */
import type { Accept, Approval, Consent } from '../../domain/consent.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { displayPath } from '../../domain/path.ts';
import { approversOf, type Policy } from '../../domain/policy.ts';
import { listed } from '../../kit/listed.ts';

export interface Heard {
  readonly policy: Policy;
  readonly consent: Consent;
  /** Every line is judged: there is no head that anybody could approve. */
  readonly audit?: boolean | undefined;
}

export interface Heeded {
  readonly evidence: Evidence;
  /** What was said and does not count, and what could not be read; one sentence each, none twice. */
  readonly notes: readonly string[];
}

/**
 * Only what could block is marked; the rest keeps its standing. What the policy escalates is released by approvals
 * alone: an accept by whoever may write would pass over those whom the policy names.
 */
export function heed(evidence: Evidence, { policy, consent, audit }: Heard): Heeded {
  const notes = new Set<string>();
  const accepts = policy.accept === 'nobody' ? [] : consent.accepts;
  const acceptOf = matcher(accepts, evidence.findings, notes);
  const findings = evidence.findings.map((finding) => {
    if (finding.standing !== 'new' && finding.standing !== 'duplicate') return finding;
    const accept = acceptOf(finding);
    const groups = audit ? [] : approversOf(policy, finding.rule);
    if (groups.length === 0)
      return accept ? { ...finding, standing: 'accepted' as const, accepted: accept } : finding;
    const marked = escalated(finding, groups, consent.approvals);
    if (accept && marked.awaits) notes.add(passedOver(accept, marked));
    return marked;
  });
  for (const note of unheard(consent, findings)) notes.add(note);
  return { evidence: { ...evidence, findings }, notes: [...notes] };
}

type Match = (finding: Finding) => Accept | undefined;

/** The accept that counts for a finding: a beginning of its fingerprint will do when no other finding begins so. */
function matcher(accepts: readonly Accept[], findings: readonly Finding[], notes: Set<string>): Match {
  const all = [...new Set(findings.map(({ fingerprint }) => fingerprint))];
  const meant = new Map<string, Accept[]>();
  for (const accept of accepts) {
    const fits = all.filter((one) => one.startsWith(accept.fingerprint));
    if (fits.length > 1) notes.add(ambiguous(accept, fits.length));
    else for (const one of fits) meant.set(one, [...(meant.get(one) ?? []), accept]);
  }
  return (finding) => {
    const said = meant.get(finding.fingerprint) ?? [];
    const accept = said.find((one) => one.current || isBound(one, finding));
    if (accept === undefined && said[0]) notes.add(outdated(said[0], finding));
    return accept;
  };
}

/**
 * Whether an accept still means what it meant about an earlier head. Whoever writes the change can make another finding
 * whose fingerprint begins with the same few digits, and change a file of which only the path is in the fingerprint, or
 * the secret that the fingerprint leaves out.
 */
function isBound({ fingerprint }: Accept, finding: Finding): boolean {
  const aboutPath = finding.wholeFile === true && finding.subject === undefined;
  return fingerprint === finding.fingerprint && !aboutPath && finding.partial !== true;
}

function escalated(
  finding: Finding,
  groups: readonly (readonly string[])[],
  approvals: readonly Approval[],
): Finding {
  const given = groups.map((group) =>
    approvals.find(({ by }) => group.some((login) => sameLogin(login, by))),
  );
  const awaits = groups.filter((_, at) => given[at] === undefined);
  if (awaits.length > 0) return { ...finding, awaits };
  const { fingerprint } = finding;
  const by = listed([...new Set(given.map((approval) => approval?.by ?? ''))], 'and');
  const url = given[0]?.url ?? '';
  return {
    ...finding,
    standing: 'accepted',
    accepted: { fingerprint, by, reason: 'approved this head', url, current: true },
  };
}

/** GitHub's logins do not differ by case. */
function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function passedOver({ by }: Accept, { rule, at }: Finding): string {
  const place = `${displayPath(at.path)}:${at.line}`;
  return `What ${by} accepts at ${place} still waits: the policy escalates ${rule}, so only an approval releases it.`;
}

function outdated({ by, fingerprint }: Accept, finding: Finding): string {
  const kind = fingerprint === finding.fingerprint ? unbound(finding) : 'one of a shortened fingerprint';
  const said = `The accept of ${fingerprint} by ${by} does not count: it is not known to be about this head`;
  return `${said}, and ${kind} counts for one head alone.`;
}

const unbound = ({ partial }: Finding): string =>
  partial ? 'one of a line that may hold a secret' : 'one of a whole file';

function ambiguous({ by, fingerprint }: Accept, count: number): string {
  return `The accept of ${fingerprint} by ${by} does not count: ${count} findings begin so, so give all 32 digits.`;
}

/** Why words were not heeded, as far as there is a finding that they could have been about. */
function unheard({ refused, notes }: Consent, findings: readonly Finding[]): string[] {
  const standing = findings.filter(
    (finding) => finding.standing === 'new' || finding.standing === 'duplicate',
  );
  if (standing.length === 0) return [];
  const isMeant = (given: string) => standing.some(({ fingerprint }) => fingerprint.startsWith(given));
  return [...refused.filter(({ fingerprint }) => isMeant(fingerprint)).map(({ why }) => why), ...notes];
}
