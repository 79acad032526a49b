/** What needs no token: annotations that the runner reads from the log, and the job's summary. */
import fs from 'node:fs';
import type { Finding } from '../../../domain/finding.ts';
import type { Report } from '../../../domain/report.ts';
import { renderFailure, type Failure } from '../../../report/failure.ts';
import { renderGithub } from '../../../report/github.ts';
import { renderMarkdown } from '../../../report/markdown.ts';
import { nothing, shown, type Receipt } from './receipt.ts';
import { addressOf, type Showing } from './showing.ts';

/** Workflow commands for what nothing else says beside its line. */
export function showAnnotations(report: Report, { print }: Showing, said: ReadonlySet<Finding>): Receipt {
  const text = renderGithub(report, said);
  if (text === '') return nothing('annotations');
  print(text);
  return shown('annotations', undefined);
}

export function showSummary(report: Report, showing: Showing, remarks: readonly string[]): Receipt {
  const { place, occasion, head, worth } = showing;
  const site = place && occasion.kind !== 'given' ? { repository: addressOf(place), head } : null;
  return write(showing, renderMarkdown(report, { site, worth, remarks }));
}

export function showFailureSummary(failure: Failure, showing: Showing): Receipt {
  return write(showing, renderFailure(failure, null));
}

function write({ summaryFile }: Showing, text: string): Receipt {
  if (!summaryFile) return nothing('summary');
  try {
    fs.appendFileSync(summaryFile, `${text}\n`);
    return shown('summary', undefined);
  } catch {
    const note = 'The job summary could not be written; the verdict does not depend on it.';
    return { surface: 'summary', outcome: 'failed', note };
  }
}
