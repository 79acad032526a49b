/** For whom the assistant works: people who may write here, and bots that the workflow names; in forks if it says so. */
import type { Trust } from '../../../assistant/cached.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../occasion.ts';
import { actorAt } from '../payload.ts';
import { askingWhoMayWrite, type MayWrite } from '../people/writers.ts';

export interface Allowed {
  /** Logins as GitHub shows them: `renovate[bot]`, `Copilot`. */
  readonly bots: readonly string[];
  readonly forks: boolean;
}

export type Works =
  | { readonly kind: 'yes'; readonly trust: Trust }
  /** A clause. */
  | { readonly kind: 'no'; readonly why: string };

const no = (why: string): Works => ({ kind: 'no', why });

/**
 * Both must be right: who opened the pull request, and who caused this event. GitHub says who they are and what they
 * may; what commits say of their authors plays no part.
 */
export async function worksFor(
  { api, occasion, payload }: Pick<Desk, 'api' | 'occasion' | 'payload'>,
  allowed: Allowed,
): Promise<Works> {
  if (occasion.kind !== 'pull') return no('it works on pull requests alone');
  const { author, head } = occasion;
  if (head.fork && !allowed.forks)
    return no('the change comes from a fork, which the input assistant-forks does not allow');
  const actors = [author, actorAt(payload, ['sender'])];
  const mayWrite = api && askingWhoMayWrite(api);
  for (const actor of actors) {
    const why = await whyNotFor(actor, { allowed, mayWrite });
    if (why !== null) return no(why);
  }
  if (head.fork) return { kind: 'yes', trust: 'forks' };
  return { kind: 'yes', trust: actors.some(({ bot }) => bot) ? 'bots' : 'maintainers' };
}

interface Standard {
  readonly allowed: Allowed;
  /** Null without a token. */
  readonly mayWrite: MayWrite | null;
}

async function whyNotFor(actor: Actor, { allowed, mayWrite }: Standard): Promise<string | null> {
  const { id, login, bot } = actor;
  if (id === 0 || login === '') return 'GitHub does not say who caused this run';
  if (bot) {
    const isListed = allowed.bots.some((one) => one.toLowerCase() === login.toLowerCase());
    return isListed ? null : `${login} is a bot that the input assistant-bots does not name`;
  }
  if (mayWrite === null) return 'who may write here cannot be asked without the input token';
  const answer = await mayWrite(actor);
  if (answer.kind === 'yes') return null;
  if (answer.kind === 'no') return `${login} may not write to this repository`;
  return `whether ${login} may write here is not known (${answer.fault.message.replace(/\.$/, '')})`;
}
