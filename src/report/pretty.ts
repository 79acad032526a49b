/** The report for a person at a terminal: the verdict first, then what to do about it. */
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { oneLine, uncommanded, visible } from './escape.ts';
import { duration, filesLine, headlineOf, otherReasons, type Headline } from './headline.ts';
import { accountLines, faultLines, notApplicable } from './pretty/account.ts';
import { findingLines } from './pretty/finding.ts';
import { heading, pageOf, paragraph, type Look, type Page } from './pretty/page.ts';
import { wrap } from './pretty/width.ts';
import { coverageOf, tallyOf, unfinished, type Tally } from './tally.ts';
import { counted, stopped } from './words.ts';

const MAX_REASONS = 10;
const MAX_BLOCKING = 50;
const MAX_WARNINGS = 20;
/** Notes are counted; this few are also shown. */
const FEW_NOTES = 3;

export function renderPretty(report: Report, look: Look): string {
  const page = pageOf(report, look);
  const tally = tallyOf(report);
  const lines = isPlainPass(report, tally)
    ? [...verdictLines(page), ...endsLines(page, notApplicable(coverageOf(report)))]
    : [
        ...verdictLines(page),
        ...endsLines(page, ''),
        ...reasonLines(page),
        ...faultLines(page),
        ...groupLines(page, { findings: tally.blocking, most: MAX_BLOCKING, blocking: true }),
        ...groupLines(page, { findings: tally.warnings, most: MAX_WARNINGS, blocking: false }),
        ...(tally.notes.length > FEW_NOTES
          ? []
          : groupLines(page, { findings: tally.notes, most: FEW_NOTES, blocking: false })),
        '',
        ...accountLines(page),
      ];
  return lines.map((line) => `${uncommanded(line)}\n`).join('');
}

/** Nothing to say but that all is well: two lines. */
function isPlainPass(report: Report, tally: Tally): boolean {
  const told = [tally.warnings, tally.notes, tally.accepted, report.trials, report.published ?? []];
  const quiet = told.every(({ length }) => length === 0) && !report.assistant;
  const whole = coverageOf(report).failed.length === 0 && unfinished(report).length === 0;
  return report.verdict.decision === 'pass' && quiet && whole && otherReasons(report).length === 0;
}

function verdictLines(page: Page): string[] {
  const { state, counts } = headlineOf(page.report);
  const right = `${filesLine(page.report)}   ${duration(page.report.totalMs)}`;
  return heading(page, { mark: state.toUpperCase(), brush: brushOf(page, state), text: counts, right });
}

function brushOf({ paint }: Page, state: Headline['state']): (text: string) => string {
  if (state === 'passed') return paint.green;
  return state === 'observing' || state === 'superseded' ? paint.yellow : paint.red;
}

function endsLines(page: Page, unjudged: string): string[] {
  const { baseLabel, headLabel } = page.report.change;
  const ends = `${visible(baseLabel)} ${page.ellipsis} ${visible(headLabel)}`;
  const text = unjudged === '' ? ends : `${ends}   not applicable: ${unjudged}`;
  return wrap(text, { width: page.width, first: '', rest: '  ' });
}

function reasonLines(page: Page): string[] {
  const reasons = otherReasons(page.report).map((reason) => stopped(oneLine(reason)));
  const left = reasons.length - MAX_REASONS;
  const shown =
    left > 0 ? [...reasons.slice(0, MAX_REASONS), `And ${counted(left, 'more reason')}.`] : reasons;
  return shown.flatMap((reason) => paragraph(page, reason));
}

interface Group {
  readonly findings: readonly Finding[];
  readonly most: number;
  readonly blocking: boolean;
}

function groupLines(page: Page, { findings, most, blocking }: Group): string[] {
  const told = new Set<string>();
  const lines = findings.slice(0, most).flatMap((finding) => {
    const known = told.has(finding.rule);
    told.add(finding.rule);
    return ['', ...findingLines(page, finding, { blocking, known })];
  });
  const left = findings.length - most;
  if (left <= 0) return lines;
  const more = counted(
    left,
    blocking ? 'more finding blocks' : 'more warns',
    blocking ? 'more findings block' : 'more warn',
  );
  return [...lines, '', ...paragraph(page, `${more}: --format json has them all.`)];
}
