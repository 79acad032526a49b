/** The last lines of the terminal report: what became of proposals, and what was and was not looked at. */
import { assistantLine, assistantTroubles, notedAt } from '../assistant.ts';
import { oneLine, shownPath, visible } from '../escape.ts';
import { publishedAt, publishedLine } from '../published.ts';
import { coverageOf, proposalsOf, tallyOf, unfinished, type Coverage } from '../tally.ts';
import { acceptanceOf, counted, endOf, placeOf, reasonOf, stopped } from '../words.ts';
import { field, heading, paragraph, type Page } from './page.ts';

const MAX_NAMES = 5;
const MAX_GROUPS = 4;
const MAX_ACCEPTED = 10;
const MAX_NOTES = 10;

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
    ...publishedField(page),
    ...assistantField(page),
    ...reviewField(page),
    ...acceptedField(page),
    ...knownField(page),
    ...judgedField(page, coverage),
    ...detailsField(page),
  ];
}

function proposalsField(page: Page): string[] {
  const { told: listed, unsure } = proposalsOf(page.report);
  const of = (kind: string) => listed.filter(({ fate }) => fate.kind === kind);
  const told = (kind: string, words: string) => {
    const some = of(kind);
    const reasons = [...new Set(some.map(({ fate }) => oneLine(reasonOf(fate), 200)))].filter(Boolean);
    const more = reasons.length > 3 ? `; and ${counted(reasons.length - 3, 'more reason')}` : '';
    const why = reasons.length === 0 ? '' : ` (${reasons.slice(0, 3).join('; ')}${more})`;
    return some.length === 0 ? [] : [`${some.length} ${words}${why}`];
  };
  const { published = [] } = page.report;
  const isWritten = published.some(({ kind }) => kind === 'committed' || kind === 'offered');
  const how = isWritten ? '' : ' (gatewright fix --apply)';
  const kept = of('kept').length === 0 ? [] : [`${of('kept').length} kept${how}`];
  const below = unsure === 0 ? [] : [`${unsure} below ${page.report.policy.assistant.confidence} confidence`];
  const parts = [...kept, ...told('rolled-back', 'rolled back'), ...told('refused', 'not tried'), ...below];
  return parts.length === 0 ? [] : field(page, 'Proposals', parts.join(', '));
}

/** What this run wrote to branches, or why it did not. */
function publishedField(page: Page): string[] {
  return (page.report.published ?? []).flatMap((each) =>
    field(page, 'Published', [publishedLine(each), publishedAt(each)].filter(Boolean).join(' ')),
  );
}

function assistantField(page: Page): string[] {
  const { assistant } = page.report;
  if (!assistant) return [];
  const lines = [assistantLine(assistant), ...assistantTroubles(assistant)];
  return lines.flatMap((line) => field(page, 'Assistant', line));
}

/** What a reviewer says of the change: for people to weigh, and never a reason to block. */
function reviewField(page: Page): string[] {
  const notes = page.report.assistant?.notes ?? [];
  const lines = notes
    .slice(0, MAX_NOTES)
    .map((note) => `${notedAt(note)}: ${oneLine(note.message, 600)} (${note.confidence} confidence)`);
  const left = notes.length - MAX_NOTES;
  const told = [...lines, ...(left > 0 ? [`and ${counted(left, 'more note')}`] : [])];
  const heard = told.length === 0 ? [] : ['notes of the assistant, never blocking', ...told];
  return heard.flatMap((line) => field(page, 'Review', line));
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
