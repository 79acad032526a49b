/** The last lines of the terminal report: what became of proposals, and what was and was not looked at. */
import { assistantLine, assistantTroubles } from '../assistant.ts';
import { oneLine, shownPath, visible } from '../escape.ts';
import { coverageOf, tallyOf, unfinished, type Coverage } from '../tally.ts';
import { acceptanceOf, counted, endOf, placeOf, reasonOf, stopped } from '../words.ts';
import { field, heading, paragraph, type Page } from './page.ts';

const MAX_NAMES = 5;
const MAX_GROUPS = 4;
const MAX_ACCEPTED = 10;

/** Each validator that did not come to an end: why, and what to do. */
export function faultLines(page: Page): string[] {
  return unfinished(page.report).flatMap((outcome) => [
    '',
    ...heading(page, {
      mark: endOf(outcome),
      brush: page.paint.red,
      text: outcome.required ? '' : '(not required)',
      right: '',
    }),
    ...paragraph(page, stopped(oneLine(outcome.message))),
  ]);
}

export function accountLines(page: Page): string[] {
  const coverage = coverageOf(page.report);
  return [
    ...proposalsField(page),
    ...assistantField(page),
    ...acceptedField(page),
    ...knownField(page),
    ...judgedField(page, coverage),
    ...detailsField(page),
  ];
}

function proposalsField(page: Page): string[] {
  const { trials } = page.report;
  if (trials.length === 0) return [];
  const of = (kind: string) => trials.filter(({ fate }) => fate.kind === kind);
  const told = (kind: string, words: string) => {
    const some = of(kind);
    const reasons = [...new Set(some.map(({ fate }) => oneLine(reasonOf(fate), 200)))].filter(Boolean);
    const more = reasons.length > 3 ? `; and ${counted(reasons.length - 3, 'more reason')}` : '';
    const why = reasons.length === 0 ? '' : ` (${reasons.slice(0, 3).join('; ')}${more})`;
    return some.length === 0 ? [] : [`${some.length} ${words}${why}`];
  };
  const kept = of('kept').length === 0 ? [] : [`${of('kept').length} kept (gatewright fix --apply)`];
  const parts = [...kept, ...told('rolled-back', 'rolled back'), ...told('refused', 'not tried')];
  return field(page, 'Proposals', parts.join(', '));
}

function assistantField(page: Page): string[] {
  const { assistant } = page.report;
  if (!assistant) return [];
  const lines = [assistantLine(assistant), ...assistantTroubles(assistant)];
  return lines.flatMap((line) => field(page, 'Assistant', line));
}

/** Each with who answers for it and why: what does not block is still somebody's word. */
function acceptedField(page: Page): string[] {
  const { accepted } = tallyOf(page.report);
  const told = accepted
    .slice(0, MAX_ACCEPTED)
    .flatMap((finding) =>
      field(page, 'Accepted', `${placeOf(finding.at)} ${visible(finding.rule)}: ${acceptanceOf(finding)}`),
    );
  const left = accepted.length - MAX_ACCEPTED;
  return left > 0 ? [...told, ...field(page, 'Accepted', `and ${left} more`)] : told;
}

function knownField(page: Page): string[] {
  const { known } = tallyOf(page.report);
  const parts = [
    [known.get('outside-diff'), 'outside the changed lines'],
    [known.get('baseline'), 'in the baseline'],
    [known.get('suppressed'), 'suppressed'],
    [known.get('duplicate'), 'said twice'],
  ].flatMap(([count, words]) => (count ? [`${count} ${words}`] : []));
  return parts.length === 0 ? [] : field(page, 'Known', parts.join(', '));
}

function judgedField(page: Page, coverage: Coverage): string[] {
  const judged = [...coverage.byValidator].map(([id, count]) => `${id} ${count}`).join(', ');
  const rest = notApplicable(coverage);
  return field(page, 'Judged', `${judged || 'nothing'}${rest && `; not applicable: ${rest}`}`);
}

/** How to learn more about the worst that was found. */
function detailsField(page: Page): string[] {
  const { blocking, warnings } = tallyOf(page.report);
  const worst = blocking[0] ?? warnings[0];
  return worst ? field(page, 'Details', `gatewright explain ${visible(worst.rule)}`) : [];
}

/** `logo.png (binary), a.lock, b.lock and 3 more (generated)`; empty when every file was looked at. */
export function notApplicable({ notApplicable: groups }: Coverage): string {
  const told = [...groups].slice(0, MAX_GROUPS).map(([reason, paths]) => {
    const left = paths.length - MAX_NAMES;
    const names = paths.slice(0, MAX_NAMES).map(shownPath).join(', ');
    return `${names}${left > 0 ? ` and ${left} more` : ''} (${oneLine(reason, 120).replace(/\.$/, '')})`;
  });
  const left = [...groups].slice(MAX_GROUPS).reduce((sum, [, paths]) => sum + paths.length, 0);
  return [...told, ...(left > 0 ? [`and ${counted(left, 'more file')}`] : [])].join('; ');
}
