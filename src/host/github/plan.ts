/** From an occasion to what is judged: two commits, the commit that holds the maintainers' policy, and the head. */
import { EnvironmentError } from '../../errors.ts';
import type { Selection } from '../../read/ends.ts';
import type { Desk } from './desk.ts';
import { givenSelection, isProposal } from './given.ts';
import type {
  AuditOccasion,
  GivenOccasion,
  Judged,
  PullOccasion,
  PushOccasion,
  QueueOccasion,
} from './occasion.ts';
import { commitAt, nameAt, type Payload } from './payload.ts';
import { openQuestions, type Questions } from './questions.ts';

export interface Plan {
  readonly selection: Selection;
  /** Undefined: the base's own policy. */
  readonly policyAt?: string;
  /** The commit that is judged: of a pull request its head, never the merge that GitHub tried. */
  readonly head: string;
  /** Asked again, whenever it matters whether head or base moved; undefined where it cannot. See {@link Subject}. */
  readonly headNow?: () => Promise<string | null>;
  /** The branch whose rules decide what a green check is worth; null where there is none to merge into. */
  readonly branch: string | null;
}

export interface Known {
  readonly questions: Questions;
  readonly defaultBranch: string;
  /** The commit that the workflow file came from, as the runner says it. */
  readonly workflowCommit: string | null;
}

/** Throws EnvironmentError when GitHub cannot say what the judgement hangs on, UserError for wrong inputs. */
export async function planOf(desk: Desk, occasion: Judged | GivenOccasion): Promise<Plan> {
  const { api, env, payload, named, note, place } = desk;
  const questions = openQuestions(api, note);
  const defaultBranch = place?.defaultBranch ?? '';
  if (occasion.kind !== 'given')
    return planFor(occasion, { questions, defaultBranch, workflowCommit: commitAt(env, ['GITHUB_SHA']) });
  const selection = givenSelection(env, payload, named);
  // Whatever commits the workflow names: a proposal does not bring its own policy.
  const maintained = isProposal(env) ? await questions.tip(defaultBranch) : null;
  if (maintained === null) refuseOthers(baseOf(payload), defaultBranch);
  return { selection, policyAt: maintained ?? undefined, head: '', branch: null };
}

/** Every id that must be there; null where history is needed as well. */
export function neededBy({ selection, policyAt }: Plan): readonly string[] | null {
  if (selection.kind === 'commits' && !selection.twoDot) return null;
  const ids =
    selection.kind === 'commits' ? [selection.base, selection.head] : 'at' in selection ? [selection.at] : [];
  return [...ids, policyAt].filter((id) => id !== undefined);
}

export function planFor(occasion: Judged, known: Known): Promise<Plan> {
  if (occasion.kind === 'pull') return planPull(occasion, known);
  if (occasion.kind === 'queue') return planQueue(occasion, known);
  return occasion.kind === 'push' ? planPush(occasion, known) : planAudit(occasion, known);
}

async function planPull(occasion: PullOccasion, known: Known): Promise<Plan> {
  const { questions, defaultBranch } = known;
  const { number, head } = occasion;
  const [now, maintained] = await Promise.all([questions.pull(number), questions.tip(defaultBranch)]);
  // The event may be an old one that is run again: the base is what it is now.
  const branch = now?.base ?? occasion.base.ref;
  const onDefault = branch !== '' && branch === defaultBranch;
  // The payload's base can be older than what the head was merged with, which would show merged work as the change's own.
  // What was merged lies in its base now: it is compared with the base as it was.
  const tip = now?.merged ? null : onDefault ? maintained : await questions.tip(branch);
  const sought = { base: tip ?? occasion.base.commit, head: head.commit, branch, name: head.ref };
  return {
    selection: await between(questions, sought),
    policyAt: maintained ?? untold(occasion, known, branch),
    head: head.commit,
    headNow: now === null ? undefined : async () => headOf(questions, number, branch),
    branch,
  };
}

/** What the event itself says of the default branch. */
function untold({ trusted, base }: PullOccasion, known: Known, branch: string): string | undefined {
  if (trusted && known.workflowCommit !== null) return known.workflowCommit;
  refuseOthers(branch, known.defaultBranch);
  return branch !== '' && branch === known.defaultBranch ? base.commit : undefined;
}

/** Whoever can push a branch can make it a base, with a policy of their own: nothing is judged under that. */
function refuseOthers(branch: string, defaultBranch: string): void {
  if (branch === '' || defaultBranch === '' || branch === defaultBranch) return;
  throw new EnvironmentError(
    `The policy lies on ${defaultBranch}, and GitHub does not say where that is: ` +
      'give the input token, with the permission contents: read.',
  );
}

function baseOf(payload: Payload): string {
  return nameAt(payload, ['pull_request', 'base', 'ref']);
}

function nameOf(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

/** A question that fails here decides nothing: the verdict is about the commit that it names. */
async function headOf(questions: Questions, number: number, branch: string): Promise<string | null> {
  try {
    const now = await questions.pull(number);
    return now && (now.base === branch ? now.head : '');
  } catch (error) {
    if (error instanceof EnvironmentError) return null;
    throw error;
  }
}

interface Sought {
  readonly base: string;
  readonly head: string;
  /** How people call the two. */
  readonly branch: string;
  readonly name: string;
}

/** With the merge base known, no history is needed. */
async function between(questions: Questions, { base, head, branch, name }: Sought): Promise<Selection> {
  const found = await questions.mergeBase(base, head);
  if (found === null) return { kind: 'commits', base, head, twoDot: false };
  const called = branch && name ? { base: `merge base with ${branch}`, head: name } : undefined;
  return { kind: 'commits', base: found, head, twoDot: true, called };
}

/** The group's base may be another group, with changes that no maintainer merged: the policy is not read there. */
async function planQueue({ base, head }: QueueOccasion, known: Known): Promise<Plan> {
  const maintained = await known.questions.tip(known.defaultBranch);
  if (maintained === null) refuseOthers(base.ref, known.defaultBranch);
  const selection = { kind: 'commits', base: base.commit, head: head.commit, twoDot: true } as const;
  return { selection, policyAt: maintained ?? undefined, head: head.commit, branch: base.ref };
}

async function planPush({ ref, before, after }: PushOccasion, known: Known): Promise<Plan> {
  const { questions, defaultBranch } = known;
  const onDefault = ref === `refs/heads/${defaultBranch}`;
  // What is pushed to the default branch is judged under what stood there before.
  const maintained = onDefault ? before : await questions.tip(defaultBranch);
  const base = before ?? maintained;
  const name = nameOf(ref);
  // A new branch is compared with the default one, so that its base is the maintainers'.
  if (maintained === null && before !== null) refuseOthers(name, defaultBranch);
  return {
    selection:
      base === null
        ? { kind: 'commits', head: after, twoDot: false }
        : await between(questions, { base, head: after, branch: before ? name : defaultBranch, name }),
    policyAt: maintained ?? undefined,
    head: after,
    branch: null,
  };
}

async function planAudit({ ref, commit }: AuditOccasion, known: Known): Promise<Plan> {
  const onDefault = ref === `refs/heads/${known.defaultBranch}`;
  const maintained = onDefault ? null : await known.questions.tip(known.defaultBranch);
  if (maintained === null) refuseOthers(nameOf(ref), known.defaultBranch);
  const selection = { kind: 'all', paths: [], at: commit } as const;
  return { selection, policyAt: maintained ?? undefined, head: commit, branch: null };
}
