/** Review comments of ours that a pull request has: which finding each is about, and whether its line still stands. */
import type { Answer } from '../api/api.ts';
import type { Sticky } from './comment.ts';
import { markedFinding } from './marker.ts';
import { isOurs, type Written } from './self.ts';

interface ReviewComment extends Written {
  readonly id: number;
  readonly body?: string;
  /** Null when the line is no part of the diff any more. */
  readonly line?: number | null;
}

interface Thread {
  readonly id: number;
  readonly stands: boolean;
}

/** By fingerprint, the oldest first. Who we are is asked only when somebody's comment has our marker. */
export type Threads = ReadonlyMap<string, readonly Thread[]>;

export async function ourThreads({ api, occasion, whoWeAre }: Sticky): Promise<Answer<Threads>> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const all = await api.list<ReviewComment>(route, { pull_number: occasion.number });
  if (!all.ok) return all;
  const marked = all.data.flatMap((comment) => {
    const fingerprint = markedFinding(comment.body);
    return fingerprint === null ? [] : [{ fingerprint, comment }];
  });
  if (marked.length === 0) return { ok: true, data: new Map() };
  const self = await whoWeAre();
  if (!self.ok) return self;
  const threads = new Map<string, Thread[]>();
  for (const { fingerprint, comment } of marked.toSorted((a, b) => a.comment.id - b.comment.id)) {
    if (!isOurs(comment, self.data)) continue;
    const thread = { id: comment.id, stands: typeof comment.line === 'number' };
    threads.set(fingerprint, [...(threads.get(fingerprint) ?? []), thread]);
  }
  return { ok: true, data: threads };
}

/**
 * Two runs may have told one finding at the same time: each looks again after it posted, and both keep the oldest.
 * GitHub has no way to post only where nothing is.
 */
export async function withdrawDoubles(sticky: Sticky, fingerprints: ReadonlySet<string>): Promise<void> {
  const threads = await ourThreads(sticky);
  if (!threads.ok) return;
  const route = 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}';
  for (const [fingerprint, [, ...doubles]] of threads.data) {
    if (!fingerprints.has(fingerprint)) continue;
    for (const { id } of doubles) await sticky.api.request(route, { comment_id: id });
  }
}
