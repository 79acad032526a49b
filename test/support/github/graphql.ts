/** GraphQL as far as it is used. */
import { Refusal } from './behaviours.ts';
import { holds } from './permissions.ts';
import type { Reply } from './rest/call.ts';
import type { Identity, State } from './state.ts';

export interface Asked {
  readonly state: State;
  readonly who: Identity | null;
  readonly body: unknown;
}

/** Errors have the status 200 and stand beside the data. */
export function answerGraphql({ state, who, body }: Asked): Reply {
  if (!who) throw new Refusal('needs-authentication');
  const { query = '', variables = {} } = (body ?? {}) as {
    query?: string;
    variables?: Record<string, unknown>;
  };
  if (!/minimizeComment/.test(query)) return { status: 200, body: { errors: [{ message: 'unknown' }] } };
  if (!holds(who.permissions, ['pull-requests', 'issues'], 'write')) {
    const error = {
      type: 'FORBIDDEN',
      path: ['minimizeComment'],
      message: 'Resource not accessible by integration',
    };
    return { status: 200, body: { data: { minimizeComment: null }, errors: [error] } };
  }
  const input = (variables['input'] ?? variables) as Record<string, unknown>;
  const id = input['subjectId'] ?? input['id'];
  const found = [...state.comments, ...state.reviewComments].find((each) => each.node_id === id);
  if (found) found.minimized = String(input['classifier'] ?? 'OUTDATED');
  return { status: 200, body: { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } } };
}
