/** What people said about a pull request, as far as it counts. What cannot be read does not count, and is said. */
import {
  NO_CONSENT,
  type Accept,
  type Consent,
  type Instruction,
  type Refusal,
} from '../../../domain/consent.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Api } from '../api/api.ts';
import type { Actor } from '../occasion.ts';
import { approvalsAmong, askReviews } from './approvals.ts';
import { askPull, type PullFacts } from './pull.ts';
import { runsOn } from './runs.ts';
import { askStatements, whyNot, type Said, type Statement } from './statements.ts';
import { askingWhoMayWrite, type MayWrite } from './writers.ts';

export interface Asking {
  readonly api: Api;
  readonly policy: Policy;
  /** Of the pull request. */
  readonly number: number;
  /** The judged commit; null in a merge queue, where the pull request's own head counts. */
  readonly head: string | null;
  /** The path of the workflow with the required job. */
  readonly workflow: string;
}

/** For one head; each is a question of its own. */
const MOST_INSTRUCTIONS = 5;

/** Never throws. One list of comments when nobody said anything; reviews only where the policy escalates. */
export async function readConsent(asking: Asking): Promise<Consent> {
  const { api, number, policy } = asking;
  const [said, reviews] = await Promise.all([
    askStatements(api, number),
    policy.escalate.length > 0 ? askReviews(api, number) : { ok: true as const, data: [] },
  ]);
  const notes: string[] = [];
  if (!said.ok) notes.push(`No accept counts: ${said.fault.message}`);
  if (!reviews.ok) notes.push(`No approval counts: ${reviews.fault.message}`);
  const heard = { statements: said.ok ? said.data : [], reviews: reviews.ok ? reviews.data : [] };
  if (heard.statements.length + heard.reviews.length === 0) return { ...NO_CONSENT, notes };
  const pull = await askPull(api, number);
  if (!pull.ok) return { ...NO_CONSENT, notes: [...notes, `Nobody's word counts: ${pull.fault.message}`] };
  const head = asking.head ?? pull.data.head;
  const mayWrite = askingWhoMayWrite(api);
  const sifted = await sift(heard.statements, { asking, pull: pull.data, head, mayWrite });
  const approvals = await approvalsAmong(heard.reviews, { policy, pull: pull.data, head, mayWrite });
  return {
    ...sifted,
    approvals: approvals.approvals,
    notes: [...notes, ...sifted.notes, ...approvals.notes],
  };
}

interface Sieve {
  readonly asking: Asking;
  readonly pull: PullFacts;
  readonly head: string;
  readonly mayWrite: MayWrite;
}

type Sifted = Pick<Consent, 'accepts' | 'instructions' | 'refused' | 'notes'>;

/** What counts; accepts that do not come with the reason, instructions had theirs beneath the comment. */
async function sift(statements: readonly Statement[], sieve: Sieve): Promise<Sifted> {
  const { asking, pull, mayWrite } = sieve;
  const accepts: Accept[] = [];
  const instructions: Instruction[] = [];
  const refused: Refusal[] = [];
  const notes = new Set<string>();
  const standard = { author: pull.author, mayWrite, onFault: (note: string) => void notes.add(note) };
  const headSince = once(() => newestRun(sieve, standard.onFault));
  for (const statement of statements) {
    const { said, by, url, created } = statement;
    const why = closed(said, asking) ?? (await whyNot(statement, standard));
    const isCurrent = why === null && created > ((await headSince()) ?? Infinity);
    const spoken = { by: by.login, url };
    if (said.kind === 'generate') {
      // Said about an earlier head, it was followed there: a push must not have it written a second time.
      if (isCurrent) instructions.push({ text: said.text, ...spoken });
    } else if (why === null) {
      const { fingerprint, reason } = said;
      accepts.push({ fingerprint, reason, current: isCurrent, ...spoken });
    } else refused.push(refusal(said.fingerprint, by, why));
  }
  return { accepts, instructions: instructions.slice(0, MOST_INSTRUCTIONS), refused, notes: [...notes] };
}

/** Why nobody's word of this kind counts here. */
function closed({ kind }: Said, { policy, head }: Asking): string | null {
  if (kind === 'generate') return head === null ? 'nothing is written in a merge queue' : null;
  return policy.accept === 'nobody' ? 'the policy lets nobody accept a finding' : null;
}

function refusal(fingerprint: string, by: Actor, why: string): Refusal {
  return { fingerprint, why: `The accept of ${fingerprint} by ${by.login} does not count: ${why}.` };
}

/** When the judged head came here, by the start of the newest run for it; null when that cannot be known. */
async function newestRun({ asking, head }: Sieve, onFault: (note: string) => void): Promise<number | null> {
  const runs = await runsOn(asking.api, head, asking.workflow);
  if (!runs.ok) onFault(`Since when this head is here is not known: ${runs.fault.message}`);
  const created = runs.ok ? runs.data[0]?.created : undefined;
  return created === undefined || Number.isNaN(created) ? null : created;
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
