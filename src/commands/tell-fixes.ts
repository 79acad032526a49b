/** What `gatewright fix` prints of a judged change: the diff of what was kept, what became of each proposal, and notes. */
import type { AssistantAccount } from '../domain/assistant.ts';
import { displayPath } from '../domain/path.ts';
import type { Trial } from '../domain/proposal.ts';
import type { Report } from '../domain/report.ts';
import { assistantLine, assistantTroubles, notedAt, traitsOf } from '../report/assistant.ts';
import { oneLine, uncommanded } from '../report/escape.ts';
import { proposalsOf } from '../report/tally.ts';
import { counted } from '../report/words.ts';

const MAX_MESSAGE = 600;

/** The whole text; `diff` is without secrets. */
export function fixesText(report: Report, diff: string): string {
  const { told, unsure } = proposalsOf(report);
  const { confidence } = report.policy.assistant;
  const tried = [
    ...told.map(fateLine),
    ...(unsure > 0 ? [line('unsure', `${counted(unsure, 'proposal')} below ${confidence} confidence`)] : []),
  ];
  const fates = tried.length === 0 ? 'Nothing to propose.\n' : `${diff}${diff && '\n'}${tried.join('')}`;
  const text = `${fates}${report.assistant ? assistantText(report.assistant) : ''}${verdictText(report)}`;
  return text.split('\n').map(uncommanded).join('\n');
}

/** Why the command ends as it does: the verdict is on the author's change, whatever was kept. */
function verdictText({ verdict: { decision, reasons } }: Report): string {
  if (decision === 'pass') return '';
  return line(
    decision === 'block' ? 'blocked' : decision,
    reasons.map((reason) => oneLine(reason)).join(' '),
  );
}

function fateLine(trial: Trial): string {
  const { proposal, fate } = trial;
  const traits = traitsOf(trial);
  const reason = fate.kind === 'kept' ? '' : `: ${oneLine(fate.reason)}`;
  const place = displayPath(proposal.patch[0].path);
  return line(fate.kind, `${place}  ${oneLine(proposal.title)}${traits && ` (${traits})`}${reason}`);
}

function assistantText(account: AssistantAccount): string {
  const notes = account.notes.map(
    (note) => `${notedAt(note)}  ${oneLine(note.message, MAX_MESSAGE)} (${note.confidence} confidence)`,
  );
  const told = [assistantLine(account), ...assistantTroubles(account)].map((one) => line('assistant', one));
  return [...notes.map((one) => line('note', one)), ...told].join('');
}

function line(what: string, text: string): string {
  return `${what.padEnd(11)} ${text}\n`;
}
