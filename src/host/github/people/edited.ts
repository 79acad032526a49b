/** Which comments were edited after they were written. */
import type { Api } from '../api/api.ts';
import { textAt, type Payload } from '../payload.ts';

const QUERY = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt } } }';
/** GraphQL's own limit of one question. */
const MOST = 100;

/**
 * The node ids of comments that nobody edited. REST's `updated_at` moves when a comment is hidden, too, and may be a
 * second late from the start (palantir/policy-bot#459), so where it differs `lastEditedAt` decides. What cannot be
 * asked counts as edited.
 */
export async function unedited(api: Api, comments: readonly Payload[]): Promise<ReadonlySet<string>> {
  const touched = comments.filter((one) => textAt(one, ['created_at']) !== textAt(one, ['updated_at']));
  const kept = new Set(comments.filter((one) => !touched.includes(one)).map(nodeOf));
  const ids = touched.map(nodeOf).filter(Boolean).slice(0, MOST);
  if (ids.length === 0) return kept;
  const answer = await api.graphql<{ readonly nodes?: unknown }>(QUERY, { ids });
  const nodes =
    answer.ok && Array.isArray(answer.data.nodes) ? (answer.data.nodes as (Payload | null)[]) : [];
  for (const node of nodes) if (node?.['lastEditedAt'] === null) kept.add(textAt(node, ['id']));
  return kept;
}

export function nodeOf(comment: Payload): string {
  return textAt(comment, ['node_id']);
}
