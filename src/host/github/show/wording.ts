/** What is said on GitHub, for a report and for a run that has none. */
import type { Report } from '../../../domain/report.ts';
import { exitCodeOf } from '../../../domain/verdict.ts';
import { isQuiet, renderComment, type Posting } from '../../../report/comment.ts';
import { clip } from '../../../report/escape.ts';
import { failureTitle, renderFailure, type Failure } from '../../../report/failure.ts';
import { headlineOf } from '../../../report/headline.ts';
import { renderMarkdown } from '../../../report/markdown.ts';
import type { Offers } from '../../../report/offer.ts';

/** `neutral` and `skipped` satisfy a required check (contracts: required checks), so no verdict is ever one of them. */
type Conclusion = 'success' | 'failure' | 'cancelled';

export interface Wording {
  readonly conclusion: Conclusion;
  /** Of the check run, at most 255 characters. */
  readonly title: string;
  readonly summary: string;
  readonly comment: string;
  /** Worth no comment where there is none yet. */
  readonly quiet: boolean;
  /** It says itself that the head is none any more. */
  readonly stale: boolean;
}

const TITLE_LIMIT = 255;

export function wordingOf(report: Report, posting: Posting, offers: Offers): Wording {
  const { state, counts } = headlineOf(report);
  const { site, worth } = posting;
  const stale = report.verdict.decision === 'stale';
  return {
    conclusion: conclusionOf(report),
    title: clip(`${state[0]?.toUpperCase()}${state.slice(1)}: ${counts}`, TITLE_LIMIT),
    summary: renderMarkdown(report, { site, worth, remarks: [] }),
    comment: renderComment(report, posting, offers.patched),
    // What is suggested is remembered in the comment.
    quiet: stale || (isQuiet(report) && offers.suggested.length + offers.patched.length === 0),
    stale,
  };
}

function conclusionOf({ verdict }: Report): Conclusion {
  if (verdict.decision === 'stale') return 'cancelled';
  return exitCodeOf(verdict) === 0 ? 'success' : 'failure';
}

export function failureWording(failure: Failure, posting: Posting): Wording {
  const text = renderFailure(failure, posting);
  const title = clip(failureTitle(failure), TITLE_LIMIT);
  return { conclusion: 'failure', title, summary: text, comment: text, quiet: true, stale: false };
}
