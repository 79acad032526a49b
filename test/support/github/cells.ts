/** Event × who × token: what is tried for the table of docs/events.md, and why some of it cannot happen. */
import type { PullOptions } from './github.ts';

export const EVENTS = [
  'pull_request',
  'pull_request_target',
  'merge_group',
  'push',
  'issue_comment, rerun',
  'issue_comment, accept',
  'workflow_run',
  'workflow_dispatch',
  'schedule',
] as const;
type EventName = (typeof EVENTS)[number];

export const ACTORS = ['same repository', 'fork', 'Dependabot', 'agent bot', 'merge queue'] as const;
export type Actor = (typeof ACTORS)[number];

export const TOKENS = ['write', 'read', 'none'] as const;
type TokenKind = (typeof TOKENS)[number];

export interface Cell {
  readonly event: EventName;
  readonly actor: Actor;
  readonly token: TokenKind;
}

/** Whose pull request it is. In the queue it is a colleague's. */
export const PULLS: Readonly<Record<Actor, PullOptions>> = {
  'same repository': { author: 'ada' },
  fork: { author: 'mallory', fork: true },
  Dependabot: { dependabot: true },
  'agent bot': { author: 'Copilot', bot: true },
  'merge queue': { author: 'ada' },
};

const OF_BRANCHES = 'the default branch has no author';

/** Why there is no such run, a sentence without its stop; null where there is one. */
export function impossible({ event, actor }: Cell): string | null {
  switch (event) {
    case 'merge_group':
      return actor === 'merge queue' ? null : 'whoever wrote it, the queue asks: see merge queue';
    case 'push':
      return actor === 'fork' ? 'a push to a fork runs there' : null;
    case 'workflow_dispatch':
    case 'schedule':
      return actor === 'same repository' ? null : OF_BRANCHES;
    default:
      return actor === 'merge queue' ? 'the queue asks by merge_group' : null;
  }
}

/** All combinations, in the order of the table. */
export const CELLS: readonly Cell[] = EVENTS.flatMap((event) =>
  ACTORS.flatMap((actor) => TOKENS.map((token) => ({ event, actor, token }))),
);

export const nameOf = ({ event, actor, token }: Cell): string => `${event} · ${actor} · ${token}`;
