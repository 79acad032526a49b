/** The whole flow, top to bottom: read, prove, propose, try, decide. Shells show and publish what comes out. */
import path from 'node:path';
import { decide } from './decide/decide.ts';
import type { Change } from './domain/change.ts';
import { NO_CONSENT, type Consent } from './domain/consent.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Policy } from './domain/policy.ts';
import type { Proposal } from './domain/proposal.ts';
import type { Report } from './domain/report.ts';
import type { Tree } from './domain/tree.ts';
import type { Worth } from './domain/worth.ts';
import { findCache } from './kit/store/cache.ts';
import { distDir, readTool } from './kit/tool.ts';
import { loadPolicy } from './policy/load.ts';
import { restrict } from './policy/restrict.ts';
import type { Assisted } from './propose/assistant/assist.ts';
import { propose } from './propose/propose.ts';
import { heed } from './prove/standing/consent.ts';
import { isGated, isWorkflow } from './prove/validators/tampering/guarded.ts';
import { openProver, type Prover, type ProverOptions } from './prove/prover.ts';
import type { Fetching } from './read/commit-ends.ts';
import { commitTree } from './read/commit-tree.ts';
import { findEnds, headMoved, type Ends } from './read/ends.ts';
import { ignoredFolders } from './read/ignored-folders.ts';
import { readChange, rechange } from './read/read.ts';
import { openRepository, type Repository } from './read/repository.ts';
import type { Asked, Request, Terms } from './request.ts';
import { openScript, type Script } from './trial/script.ts';
import { openTrial, type Try, type Trials } from './trial/trial.ts';

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

/** What is judged, and under which policy. */
export interface Case {
  readonly request: Request;
  readonly repository: Repository;
  readonly ends: Ends;
  readonly policy: Policy;
  /** The tree that the maintainers answer for: policy and instructions are read from it. */
  readonly maintained: Tree;
  readonly change: Change;
  readonly consent: Promise<Consent>;
  readonly unwanted: Promise<ReadonlyMap<string, string>> | undefined;
  readonly worth: Promise<Worth> | undefined;
  /** When the run began, by the monotonic clock. */
  readonly started: number;
}

/** Reads what the request asks for, and closes the repository when `work` is done with it. */
export async function withCase<T>(asked: Asked, work: (open: Case) => Promise<T>): Promise<T> {
  const started = performance.now();
  const request = 'subject' in asked ? { ...asked, ...(await asked.subject) } : asked;
  const repository = await openRepository(request.cwd, request.env, request.signal);
  try {
    request.onStage('reading the change');
    const ends = await findEnds(repository, request.selection, { fetching: fetchingOf(request) });
    const maintained = maintainedTree(request, repository, ends);
    // An audit has no change that could loosen its own policy: the tree's own is the maintainers'.
    const trusted = maintained ?? (ends.audit ? ends.head : ends.base);
    const worth = request.worth?.(trusted);
    // Whoever needs it is told of a failure.
    worth?.catch(() => undefined);
    const policy = await readPolicy(request, ends, trusted);
    const consent = request.consent?.(policy) ?? Promise.resolve(NO_CONSENT);
    const unwanted = request.unwanted?.(policy);
    const { generated } = policy;
    const read = await readChange(ends, { generated, within: ends.within, maintained });
    const change = { ...read, gated: await runsAlready(read, maintained) };
    return await work({
      request,
      repository,
      ends,
      policy,
      maintained: trusted,
      change,
      consent,
      unwanted,
      worth,
      started,
    });
  } finally {
    await repository.close();
  }
}

function fetchingOf({ deepen, remote, policyAt }: Request): Fetching | undefined {
  return deepen || remote ? { remote, also: policyAt === undefined ? [] : [policyAt] } : undefined;
}

/** The tree that the caller says is the maintainers'. */
function maintainedTree({ policyAt }: Request, repository: Repository, ends: Ends): Tree | undefined {
  if (policyAt === undefined || repository.kind === 'folder') return undefined;
  return policyAt === ends.baseCommit ? ends.base : commitTree(repository, policyAt);
}

