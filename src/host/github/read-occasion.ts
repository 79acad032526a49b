/** Event and payload to an occasion. What is judged is never left to chance: an event that is not known is refused. */
import { UserError } from '../../errors.ts';
import type { Occasion, PullOccasion } from './occasion.ts';
import { commandIn } from './people/command.ts';
import { actorAt, commitAt, nameAt, numberAt, textAt, valueAt, type Payload } from './payload.ts';

/** The commits or paths that the workflow names itself; empty where it does not. */
export interface Named {
  readonly base: string;
  readonly head: string;
  readonly all: readonly string[];
}

type Reader = (payload: Payload, env: NodeJS.ProcessEnv) => Occasion | null;

const READERS: Readonly<Record<string, Reader>> = {
  merge_group: readQueue,
  push: readPush,
  issue_comment: readComment,
  workflow_run: readRun,
  workflow_dispatch: readAudit,
  schedule: readAudit,
};

/** Throws UserError for an event that names nothing to judge. */
export function readOccasion(env: NodeJS.ProcessEnv, payload: Payload, named: Named): Occasion {
  if (named.base || named.head || named.all.length > 0) return { kind: 'given' };
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  // Whatever happened to a pull request (a label, a review, its end): the job stands on its head, so the head is judged.
  const isPull = event.startsWith('pull_request');
  const reader = isPull ? readPull : Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  const occasion = reader?.(payload, env);
  if (occasion) return occasion;
  throw new UserError(
    `The event ${event || 'none'} names no change: run on pull_request, or give the inputs base and head.`,
  );
}

function readPull(payload: Payload, env: NodeJS.ProcessEnv): PullOccasion | null {
  const at = (...path: string[]): readonly string[] => ['pull_request', ...path];
  const [base, head] = [commitAt(payload, at('base', 'sha')), commitAt(payload, at('head', 'sha'))];
  const number = numberAt(payload, at('number')) ?? numberAt(payload, ['number']);
  if (!base || !head || !number) return null;
  const [from, to] = [at('head', 'repo', 'full_name'), at('base', 'repo', 'full_name')];
  return {
    kind: 'pull',
    trusted: env['GITHUB_EVENT_NAME'] === 'pull_request_target',
    number,
    base: { ref: nameAt(payload, at('base', 'ref')), commit: base },
    // A fork that was deleted has no repository any more.
    head: {
      ref: nameAt(payload, at('head', 'ref')),
      commit: head,
      fork: nameAt(payload, from) !== nameAt(payload, to),
    },
    author: actorAt(payload, at('user')),
    draft: valueAt(payload, at('draft')) === true,
  };
}

function readQueue(payload: Payload): Occasion | null {
  const end = (which: string): { ref: string; commit: string | null } => ({
    ref: nameAt(payload, ['merge_group', `${which}_ref`]).replace(/^refs\/heads\//, ''),
    commit: commitAt(payload, ['merge_group', `${which}_sha`]),
  });
  const [base, head] = [end('base'), end('head')];
  if (base.commit === null || head.commit === null) return null;
  return {
    kind: 'queue',
    base: { ref: base.ref, commit: base.commit },
    head: { ref: head.ref, commit: head.commit },
  };
}

function readPush(payload: Payload): Occasion | null {
  const [before, after] = [commitAt(payload, ['before']), commitAt(payload, ['after'])];
  const ref = nameAt(payload, ['ref']);
  if (after === null) {
    return valueAt(payload, ['deleted']) === true
      ? { kind: 'idle', why: 'The branch was deleted: nothing is left to judge.' }
      : null;
  }
  const first = before === null && ref === `refs/heads/${nameAt(payload, ['repository', 'default_branch'])}`;
  return first ? { kind: 'audit', ref, commit: after } : { kind: 'push', ref, before, after };
}

/** Only a new comment on a pull request is a command: what somebody edits later was not said to us. */
function readComment(payload: Payload): Occasion {
  const number = numberAt(payload, ['issue', 'number']);
  const id = numberAt(payload, ['comment', 'id']);
  const body = textAt(payload, ['comment', 'body']);
  const isPull = valueAt(payload, ['issue', 'pull_request']) !== undefined;
  const isNew = nameAt(payload, ['action']) === 'created';
  if (!isPull || !isNew || number === null || id === null || commandIn(body) === null) {
    return { kind: 'idle', why: 'This comment is no command: there is nothing to do.' };
  }
  return {
    kind: 'command',
    number,
    author: actorAt(payload, ['issue', 'user']),
    by: actorAt(payload, ['comment', 'user']),
    comment: { id, body },
  };
}

function readRun(payload: Payload): Occasion | null {
  const head = commitAt(payload, ['workflow_run', 'head_sha']);
  if (head === null) return null;
  if (nameAt(payload, ['workflow_run', 'event']) === 'pull_request_review')
    return { kind: 'follow-up', head };
  return { kind: 'idle', why: 'The workflow that ended is not one of reviews: there is nothing to do.' };
}

function readAudit(_payload: Payload, env: NodeJS.ProcessEnv): Occasion | null {
  const [ref, commit] = [nameAt(env, ['GITHUB_REF']), commitAt(env, ['GITHUB_SHA'])];
  return commit === null ? null : { kind: 'audit', ref, commit };
}
