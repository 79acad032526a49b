/** Comments of ours on a pull request: found by marker and author over all pages. */
import type { Answer, Api } from '../api/api.ts';
import { commentTurn } from './marker.ts';
import type { Turn } from './order.ts';
import { isOurs, type Self, type Written } from './self.ts';

export interface Comment extends Written {
  readonly id: number;
  readonly node_id: string;
  readonly body?: string | null;
  readonly html_url: string;
}

/** A comment of ours, with the run that wrote it. */
export interface Own {
  readonly comment: Comment;
  readonly turn: Turn;
}

/** Whose words on which pull request. */
export interface Asking {
  readonly api: Api;
  readonly occasion: { readonly number: number };
  readonly whoWeAre: () => Promise<Answer<Self>>;
}

/** Ours, oldest first. Who we are is asked only when somebody's comment has our marker. */
export async function ownComments({ api, occasion, whoWeAre }: Asking): Promise<Answer<readonly Own[]>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const all = await api.list<Comment>(route, { issue_number: occasion.number });
  if (!all.ok) return all;
  const marked = all.data.flatMap((comment) => {
    const turn = commentTurn(comment.body);
    return turn ? [{ comment, turn }] : [];
  });
  if (marked.length === 0) return { ok: true, data: [] };
  const self = await whoWeAre();
  if (!self.ok) return self;
  const own = marked.filter(({ comment }) => isOurs(comment, self.data));
  return { ok: true, data: own.toSorted((a, b) => a.comment.id - b.comment.id) };
}
