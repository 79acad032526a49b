/** Review comments of ours that a pull request has: what each is about, and whether its line still stands. */
import type { Answer } from '../api/api.ts';
import { markedRemark, type About } from './marker.ts';
import type { Asking } from './own-comments.ts';
import { isOurs, type Written } from './self.ts';

interface ReviewComment extends Written {
  readonly id: number;
  readonly node_id: string;
  readonly body?: string;
  /** Null when the line is no part of the diff any more. */
  readonly line?: number | null;
}

interface Thread extends About {
  readonly id: number;
  /** The id of its first comment in GraphQL. */
  readonly node: string;
  readonly stands: boolean;
}

/** The oldest first. */
export type Threads = readonly Thread[];

/** Who we are is asked only when somebody's comment has our marker. */
export async function ourThreads({ api, occasion, whoWeAre }: Asking): Promise<Answer<Threads>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const all = await api.list<ReviewComment>(route, { pull_number: occasion.number });
  if (!all.ok) return all;
  const marked = all.data.flatMap((comment) => {
    const about = markedRemark(comment.body);
    return about === null ? [] : [{ about, comment }];
  });
  if (marked.length === 0) return { ok: true, data: [] };
  const self = await whoWeAre();
  if (!self.ok) return self;
  const threads = marked
    .filter(({ comment }) => isOurs(comment, self.data))
    .map(({ about, comment: { id, node_id: node, line } }) => ({
      ...about,
      id,
      node,
      stands: typeof line === 'number',
    }));
  return { ok: true, data: threads.toSorted((a, b) => a.id - b.id) };
}

/** What a thread is there for: one suggestion, or one finding. */
export function purposeOf({ proposal, findings }: About): string {
  return proposal ?? findings[0] ?? '';
}

/**
 * Two runs may have said one thing at the same time: each looks again after it posted, and both keep the oldest.
 * GitHub has no way to post only where nothing is.
 */
export async function withdrawDoubles(asking: Asking, purposes: ReadonlySet<string>): Promise<void> {
  const threads = await ourThreads(asking);
  if (!threads.ok) return;
  const route = 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}';
  const told = new Set<string>();
  for (const thread of threads.data) {
    const purpose = purposeOf(thread);
    if (told.has(purpose) && purposes.has(purpose))
      await asking.api.request(route, { comment_id: thread.id });
    told.add(purpose);
  }
}
