/** What is shown through the API: check run, comment, review comments and code scanning, in this order. */
import type { Finding } from '../../../domain/finding.ts';
import type { Report } from '../../../domain/report.ts';
import { allAnnotations, type Annotation } from '../../../report/github.ts';
import type { Offers } from '../../../report/offer.ts';
import { reviewable } from '../../../report/review.ts';
import { annotate, showCheckRun, type CheckRun } from './check-run.ts';
import { showCodeScanning } from './code-scanning.ts';
import { showComment, type Commented, type Sticky } from './comment.ts';
import { broken, nothing, type Receipt, type Surface } from './receipt.ts';
import { showReview } from './review.ts';
import { whoWeAre } from './self.ts';
import type { Online } from './showing.ts';

/** What was shown so far. */
export interface Shown {
  readonly receipts: Receipt[];
  /** Findings that stand beside their line already: each is said there once. */
  readonly said: Set<Finding>;
}

/** What is shown of a report besides its words. */
export interface Material {
  readonly report: Report;
  readonly offers: Offers;
}

export async function showOnline(online: Online, shown: Shown, { report, offers }: Material): Promise<void> {
  const { occasion, surfaces, wording } = online;
  const wanted = (surface: Surface) => surfaces.includes(surface);
  // Its processing takes seconds: meanwhile the rest is shown.
  const scanning = wanted('code-scanning')
    ? showCodeScanning(online, report).catch((error: unknown) => broken('code-scanning', error))
    : null;
  // What a review comment will tell gets no annotation; a head that is none any more gets no comments beside lines.
  const reviews = wanted('review') && occasion.kind === 'pull' && !wording.stale;
  const planned = reviews ? reviewable(report, offers.suggested) : [];
  const elsewhere = new Set(planned.flatMap(({ findings }) => findings));
  const { run, sticky, comment, offered } = await showTalk(online, shown, allAnnotations(report, elsewhere));
  if (wanted('review')) {
    const reviewed =
      sticky && reviews
        ? await showReview({ ...sticky, report, comment, offered }, planned).catch((error: unknown) =>
            lost('review', error),
          )
        : null;
    shown.receipts.push(reviewed?.receipt ?? nothing('review'));
    for (const finding of reviewed?.said ?? []) shown.said.add(finding);
    const left = allAnnotations(report, shown.said).filter(({ finding }) => elsewhere.has(finding));
    for (const finding of run ? await annotate(online, run.id, left) : []) shown.said.add(finding);
  }
  if (scanning) shown.receipts.push(await scanning);
}

function lost(surface: Surface, error: unknown) {
  return { receipt: broken(surface, error), run: null, said: new Set<Finding>() };
}

interface Talk extends Pick<Commented, 'comment' | 'offered'> {
  readonly run: CheckRun | null;
  /** Null when there is no pull request to talk on, or a newer head or run talks there. */
  readonly sticky: Sticky | null;
}

/** The two that say how a run ended, whatever it came to: the check run and the comment. */
export async function showTalk(
  online: Online,
  { receipts, said }: Shown,
  annotations: readonly Annotation[],
): Promise<Talk> {
  const { api, occasion, surfaces } = online;
  const check = surfaces.includes('check')
    ? await showCheckRun(online, annotations).catch((error: unknown) => lost('check', error))
    : null;
  if (check) receipts.push(check.receipt);
  const run = check?.run ?? null;
  for (const finding of run?.said ?? []) said.add(finding);
  const sticky =
    occasion.kind === 'pull' ? { ...online, occasion, whoWeAre: whoWeAre(api, run?.app ?? null) } : null;
  const silent: Commented = { receipt: nothing('comment'), comment: null, offered: [] };
  if (!surfaces.includes('comment')) return { run, sticky, comment: null, offered: [] };
  const commented = sticky
    ? await showComment(sticky).catch((error: unknown) => ({ ...silent, receipt: broken('comment', error) }))
    : silent;
  const { receipt, comment, offered } = commented;
  receipts.push(receipt);
  return { run, sticky: receipt.outcome === 'superseded' ? null : sticky, comment, offered };
}
