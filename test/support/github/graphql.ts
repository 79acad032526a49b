/** GraphQL as far as it is used, checked against GitHub's published schema. */
import fs from 'node:fs';
import path from 'node:path';
import { buildSchema, execute, GraphQLError, parse, validate, type ExecutionResult } from 'graphql';
import { Refusal } from './behaviours.ts';
import { holds } from './permissions.ts';
import { updateRefs } from './refs.ts';
import type { Reply } from './rest/call.ts';
import { repositoryId } from './rest/shapes.ts';
import type { Identity, State } from './state.ts';
import { threadsOf } from './threads.ts';

const SCHEMA = buildSchema(
  fs.readFileSync(path.join(import.meta.dirname, 'contract/github.graphql'), 'utf8'),
);

export interface Asked {
  readonly state: State;
  readonly who: Identity | null;
  readonly body: unknown;
  /** Told what the schema objects to. */
  readonly violations: string[];
}

/** Errors have the status 200 and stand beside the data: behaviour `graphql-errors-are-200`. */
export function answerGraphql({ state, who, body, violations }: Asked): Reply {
  // Unlike REST, GraphQL answers nobody without a token.
  if (!who) throw new Refusal('needs-authentication');
  const { query = '', variables = {} } = (body ?? {}) as {
    query?: string;
    variables?: Record<string, unknown>;
  };
  try {
    const document = parse(query);
    const wrong = validate(SCHEMA, document);
    violations.push(...wrong.map((each) => each.message));
    if (wrong.length > 0) return { status: 200, body: { errors: wrong } };
    const nodes = ({ ids }: { ids: readonly string[] }): unknown[] => ids.map((id) => nodeOf(state, id));
    const rootValue = {
      ...{ viewer: viewer(who), nodes, repository: repositoryOf(state) },
      ...{ minimizeComment: minimize(state, who), updateRefs: updateRefs(state, who) },
    };
    const result = execute({ schema: SCHEMA, document, rootValue, variableValues: variables });
    return { status: 200, body: withTypes(result as ExecutionResult) };
  } catch (error) {
    violations.push(String(error));
    return { status: 200, body: { errors: [{ message: error instanceof Error ? error.message : 'Error' }] } };
  }
}

/** Behaviour `viewer-of-actions`. */
const viewer = ({ user }: Identity): object => ({
  id: `U_${user.id}`,
  databaseId: user.id,
  login: user.login,
});

/** Null for any other. */
const repositoryOf =
  (state: State) =>
  ({ owner, name }: { owner: string; name: string }): object | null => {
    if (owner !== state.facts.owner || name !== state.facts.repo) return null;
    const pullRequest = ({ number }: { number: number }): object => threadsOf(state, number);
    return { id: repositoryId(), pullRequest };
  };

function commentOf(
  state: State,
  id: string,
): State['comments'][number] | State['reviewComments'][number] | undefined {
  return [...state.comments, ...state.reviewComments].find((each) => each.node_id === id);
}

/** Null for what is not there. */
function nodeOf(state: State, id: string): object | null {
  const found = commentOf(state, id);
  if (!found) return null;
  return {
    __typename: id.startsWith('IC_') ? 'IssueComment' : 'PullRequestReviewComment',
    id,
    isMinimized: found.minimized !== null,
    minimizedReason: found.minimized?.toLowerCase() ?? null,
    lastEditedAt: ('lastEditedAt' in found ? found.lastEditedAt : null) ?? null,
  };
}

interface Minimize {
  readonly input: {
    readonly subjectId: string;
    readonly classifier: string;
    readonly clientMutationId?: string;
  };
}

/** Comments of issues and of reviews are hidden with a reason. */
function minimize(state: State, who: Identity) {
  return ({ input }: Minimize): object => {
    const found = commentOf(state, input.subjectId);
    if (!found) {
      throw refused('NOT_FOUND', `Could not resolve to a node with the global id of '${input.subjectId}'`);
    }
    if (!holds(who.permissions, ['pull-requests', 'issues'], 'write')) {
      throw refused('FORBIDDEN', 'Resource not accessible by integration');
    }
    found.minimized = input.classifier;
    // Behaviour `hiding-moves-updated-at`.
    found.updated_at = state.now();
    return {
      clientMutationId: input.clientMutationId ?? null,
      minimizedComment: nodeOf(state, found.node_id),
    };
  };
}

const refused = (type: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type } });

/** GitHub puts the type of an error beside its message. */
function withTypes({ data, errors }: ExecutionResult): object {
  if (!errors) return { data };
  return { data, errors: errors.map((each) => ({ ...each.toJSON(), type: each.extensions['type'] })) };
}
