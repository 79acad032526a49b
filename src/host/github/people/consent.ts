/** What people said about a pull request, as far as it counts. What cannot be read does not count, and is said. */
import { NO_CONSENT, type Accept, type Consent, type Refusal } from '../../../domain/consent.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Api } from '../api/api.ts';
import { approvalsAmong, askReviews } from './approvals.ts';
import { askPull, type PullFacts } from './pull.ts';
import { runsOn } from './runs.ts';
import { askStatements, whyNot, type Statement } from './statements.ts';
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
    instructions: [],
    notes: [...notes, ...sifted.notes, ...approvals.notes],
  };
}

interface Sieve {
  readonly asking: Asking;
  readonly pull: PullFacts;
  readonly head: string;
  readonly mayWrite: MayWrite;
}

type Sifted = Pick<Consent, 'accepts' | 'refused' | 'notes'>;

/** Accepts that count, and those that do not with the reason. */
async function sift(statements: readonly Statement[], sieve: Sieve): Promise<Sifted> {
  const { asking, pull, mayWrite } = sieve;
  const accepts: Accept[] = [];
  const refused: Refusal[] = [];
  const notes = new Set<string>();
  const headSince = once(() => newestRun(sieve, (note) => notes.add(note)));
  for (const statement of statements) {
    const { fingerprint, by, reason, url, created } = statement;
    const why =
      (asking.policy.accept === 'nobody' ? 'the policy lets nobody accept a finding' : null) ??
      (await whyNot(statement, { author: pull.author, mayWrite, onFault: (note) => notes.add(note) }));
    if (why === null) {
      const since = await headSince();
      const current = since !== null && created > since;
      accepts.push({ fingerprint, by: by.login, reason, url, current });
    } else
      refused.push({
        fingerprint,
        why: `The accept of ${fingerprint} by ${by.login} does not count: ${why}.`,
      });
  }
  return { accepts, refused, notes: [...notes] };
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
