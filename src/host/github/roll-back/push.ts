/** The push that an event is about, when an account made it whose pushes the policy wants back. */
import { done, type Branch, type Done } from '../../../domain/branch.ts';
import { MAX_ROUNDS, type History } from '../../../publish/memory.ts';
import type { Range } from '../../../publish/roll-back.ts';
import type { OpenWriter } from '../branch/writer.ts';
import { actorAt, commitAt, nameAt, type Payload } from '../payload.ts';
import type { Questions } from '../questions.ts';

export interface Push extends Range {
  /** Whoever pushed, as GitHub knows the account: no commit says it. */
  readonly sender: string;
}

/** Null for an event that is no push to the judged head, or whose sender is not among the agents. */
export function pushOf(payload: Payload, head: string, agents: readonly string[]): Push | null {
  const { login } = actorAt(payload, ['sender']);
  const [before, after] = [commitAt(payload, ['before']), commitAt(payload, ['after'])];
  const isListed = agents.some((agent) => agent.toLowerCase() === login.toLowerCase());
  const isPush = nameAt(payload, ['action']) === 'synchronize';
  return isPush && isListed && before !== null && after === head ? { before, after, sender: login } : null;
}

export interface Standing {
  readonly writer: OpenWriter;
  readonly history: History;
  readonly questions: Questions;
  /** The branch that would be merged into. */
  readonly base: string;
}

/** Each costs a request. */
const MOST_COMMITS = 100;

/**
 * Whether every commit of it lies on one other. What a merge brought in belongs to another branch as well: taken back
 * here, it is gone where both come together.
 */
async function isLineOf(branch: Branch, { before, after }: Range): Promise<Done<boolean>> {
  let at = after;
  for (let count = 0; count < MOST_COMMITS && at !== before; count++) {
    const found = await branch.find(at);
    if (!found.ok) return found;
    const [parent, ...more] = found.value.parents;
    if (parent === undefined || more.length > 0) return done(false);
    at = parent;
  }
  return done(at === before);
}

/** Why the push cannot be taken back without taking back more than it: a clause; null when it can be. */
export async function refusalOf(push: Push, standing: Standing): Promise<Done<string | null>> {
  const { writer, history, questions, base } = standing;
  const { before, after } = push;
  const ids = new Set(history.own.map(({ id }) => id));
  if (ids.has(after)) return done('Gatewright itself made its last commit');
  if (history.pushes >= MAX_ROUNDS) {
    const value = `${MAX_ROUNDS} pushes were rolled back in this pull request already, so somebody has to look`;
    return done(value);
  }
  const follows = await writer.branch.contains(after, before);
  if (!follows.ok) return follows;
  if (!follows.value) return done('it rewrote the branch');
  const isLine = await isLineOf(writer.branch, push);
  if (!isLine.ok) return isLine;
  if (!isLine.value) return done(`it holds a merge, or over ${MOST_COMMITS} commits`);
  const tip = await questions.tip(base);
  const [old, now] =
    tip === null
      ? [null, null]
      : [await questions.mergeBase(tip, before), await questions.mergeBase(tip, after)];
  // Undoing a merge would take the work of others out of the branch, and keep it out.
  const value =
    old === null || old !== now ? `it brought in commits of ${base}, or that cannot be known` : null;
  return done(value);
}
