/** Proposals and their trials, in two rounds: what fixers offer first, and what an assistant adds to what was kept. */
import { timeLeft, type Case } from './case.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Proposal } from './domain/proposal.ts';
import type { Report } from './domain/report.ts';
import type { Assisted } from './propose/assistant/assist.ts';
import { propose } from './propose/propose.ts';
import type { Prover } from './prove/prover.ts';
import { ignoredFolders } from './read/ignored-folders.ts';
import { rechange } from './read/read.ts';
import { openScript, type Script } from './trial/script.ts';
import { openTrial, type Try, type Trials } from './trial/trial.ts';

export type Tried = Pick<Report, 'assistant'> & {
  readonly trials: Pick<Trials, 'trials' | 'kept' | 'steps'>;
};

export const UNTRIED: Tried = { trials: { trials: [], kept: new Map(), steps: [] } };

/** What is offered on top of the author's tree, and what became of it. */
export async function tryOffers(open: Case, prover: Prover, author: Evidence): Promise<Tried> {
  const tryThem = await tryOut(open, prover, author);
  const fixes = await propose(open.change, author);
  if (!open.request.assistant) return { trials: await tryThem(fixes) };
  const tried = await tryThem(fixes, 'first');
  const kept = tried.trials.filter(({ fate }) => fate.kind === 'kept').map(({ proposal }) => proposal);
  const helped = await askAssistant(open, author, kept);
  const all = await tryThem([...kept, ...(helped?.proposals ?? [])]);
  const lost = tried.trials.filter(({ fate }) => fate.kind !== 'kept');
  return { trials: { ...all, trials: [...lost, ...all.trials] }, assistant: helped?.account };
}

async function tryOut(open: Case, { prove }: Prover, author: Evidence): Promise<Try> {
  const { request, change, policy } = open;
  const deadline = () => timeLeft(open);
  const undoings = await open.undoings;
  const script = await scriptOf(open, deadline);
  const tryThem = openTrial({ change, author, policy, undoings, prove, rechange, script, deadline });
  return (proposals, round) => {
    const { length } = proposals;
    if (length > 0) request.onStage(`trying ${length} ${length === 1 ? 'proposal' : 'proposals'}`);
    return tryThem(proposals, round);
  };
}

async function scriptOf(open: Case, left: () => number): Promise<Script | undefined> {
  const { request, repository, ends, change } = open;
  const { script: command, env, signal, onNote } = request;
  if (command === undefined) return undefined;
  const { root } = ends;
  const folders = repository.kind === 'git' ? await ignoredFolders(repository) : [];
  const ignored = root === null ? null : { root, folders };
  return openScript({ command, head: change.head, ignored, env, left, signal, onNote });
}

/** What kept fixes do not end goes to the assistant, where there is one. */
async function askAssistant(
  open: Case,
  author: Evidence,
  proposals: readonly Proposal[],
): Promise<Assisted | undefined> {
  const { request, policy, change, maintained } = open;
  const assistant = await request.assistant?.(policy.assistant, request.onNote);
  if (!assistant) return undefined;
  request.onStage(`asking ${assistant.model}`);
  const { assist } = await import('./propose/assistant/assist.ts');
  const { instructions } = await open.consent;
  const scene = { change, author, proposals, policy, maintained, instructions };
  const { signal, onNote } = request;
  return assist({ ...scene, assistant, signal, left: () => timeLeft(open), onNote });
}