/** A change can grow from before the gate was adopted: whether it gets round it is a question of the maintainers' branch. */
async function runsAlready({ files }: Change, maintained: Tree | undefined): Promise<boolean> {
  return maintained !== undefined && files.some(({ path }) => isWorkflow(path)) && isGated(maintained);
}

/** The maintainers' policy, as far as the caller wants it followed. */
async function readPolicy(request: Request, ends: Ends, base: Tree): Promise<Policy> {
  const { config, only, skip, policyAt } = request;
  const baseCommit = policyAt ?? ends.baseCommit;
  return restrict(await loadPolicy({ base, baseCommit, explicit: config }), only, skip);
}

type Judged = Pick<Report, 'author' | 'assistant'> & {
  readonly trials: Pick<Trials, 'trials' | 'kept' | 'steps'>;
};

export const UNTRIED: Judged['trials'] = { trials: [], kept: new Map(), steps: [] };

async function judge(open: Case, prover: Prover): Promise<Judged> {
  const { request, change } = open;
  // The author's judges end before anything is tried: no proposal can touch what they said.
  const author = await prover.dismiss(await prover.prove(change));
  if (change.audit && !request.fixes) return { author, trials: UNTRIED };
  const tryThem = await tryOut(open, prover, author);
  const fixes = await propose(change, author);
  if (!request.assistant) return { author, trials: await tryThem(fixes) };
  const tried = await tryThem(fixes, 'first');
  const kept = tried.trials.filter(({ fate }) => fate.kind === 'kept').map(({ proposal }) => proposal);
  const helped = await askAssistant(open, author, kept);
  const all = await tryThem([...kept, ...(helped?.proposals ?? [])]);
  const lost = tried.trials.filter(({ fate }) => fate.kind !== 'kept');
  return { author, trials: { ...all, trials: [...lost, ...all.trials] }, assistant: helped?.account };
}

async function tryOut(open: Case, { prove }: Prover, author: Evidence): Promise<Try> {
  const { request, change, policy } = open;
  const deadline = () => timeLeft(open);
  const unwanted = await open.unwanted;
  const script = await scriptOf(open, deadline);
  const tryThem = openTrial({ change, author, policy, unwanted, prove, rechange, script, deadline });
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

/**
 * Reads what the request asks for, while judges start that will be asked about it; every one of their processes is
 * gone when `work` is done with them.
 */
export async function withProver<T>(
  asked: Asked,
  more: Pick<ProverOptions, 'shard'>,
  work: (open: Case, prover: Prover) => Promise<T>,
): Promise<T> {
  let begin: (open: Case) => void = () => undefined;
  const reading = new Promise<Case>((resolve) => (begin = resolve));
  const prover = openJudges(asked, { ...more, reading });
  try {
    const judged = withCase(asked, async (open) => {
      begin(open);
      const { length } = open.change.files;
      asked.onStage(`proving ${length} changed ${length === 1 ? 'file' : 'files'}`);
      try {
        const done = await work(open, prover);
        const cacheNote = prover.cacheNote();
        if (cacheNote !== null) asked.onNote(cacheNote);
        return done;
      } finally {
        await prover.close();
      }
    });
    // Git was asked its first question: the judges load while it answers.
    prover.warm();
    return await judged;
  } finally {
    await prover.close();
  }
}

/** The prover of a case that is still being read. */
function openJudges(
  terms: Terms,
  { shard, reading }: Pick<ProverOptions, 'shard'> & { readonly reading: Promise<Case> },
): Prover {
  const cache = findCache(terms.env, terms.cacheKey);
  let left = (): number => Infinity;
  const policy = reading.then((open) => {
    left = () => timeLeft(open);
    return open.policy;
  });
  const prover = openProver({
    judge: path.join(distDir(), 'judge.js'),
    policy,
    cacheDir: cache.dir,
    cacheKey: cache.key,
    deadline: () => left(),
    signal: terms.signal,
    only: terms.only,
    skip: terms.skip,
    shard,
  });
  terms.onProver?.(prover);
  for (const note of [cache.note, prover.note]) if (note !== null) terms.onNote(note);
  return prover;
}

function timeLeft({ policy, started }: Case): number {
  return policy.timeBudget * 1000 - (performance.now() - started);
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
