/** The whole flow, top to bottom: read, prove, propose, try, decide. Shells show and publish what comes out. */
import { decide } from './decide/decide.ts';
import type { Case } from './case.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Report } from './domain/report.ts';
import { withProver } from './judges.ts';
import { readTool } from './kit/tool.ts';
import { tryOffers, UNTRIED, type Tried } from './offers.ts';
import { heed } from './prove/standing/consent.ts';
import type { Prover } from './prove/prover.ts';
import { headMoved } from './read/ends.ts';
import type { Asked } from './request.ts';
import type { Trials } from './trial/trial.ts';

export interface Gated {
  readonly report: Report;
  readonly kept: Trials['kept'];
  readonly steps: Trials['steps'];
  /** The folder that the change's working files lie in; null when there are none. */
  readonly root: string | null;
}

/** Judges one change. Throws UserError or EnvironmentError when there is nothing to judge, or no way to. */
export function runGate(asked: Asked): Promise<Gated> {
  return withProver(asked, {}, async (open, prover) => conclude(open, await judge(open, prover)));
}

type Judged = Tried & { readonly author: Evidence };

async function judge(open: Case, prover: Prover): Promise<Judged> {
  // The author's judges end before anything is tried: no proposal can touch what they said.
  const author = await prover.dismiss(await prover.prove(open.change));
  if (open.change.audit && !open.request.fixes) return { author, ...UNTRIED };
  return { author, ...(await tryOffers(open, prover, author)) };
}

/** The report with its verdict, which is none when the head moved meanwhile. */
export async function conclude(open: Case, { author: proven, trials, assistant }: Judged): Promise<Gated> {
  const { ends, policy, change, started } = open;
  const heard = { policy, consent: await open.consent, audit: change.audit };
  const { evidence: author, notes } = heed(proven, heard);
  const decided = decide(author, policy, change);
  const noted = { ...decided, reasons: [...decided.reasons, ...notes] };
  const moved = await whatMoved(open);
  const verdict = moved === null ? noted : superseded(noted, `${ends.headLabel} ${moved}`);
  const totalMs = Math.round(performance.now() - started);
  const report: Report = {
    tool: readTool(),
    policy,
    change,
    author,
    trials: trials.trials,
    assistant,
    verdict,
    totalMs,
    worth: await open.worth,
  };
  return { report, kept: trials.kept, steps: trials.steps, root: ends.root };
}

/** What happened to the head meanwhile, to follow its name; null when it stands as it was judged. */
async function whatMoved({ request, repository, ends }: Case): Promise<string | null> {
  const moved = 'moved while it was judged: run again for the new head.';
  if (await headMoved(repository, ends)) return moved;
  const now = (await request.headNow?.()) ?? ends.headCommit;
  if (now === ends.headCommit) return null;
  return now === '' ? 'got another base while it was judged: run again for that one.' : moved;
}

/** A verdict about a head that is no longer the head, or not for this base, is none: that needs its own run. */
function superseded(verdict: Report['verdict'], why: string): Report['verdict'] {
  return { ...verdict, decision: 'stale', reasons: [why] };
}
