/** The subject of a judgement: what the plan says, read from a source, with GitHub's word on consent and worth. */
import { readWorkflows } from '../../kit/workflows/read.ts';
import type { Done } from '../../domain/branch.ts';
import type { Consent } from '../../domain/consent.ts';
import type { Subject } from '../../request.ts';
import { isAssistantOn } from './assistant/assistant-for.ts';
import type { Desk } from './desk.ts';
import type { GivenOccasion, Judged } from './occasion.ts';
import { readConsent } from './people/consent.ts';
import { pullOfQueue } from './people/pull.ts';
import { neededBy, planOf, type Plan } from './plan.ts';
import { pastOf, undoingsFor, type Past } from './roll-back/past.ts';
import { openSource } from './source/open-source.ts';
import { reportInto } from './show/check-name.ts';
import { readWorth } from './worth/read-worth.ts';

export interface Prepared {
  readonly subject: Subject;
  readonly occasion: Judged | GivenOccasion;
  readonly plan: Plan;
  /** What was published before; a fault where that cannot be known, or nobody may write. Asked once. */
  past(): Promise<Done<Past>>;
  /** Takes away what was fetched. */
  close(): void;
}

/** Throws UserError or EnvironmentError when there is nothing to judge, or no way to. */
export async function prepare(desk: Desk, occasion: Judged | GivenOccasion): Promise<Prepared> {
  const plan = await planOf(desk, occasion);
  const source = await openSource({ ...desk, commits: neededBy(plan), given: occasion.kind === 'given' });
  const { selection, policyAt, headNow } = plan;
  const { cwd, remote } = source;
  let read: Promise<Done<Past>> | undefined;
  const past = (): Promise<Done<Past>> => (read ??= pastOf(desk, plan.head));
  const undoings = undoingsFor(past, desk);
  const asked = { consent: consentFor(desk, plan), worth: worthFor(desk, plan), undoings };
  const subject = { cwd, remote, selection, policyAt, headNow, ...asked };
  return { subject, occasion, plan, past, close: () => source.close() };
}

function consentFor({ api, run, occasion }: Desk, { head }: Plan): Subject['consent'] {
  const number = numberOf(occasion);
  if (api === null || number === null) return undefined;
  const approved = occasion.kind === 'pull' ? head : null;
  return async (policy) =>
    followed(await readConsent({ api, policy, number, head: approved, workflow: run.workflow }));
}

/** Whoever asked for code hears of it when nobody is there to write it. */
function followed(consent: Consent): Consent {
  const { instructions, notes } = consent;
  if (instructions.length === 0 || isAssistantOn()) return consent;
  const note = 'What /gatewright generate asks for is not written: this job switches no assistant on.';
  return { ...consent, instructions: [], notes: [...notes, note] };
}

function numberOf(occasion: Desk['occasion']): number | null {
  if (occasion.kind === 'pull') return occasion.number;
  return occasion.kind === 'queue' ? pullOfQueue(occasion.head.ref) : null;
}

function worthFor(desk: Desk, { branch }: Plan): Subject['worth'] {
  const { api, run, elsewhere, repositoryId: repository, occasion, place } = desk;
  if (api === null || branch === null) return undefined;
  const trusted = occasion.kind === 'pull' && occasion.trusted;
  const { workflow, job } = run;
  const display = reportInto(branch, place?.defaultBranch ?? '');
  return (maintained) => {
    const workflows = readWorkflows(maintained);
    return readWorth(api, { branch, display, workflow, elsewhere, repository, job, trusted, workflows });
  };
}
