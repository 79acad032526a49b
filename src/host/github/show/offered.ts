/**
 * What was suggested on a pull request, kept in our comment on it: a suggestion that somebody deleted leaves no other
 * trace. GitHub has no compare-and-swap for comments; what a run at the same time forgets, its threads still tell.
 */
import type { Api } from '../api/api.ts';
import type { Commented } from './comment.ts';
import { offeredIn, withOffered } from './marker.ts';

interface Remembering extends Pick<Commented, 'comment' | 'offered'> {
  readonly api: Api;
}

/** Puts nothing but the keys into the comment as it is now: a newer run may have written it meanwhile. */
export async function rememberOffered(
  { api, comment, offered }: Remembering,
  keys: readonly string[],
): Promise<void> {
  if (comment === null || keys.every((key) => offered.includes(key))) return;
  const asked = { comment_id: comment };
  const route = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
  const now = await api.request<{ readonly body?: string | null }>(`GET ${route}`, asked);
  if (!now.ok) return;
  const body = now.data.body ?? '';
  const known = offeredIn(body);
  const fresh = new Set(keys.filter((key) => !known.includes(key)));
  if (fresh.size > 0)
    await api.request(`PATCH ${route}`, { ...asked, body: withOffered(body, [...known, ...fresh]) });
}
