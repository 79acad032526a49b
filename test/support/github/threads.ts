/** Review threads as GraphQL tells them: which are resolved, and by whom; REST does not say. */
import type { State } from './state.ts';

interface Page {
  readonly first?: number;
  readonly after?: string | null;
}

/** Every comment that answers none begins a thread; cursors are positions. */
export function threadsOf(state: State, number: number): object {
  const found = state.reviewComments.filter((each) => each.number === number);
  return {
    id: `PR_${number}`,
    reviewThreads: ({ first = 100, after = null }: Page): object => {
      const from = after === null ? 0 : Number(after) + 1;
      const page = found.slice(from, from + Math.min(first, 100));
      const end = from + page.length;
      return {
        pageInfo: { endCursor: page.length === 0 ? null : `${end - 1}`, hasNextPage: end < found.length },
        nodes: page.map(({ id, node_id, resolvedBy = null }) => ({
          id: `PRRT_${id}`,
          isResolved: resolvedBy !== null,
          resolvedBy: resolvedBy && { login: resolvedBy },
          comments: { nodes: [{ id: node_id }], pageInfo: { endCursor: null, hasNextPage: false } },
        })),
      };
    },
  };
}
