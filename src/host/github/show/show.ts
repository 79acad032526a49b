/** Shows a verdict wherever it is wanted and may be shown; each surface falls back to the next best, and says so once. */
import type { Report } from '../../../domain/report.ts';
import type { Failure } from '../../../report/failure.ts';
import { NO_OFFERS } from '../../../report/offer.ts';
import { showAnnotations, showFailureSummary, showSummary } from './local.ts';
import { offersOf } from './offers.ts';
import { showOnline, showTalk, type Shown } from './online.ts';
import { broken, nothing, remarks, SURFACES, type Receipt, type Surface } from './receipt.ts';
import { onlineOf, type Showing } from './showing.ts';
import { failureWording, wordingOf } from './wording.ts';

/** Never throws, and never changes the verdict. One receipt for each surface, in the order of the input `show`. */
export async function show(report: Report, showing: Showing): Promise<readonly Receipt[]> {
  const shown: Shown = { receipts: [], said: new Set() };
  const { receipts, said } = shown;
  let offers = NO_OFFERS;
  await safely(shown, 'review', async () => {
    if (showing.api && showing.occasion.kind === 'pull') offers = await offersOf(report);
  });
  await safely(shown, 'check', async () => {
    const online = onlineOf(showing, (posting) => wordingOf(report, posting, offers));
    if (online) await showOnline(online, shown, { report, offers });
    else showOffline(showing, shown);
  });
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
  return sorted(receipts);
}

/**
 * Shows that a run came to no report, so that nothing green stands beside the red job: a check run that fails, and an
 * old comment of ours that says so. Never throws.
 */
export async function showFailure(failure: Failure, showing: Showing): Promise<readonly Receipt[]> {
  const shown: Shown = { receipts: [], said: new Set() };
  await safely(shown, 'check', async () => {
    const online = onlineOf(showing, (posting) => failureWording(failure, posting));
    if (online) await showTalk(online, shown, []);
  });
  await safely(shown, 'summary', async () => {
    if (showing.surfaces.includes('summary')) shown.receipts.push(showFailureSummary(failure, showing));
  });
  return sorted(shown.receipts);
}

function sorted(receipts: readonly Receipt[]): readonly Receipt[] {
  return receipts.toSorted((a, b) => SURFACES.indexOf(a.surface) - SURFACES.indexOf(b.surface));
}

/** A bug of ours in showing must not cost the verdict either. */
async function safely({ receipts }: Shown, surface: Surface, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    receipts.push(broken(surface, error));
  }
}

const ONLINE: readonly Surface[] = ['check', 'comment', 'review', 'code-scanning'];

/** Where there is no token, or no place on GitHub that the commits belong to. */
function showOffline({ surfaces, occasion }: Showing, { receipts }: Shown): void {
  const note = 'No token was given: annotations of the job and its summary have the findings.';
  for (const surface of ONLINE.filter((one) => surfaces.includes(one))) {
    receipts.push(occasion.kind === 'given' ? nothing(surface) : { surface, outcome: 'refused', note });
  }
}
