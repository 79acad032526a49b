/**
 * What was suggested on a pull request, kept in our comment on it: a suggestion that somebody deleted leaves no other
 * trace. GitHub has no compare-and-swap for comments; what a run at the same time forgets, its threads still tell.
 */
import type { Api } from '../api/api.ts';
import { offeredIn, withOffered } from './marker.ts';

interface Remembering {
  readonly api: Api;
  /** Null where there is no comment that could remember. */
  readonly comment: number | null;
}

/** Puts nothing but the keys into the comment as it is now: a newer run may have written it meanwhile. */
export async function rememberOffered({ api, comment }: Remembering, keys: readonly string[]): Promise<void> {
  if (comment === null) return;
  const asked = { comment_id: comment };
  const now = await api.request<{ readonly body?: string | null }>(
    'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
    asked,
  );
  if (!now.ok) return;
  const body = now.data.body ?? '';
  const known = offeredIn(body);
  const fresh = keys.filter((key) => !known.includes(key));
  if (fresh.length === 0) return;
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  await api.request(route, { ...asked, body: withOffered(body, [...known, ...new Set(fresh)]) });
}
