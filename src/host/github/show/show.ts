/** Shows a verdict wherever it is wanted and may be shown; each surface falls back to the next best, and says so once. */
import type { Finding } from '../../../domain/finding.ts';
import type { Report } from '../../../domain/report.ts';
import { allAnnotations } from '../../../report/github.ts';
import { reviewable } from '../../../report/review.ts';
import { annotate, showCheckRun, type CheckRun } from './check-run.ts';
import { showCodeScanning } from './code-scanning.ts';
import { showComment, type Sticky } from './comment.ts';
import { showAnnotations, showSummary } from './local.ts';
import { nothing, remarks, SURFACES, type Receipt, type Surface } from './receipt.ts';
import { showReview } from './review.ts';
import { whoWeAre } from './self.ts';
import { onlineOf, type Online, type Showing } from './showing.ts';

/** What was shown so far. */
interface Shown {
  readonly receipts: Receipt[];
  /** Findings that stand beside their line already: each is said there once. */
  readonly said: Set<Finding>;
}

const ONLINE: readonly Surface[] = ['check', 'comment', 'review', 'code-scanning'];

/** Never throws, and never changes the verdict. One receipt for each surface, in the order of the input `show`. */
export async function show(report: Report, showing: Showing): Promise<readonly Receipt[]> {
  const shown: Shown = { receipts: [], said: new Set() };
  const { receipts, said } = shown;
  const online = onlineOf(report, showing);
  await safely(shown, 'check', async () =>
    online ? showOnline(online, shown) : showOffline(showing, shown),
  );
  const missing = (surface: Surface) =>
    receipts.some((one) => one.surface === surface && /^(?:refused|failed)$/.test(one.outcome));
  const wants = (surface: Surface, ...insteadOf: Surface[]) =>
    showing.surfaces.includes(surface) || insteadOf.some(missing);
  await safely(shown, 'annotations', async () => {
    if (wants('annotations', 'check', 'review')) receipts.push(showAnnotations(report, showing, said));
  });
  await safely(shown, 'summary', async () => {
    if (wants('summary', 'check', 'comment')) receipts.push(showSummary(report, showing, remarks(receipts)));
  });
  return receipts.toSorted((a, b) => SURFACES.indexOf(a.surface) - SURFACES.indexOf(b.surface));
}

/** A bug of ours in showing must not cost the verdict either. */
async function safely({ receipts }: Shown, surface: Surface, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const note = `The verdict could not be shown, which is a bug in Gatewright: ${why}`;
    receipts.push({ surface, outcome: 'failed', note });
  }
}

/** Where there is no token, or no place on GitHub that the commits belong to. */
function showOffline({ surfaces, occasion }: Showing, { receipts }: Shown): void {
  const note = 'No token was given: annotations of the job and its summary have the findings.';
  for (const surface of ONLINE.filter((one) => surfaces.includes(one))) {
    receipts.push(occasion.kind === 'given' ? nothing(surface) : { surface, outcome: 'refused', note });
  }
}

async function showOnline(online: Online, shown: Shown): Promise<void> {
  const { api, occasion, surfaces } = online;
  const wanted = (surface: Surface) => surfaces.includes(surface);
  // Its processing takes seconds: meanwhile the rest is shown.
  const scanning = wanted('code-scanning') ? showCodeScanning(online) : null;
  scanning?.catch(() => undefined);
  const run = wanted('check') ? await showCheck(online, shown) : null;
  if (occasion.kind === 'pull') {
    const sticky: Sticky = { ...online, occasion, whoWeAre: whoWeAre(api, run?.app ?? null) };
    if (wanted('comment')) shown.receipts.push(await showComment(sticky));
    if (wanted('review')) await showThreads(sticky, shown, run);
  } else {
    const absent = (['comment', 'review'] as const).filter(wanted);
    shown.receipts.push(...absent.map((surface) => nothing(surface)));
  }
  if (scanning) shown.receipts.push(await scanning);
}

/** What a review comment will tell gets no annotation. */
async function showCheck(online: Online, { receipts, said }: Shown): Promise<CheckRun | null> {
  const elsewhere = new Set(reviewedIn(online).map(({ finding }) => finding));
  const { receipt, run } = await showCheckRun(online, allAnnotations(online.report, elsewhere));
  receipts.push(receipt);
  for (const finding of run?.said ?? []) said.add(finding);
  return run;
}

/** What a review refused is annotated in the check run after all. */
async function showThreads(sticky: Sticky, { receipts, said }: Shown, run: CheckRun | null): Promise<void> {
  const planned = reviewedIn(sticky);
  const reviewed = await showReview(sticky, planned);
  receipts.push(reviewed.receipt);
  for (const finding of reviewed.said) said.add(finding);
  const left = allAnnotations(sticky.report, said).filter(({ finding }) =>
    planned.some((remark) => remark.finding === finding),
  );
  if (!run || left.length === 0) return;
  for (const finding of await annotate(sticky, run.id, left)) said.add(finding);
}

/** A head that is none any more gets no threads. */
function reviewedIn({ occasion, surfaces, report }: Online): ReturnType<typeof reviewable> {
  const fits = occasion.kind === 'pull' && surfaces.includes('review') && report.verdict.decision !== 'stale';
  return fits ? reviewable(report) : [];
}
