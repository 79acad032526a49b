/** Which suggestions people turned down: they resolved the thread, or deleted the comment. */
import type { Answer, Api } from '../api/api.ts';
import type { Place } from '../occasion.ts';
import { offeredIn } from './marker.ts';
import { ownComments, type Asking } from './own-comments.ts';
import { whoWeAre } from './self.ts';
import { ourThreads } from './threads.ts';

interface Pull {
  /** Of the account that suggests. */
  readonly api: Api;
  readonly place: Pick<Place, 'owner' | 'repo'>;
  readonly number: number;
}

/**
 * The key of each such proposal, with the login of who resolved it, or empty where its comment was deleted. Applying a
 * suggestion resolves it too: when its finding stands again, somebody took it back.
 */
export async function turnedDown({ api, place, number }: Pull): Promise<Answer<ReadonlyMap<string, string>>> {
  const asking: Asking = { api, occasion: { number }, whoWeAre: whoWeAre(api, null) };
  const [own, threads] = await Promise.all([ownComments(asking), ourThreads(asking)]);
  if (!own.ok) return own;
  if (!threads.ok) return threads;
  const offered = own.data.flatMap(({ comment }) => offeredIn(comment.body));
  const suggesting = threads.data.filter(({ proposal }) => proposal !== null);
  const down = new Map(offered.map((key) => [key, '']));
  for (const { proposal } of suggesting) down.delete(proposal ?? '');
  if (suggesting.length === 0) return { ok: true, data: down };
  const resolved = await resolvedThreads({ api, place, number });
  if (!resolved.ok) return resolved;
  for (const { proposal, node } of suggesting) {
    const by = resolved.data.get(node);
    if (proposal !== null && by !== undefined) down.set(proposal, by);
  }
  return { ok: true, data: down };
}

const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    reviewThreads(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { isResolved resolvedBy { login } comments(first: 1) { nodes { id } } }
    }
  } }
}`;

interface Found {
  readonly repository?: { readonly pullRequest?: { readonly reviewThreads?: Threads } | null } | null;
}

interface Threads {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly nodes: readonly (Thread | null)[];
}

interface Thread {
  readonly isResolved: boolean;
  readonly resolvedBy?: { readonly login?: string } | null;
  readonly comments: { readonly nodes: readonly ({ readonly id: string } | null)[] };
}

/** A pull request with more threads than that is nobody's to read. */
const MOST_PAGES = 20;

/** Who resolved a thread, by the id of its first comment: only GraphQL tells. */
async function resolvedThreads(pull: Pull): Promise<Answer<ReadonlyMap<string, string>>> {
  const resolved = new Map<string, string>();
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const threads = await pageOf(pull, after);
    if (!threads.ok) return threads;
    for (const thread of threads.data?.nodes ?? []) {
      const first = thread?.comments.nodes[0];
      if (thread?.isResolved && first) resolved.set(first.id, thread.resolvedBy?.login ?? '');
    }
    after = threads.data?.pageInfo.hasNextPage ? (threads.data.pageInfo.endCursor ?? null) : null;
    if (after === null) break;
  }
  return { ok: true, data: resolved };
}

async function pageOf({ api, place, number }: Pull, after: string | null): Promise<Answer<Threads | null>> {
  const { owner, repo } = place;
  const answer = await api.graphql<Found>(QUERY, { owner, repo, number, after });
  if (!answer.ok) return answer;
  return { ok: true, data: answer.data.repository?.pullRequest?.reviewThreads ?? null };
}
