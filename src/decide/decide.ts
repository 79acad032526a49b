/** The verdict: a pure function of the author's evidence, the policy and the change. It never sees a proposal. */
import type { Change } from '../domain/change.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Finding } from '../domain/finding.ts';
import { displayPath } from '../domain/path.ts';
import type { Policy } from '../domain/policy.ts';
import type { Decision, Verdict } from '../domain/verdict.ts';
import { groupBy } from '../kit/group-by.ts';
import { approvalBy, listed } from '../kit/listed.ts';
import { brokenRules, judgingNotes } from '../kit/rule-notes.ts';
import { blockingAmong } from './blocking.ts';
import { checkCompleteness } from './completeness.ts';
import { unjudgedLanguages } from './must-judge.ts';

/**
 * Findings that block stay a block when a validator failed as well, with the failure among the reasons: what is proven
 * wrong does not become doubtful. Without them a failure of something required means that nothing was proven. Rules of the
 * maintainers' own that are broken come before either: nobody can say what they would have found.
 */
export function decide(author: Evidence, policy: Policy, change: Change): Verdict {
  const blocking = blockingAmong(author.findings, policy);
  const { faults, notes } = checkCompleteness(author.outcomes, policy, change);
  faults.push(...unjudgedLanguages(author.outcomes, policy, change));
  const broken = firstOf(brokenRules(policy), 'more problems with rules of the policy.');
  const found = blocking.length > 0 ? [tell(blocking), ...waiting(blocking)] : [];
  const told = firstOf(judgingNotes(policy, author.outcomes), 'more notes on rules.');
  const said = [...notes, ...told, ...policyEdits(policy, change, author)];
  const reasons = [...broken, ...found, ...faults, ...said];
  const judged: Decision = blocking.length > 0 ? 'block' : faults.length > 0 ? 'could-not-judge' : 'pass';
  const decision = broken.length > 0 ? 'config' : judged;
  return { decision, observed: policy.mode === 'observe', reasons, blocking };
}

const NAMED_RULES = 10;

function firstOf(sentences: readonly string[], more: string): string[] {
  const left = sentences.length - NAMED_RULES;
  return left > 0 ? [...sentences.slice(0, NAMED_RULES), `${left} ${more}`] : [...sentences];
}

const NAMED = 3;

function tell(blocking: readonly Finding[]): string {
  const count = blocking.length;
  return `${count === 1 ? '1 new finding blocks' : `${count} new findings block`}: ${placesOf(blocking)}.`;
}

/** A sentence for those that the same people have to approve. */
function waiting(blocking: readonly Finding[]): string[] {
  const escalated = blocking.filter(({ awaits }) => awaits !== undefined);
  const groups = groupBy(escalated, ({ awaits = [] }) => approvalBy(awaits));
  return [...groups].map(([approval, findings]) => `Waiting for ${approval}: ${placesOf(findings)}.`);
}

function placesOf(findings: readonly Finding[]): string {
  const places = findings
    .slice(0, NAMED)
    .map(({ rule, at }) => `${rule} at ${displayPath(at.path)}:${at.line}`);
  if (findings.length > NAMED) places.push(`${findings.length - NAMED} more`);
  return listed(places, 'and');
}

/** Edits of the policy that no finding tells of: its validator is off, or the baseline lies where it does not look. */
function policyEdits({ files = [] }: Policy, change: Change, { findings }: Evidence): string[] {
  // An audit follows the policy that lies there now: nothing in it waits for a merge.
  if (change.audit) return [];
  const told = findings.filter(({ rule }) => rule === 'tampering/policy').map(({ at }) => at.path);
  const edited = change.files.filter(({ path }) => files.includes(path) && !told.includes(path));
  return edited.map(
    ({ path }) =>
      `The change edits ${displayPath(path)}: it was judged without that edit, which counts once it is merged.`,
  );
}
