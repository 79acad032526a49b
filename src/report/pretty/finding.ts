/** One finding on the terminal: rule and place, the line with its carets, what it means and how to mend it. */
import type { Finding } from '../../domain/finding.ts';
import { oneLine } from '../escape.ts';
import { trialsFor } from '../tally.ts';
import { fateOf, placeOf, stopped, wordsOf, type Words } from '../words.ts';
import { flowLines } from './flow.ts';
import { heading, paragraph, type Page } from './page.ts';
import { sourceLine } from './source.ts';
import { displayWidth } from './width.ts';

export interface Showing {
  readonly blocking: boolean;
  /** The rule's reason and advice were given with an earlier finding. */
  readonly known: boolean;
}

const MAX_RELATED = 5;
const MAX_FIXES = 3;

export function findingLines(page: Page, finding: Finding, { blocking, known }: Showing): string[] {
  const words = wordsOf(finding);
  return [
    ...headingOf(page, finding, blocking),
    ...sourceOf(page, finding, words),
    ...relatedOf(page, finding),
    ...paragraph(page, words.hint),
    ...paragraph(page, words.waits),
    ...(known ? [] : explanation(page, words)),
    ...fixesOf(page, finding),
  ];
}

function headingOf(page: Page, finding: Finding, blocking: boolean): string[] {
  const { paint } = page;
  const label = finding.severity === 'warning' ? 'warn' : finding.severity;
  // By default errors block and nothing else does; where policy has it otherwise, the line says so.
  const usual = blocking === (finding.severity === 'error');
  const text = `${wordsOf(finding).rule}${usual ? '' : blocking ? ' (blocks)' : ' (does not block)'}`;
  const brush = blocking ? paint.red : finding.severity === 'note' ? paint.cyan : paint.yellow;
  return heading(page, { mark: label.padEnd(5), brush, text, right: placeOf(finding.at) });
}

/** The way of the value, where it has one; else the line. The message stands beside the carets when there is room, below them otherwise. */
function sourceOf(page: Page, finding: Finding, words: Words): string[] {
  if (finding.flow) return [...flowLines(page, finding), ...paragraph(page, stopped(words.message))];
  const source = sourceLine(finding, page);
  if (!source) return paragraph(page, stopped(words.message));
  const carets = source.margin + page.paint.red(source.carets);
  if (displayWidth(`${source.margin}${source.carets} ${words.message}`) <= page.width) {
    return [source.code, `${carets} ${words.message}`];
  }
  return [source.code, carets, ...paragraph(page, stopped(words.message))];
}

function relatedOf(page: Page, finding: Finding): string[] {
  const related = finding.related ?? [];
  const lines = related
    .slice(0, MAX_RELATED)
    .flatMap((place) => paragraph(page, `see ${placeOf(place)}: ${oneLine(place.note)}`));
  const left = related.length - MAX_RELATED;
  return left > 0 ? [...lines, ...paragraph(page, `and ${left} more places`)] : lines;
}

/** What kind of weakness it is stands at the right edge, where there is room. */
function explanation(page: Page, { why, advice, categories }: Words): string[] {
  const lines = [...paragraph(page, why), ...paragraph(page, advice)];
  const kinds = categories.join('  ');
  const last = lines.at(-1) ?? '';
  const room = page.width - displayWidth(last) - kinds.length;
  if (kinds === '' || room < 2) return [...lines, ...paragraph(page, kinds)];
  return [...lines.slice(0, -1), `${last}${' '.repeat(room)}${kinds}`];
}

function fixesOf(page: Page, finding: Finding): string[] {
  return trialsFor(page.report, finding)
    .slice(0, MAX_FIXES)
    .flatMap((trial) =>
      paragraph(page, `fix: ${oneLine(trial.proposal.title, 200)} (${fateOf(page.report, trial)})`),
    );
}
