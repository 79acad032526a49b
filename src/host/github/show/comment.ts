/** The one comment on a pull request: found by marker and author over all pages, rewritten in place. */
import type { Answer, Fault } from '../api/api.ts';
import type { PullOccasion } from '../occasion.ts';
import { createOnce } from './create.ts';
import { commentMarker, offeredIn, withOffered } from './marker.ts';
import { isNewer } from './order.ts';
import { ownComments, type Comment } from './own-comments.ts';
import { faulted, nothing, shown, superseded, type Receipt } from './receipt.ts';
import { authorOf, type Self } from './self.ts';
import { mayOnlyRead, type Online } from './showing.ts';

export interface Sticky extends Online {
  readonly occasion: PullOccasion;
  readonly whoWeAre: () => Promise<Answer<Self>>;
}

export interface Commented {
  readonly receipt: Receipt;
  /** The comment that stays; null when there is none. */
  readonly comment: number | null;
  /** Keys of proposals that were suggested before, as far as it remembers. */
  readonly offered: readonly string[];
}

export async function showComment(sticky: Sticky): Promise<Commented> {
  const own = await ownComments(sticky);
  if (!own.ok) return without(fault(sticky, own.fault));
  if (own.data.some(({ turn }) => isNewer(turn, sticky.run))) return without(superseded('comment'));
  if (own.data.length === 0 && sticky.wording.quiet) return without(nothing('comment'));
  if (await moved(sticky)) return without(superseded('comment'));
  const [oldest] = own.data;
  if (!oldest) return post(sticky);
  const edited = await edit(sticky, oldest.comment);
  if (!edited.ok && edited.fault.kind === 'absent') return post(sticky);
  if (!edited.ok) return without(fault(sticky, edited.fault));
  for (const { comment } of own.data.slice(1)) await retire(sticky, comment);
  return kept(oldest.comment, edited.data.html_url);
}

function kept({ id, body }: Comment, url: string): Commented {
  return { receipt: shown('comment', url), comment: id, offered: offeredIn(body) };
}

function without(receipt: Receipt): Commented {
  return { receipt, comment: null, offered: [] };
}

/**
 * Whether the verdict is about a head, or a base, that is none any more, and does not say so. GitHub has no
 * compare-and-swap for comments; but a run of a newer head can only have written after the head moved, so this
 * question, asked last, finds it out. Runs of one head say the same.
 */
async function moved({ wording, head, headNow }: Sticky): Promise<boolean> {
  if (wording.stale) return false;
  const now = await headNow?.();
  return typeof now === 'string' && now !== head;
}

function bodyOf({ wording, run, head }: Sticky): string {
  return `${commentMarker(run, head)}\n${wording.comment}`;
}

/** All of it is written anew, but for what it remembers. */
function edit(sticky: Sticky, { id, body: old }: Comment): Promise<Answer<Comment>> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  const body = withOffered(bodyOf(sticky), offeredIn(old));
  return sticky.api.request<Comment>(route, { comment_id: id, body });
}

async function post(sticky: Sticky): Promise<Commented> {
  const { api, occasion, run } = sticky;
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const made = await createOnce<Comment>(sticky, {
    create: () => api.request<Comment>(route, { issue_number: occasion.number, body: bodyOf(sticky) }),
    find: async () => {
      const own = await ownComments(sticky);
      if (!own.ok) return own;
      const ours = own.data.find(({ turn }) => turn.id === run.id && turn.attempt === run.attempt);
      return { ok: true, data: ours?.comment ?? null };
    },
  });
  return made.ok ? settle(sticky, made.data) : without(fault(sticky, made.fault));
}

/**
 * Another run may have posted at the same time: the oldest comment stays and says what the newest run says. GitHub
 * has no compare-and-swap for comments, so whoever posts looks again; the newest run of all does the work.
 */
async function settle(sticky: Sticky, posted: Comment): Promise<Commented> {
  const own = await ownComments({ ...sticky, whoWeAre: async () => ({ ok: true, data: authorOf(posted) }) });
  const mine = kept(posted, posted.html_url);
  if (!own.ok) return mine;
  const [oldest] = own.data;
  if (!oldest || own.data.length === 1) return mine;
  const outdone = own.data.some(({ turn }) => isNewer(turn, sticky.run));
  if (!outdone && oldest.comment.id !== posted.id) await edit(sticky, oldest.comment);
  const spare = own.data.filter(({ comment }) => comment.id !== oldest.comment.id);
  const mineToRetire = outdone ? spare.filter(({ comment }) => comment.id === posted.id) : spare;
  for (const { comment } of mineToRetire) await retire(sticky, comment);
  return outdone ? without(superseded('comment')) : kept(oldest.comment, oldest.comment.html_url);
}

/** Folds a duplicate away, then takes its marker, so that no later run finds it again. */
async function retire({ api, posting }: Sticky, { id, node_id: node }: Comment): Promise<void> {
  const minimise =
    'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }';
  const hidden = await api.graphql(minimise, { id: node });
  if (!hidden.ok) return;
  const body = `Another comment of Gatewright has the report.\n\n<sub>[run ${posting.run.id}](${posting.run.url})</sub>`;
  await api.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id, body });
}

function fault(sticky: Sticky, why: Fault): Receipt {
  return faulted('comment', why, mayOnlyRead(sticky));
}
