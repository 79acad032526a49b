/** What one run is about: the change, its two ends, and the policy of the maintainers' tree. */
import type { Change } from './domain/change.ts';
import { NO_CONSENT, type Consent } from './domain/consent.ts';
import type { Policy } from './domain/policy.ts';
import type { Undone } from './domain/proposal.ts';
import type { Tree } from './domain/tree.ts';
import type { Worth } from './domain/worth.ts';
import { loadPolicy } from './policy/load.ts';
import { restrict } from './policy/restrict.ts';
import { isGated, isWorkflow } from './prove/validators/tampering/guarded.ts';
import type { Fetching } from './read/commit-ends.ts';
import { commitTree } from './read/commit-tree.ts';
import { findEnds, type Ends } from './read/ends.ts';
import { readChange } from './read/read.ts';
import { openRepository, type Repository } from './read/repository.ts';
import type { Asked, Request } from './request.ts';

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
  readonly undoings: Promise<ReadonlyMap<string, Undone>> | undefined;
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
    const undoings = request.undoings?.(policy);
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
      undoings,
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

/** Milliseconds of the policy's budget that the run has left. */
export function timeLeft({ policy, started }: Case): number {
  return policy.timeBudget * 1000 - (performance.now() - started);
}
