/** What the workflow names itself: two commits, the event's filling in for one of them, or paths for an audit. */
import { UserError } from '../../errors.ts';
import type { Selection } from '../../read/ends.ts';
import { commitAt, type Payload } from './payload.ts';
import type { Named } from './read-occasion.ts';

/** The event names a proposal, which could bring its own policy. */
export function isProposal(env: NodeJS.ProcessEnv): boolean {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  return event.startsWith('pull_request') || event === 'merge_group';
}

/** Throws UserError for inputs that exclude each other, and for a commit that neither inputs nor event name. */
export function givenSelection(env: NodeJS.ProcessEnv, payload: Payload, named: Named): Selection {
  if (named.all.length > 0) return auditOf(env, named);
  const [base, head] = ends(env, payload);
  const selected = { base: named.base || base, head: named.head || head };
  if (selected.base && selected.head)
    return { kind: 'commits', base: selected.base, head: selected.head, twoDot: false };
  const missing = selected.base ? 'head' : 'base';
  const event = env['GITHUB_EVENT_NAME'] ?? 'none';
  throw new UserError(
    `The event ${event} does not name the other commit: give the input ${missing} as well.`,
  );
}

/** An audit follows the policy that lies in the checkout, so that checkout must not be a proposal's. */
function auditOf(env: NodeJS.ProcessEnv, { base, head, all }: Named): Selection {
  if (isProposal(env)) {
    throw new UserError(
      `The input all audits a branch under its own policy, and ${env['GITHUB_EVENT_NAME']} has a change to judge: ` +
        'leave it out here.',
    );
  }
  if (base || head) throw new UserError('The input all judges every line: leave out base and head.');
  return { kind: 'all', paths: all };
}

function ends(env: NodeJS.ProcessEnv, payload: Payload): readonly (string | null)[] {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  if (event.startsWith('pull_request'))
    return ['base', 'head'].map((end) => commitAt(payload, ['pull_request', end, 'sha']));
  if (event === 'merge_group')
    return ['base_sha', 'head_sha'].map((end) => commitAt(payload, ['merge_group', end]));
  return event === 'push' ? ['before', 'after'].map((end) => commitAt(payload, [end])) : [null, null];
}
