/** What was proposed, by whom, and what became of it, in Markdown. */
import type { Note } from '../../domain/assistant.ts';
import type { Trial } from '../../domain/proposal.ts';
import type { Report } from '../../domain/report.ts';
import { assistantLine, assistantTroubles, traitsOf } from '../assistant.ts';
import { shownPath } from '../escape.ts';
import { publishedAt, publishedLine } from '../published.ts';
import { proposalsOf } from '../tally.ts';
import { counted, reasonOf } from '../words.ts';
import { code, prose } from './inert.ts';
import { placeLink, type Site } from './links.ts';
import type { Sheet } from './sheet.ts';

/** What this run wrote to branches, or why it did not; an address is GitHub's own. */
export function addPublished(sheet: Sheet, { published = [] }: Report): void {
  const lines = published.map((each) => {
    const url = publishedAt(each);
    return `- ${prose(publishedLine(each), 900)}${url && ` ([see it](${url}))`}`;
  });
  sheet.addLines({ open: '', lines, close: '', most: 10 });
}

export function addProposals(sheet: Sheet, report: Report, site: Site | null): void {
  const { told, unsure } = proposalsOf(report);
  sheet.addFold(counted(told.length, 'proposal'), told.map(itemOf));
  if (unsure > 0) {
    const { confidence } = report.policy.assistant;
    sheet.add(
      `${counted(unsure, 'proposal is', 'proposals are')} below ${confidence} confidence and not shown.`,
    );
  }
  addAssistant(sheet, report, site);
}

/** `assistant:fix`, and what there is to say of its maker. */
export function makerOf(trial: Trial): string {
  const traits = traitsOf(trial);
  return `${code(trial.proposal.source, 100)}${traits && `, ${prose(traits, 300)}`}`;
}

function itemOf(trial: Trial): string {
  const { proposal, fate } = trial;
  const reason = reasonOf(fate);
  const kind = fate.kind === 'rolled-back' ? 'rolled back' : fate.kind;
  const traits = traitsOf(trial);
  const who = `${code(proposal.source, 100)}${traits && ` (${prose(traits, 300)})`}`;
  const where = code(shownPath(proposal.patch[0].path), 160);
  return `${who} ${prose(proposal.title, 200)} in ${where}: **${kind}**${reason && `, ${prose(reason)}`}`;
}

function addAssistant(sheet: Sheet, { assistant }: Report, site: Site | null): void {
  if (!assistant) return;
  sheet.add(`Assistant: ${prose(assistantLine(assistant), 600)}`);
  sheet.addLines({
    open: '',
    lines: assistantTroubles(assistant).map((line) => `- ${prose(line, 600)}`),
    close: '',
    most: 10,
  });
  const count = counted(assistant.notes.length, 'note');
  const notes = assistant.notes.map((note) => noteOf(note, site));
  sheet.addFold(`${count} of the assistant, never blocking`, notes);
}

function noteOf({ message, confidence, ...lines }: Note, site: Site | null): string {
  const place = placeLink({ ...lines, column: 1, endColumn: 1 }, site);
  return `${place} ${prose(message, 600)} (${confidence} confidence)`;
}
