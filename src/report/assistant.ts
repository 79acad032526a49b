/** What is said of the assistant, wherever something is: who was asked, what came of it, what it cost. */
import type { AssistantAccount, Note, PromptId, Task } from '../domain/assistant.ts';
import type { Origin, Trial } from '../domain/proposal.ts';
import { oneLine, shownPath, visible } from './escape.ts';
import { counted } from './words.ts';

const MAX_TROUBLES = 5;

/** `fix@1`. */
export function promptOf({ id, version }: PromptId): string {
  return `${id}@${version}`;
}

/** `fix@1, claude-sonnet-5-5`. */
function originOf({ prompt, model }: Origin): string {
  return `${promptOf(prompt)}, ${visible(model)}`;
}

/**
 * `fix@1, claude-sonnet-5-5, medium confidence, mended: indentation`; empty for a fixer's, of which nothing is to be said.
 * What did not hold has a reason, and no confidence that anybody needs.
 */
export function traitsOf({ proposal, confidence, fate }: Trial): string {
  const { origin, salvaged = [] } = proposal;
  const mended =
    salvaged.length === 0 ? [] : [`mended: ${salvaged.map((clause) => oneLine(clause, 100)).join('; ')}`];
  const sure = origin && fate.kind === 'kept' ? [`${confidence} confidence`] : [];
  return [...(origin ? [originOf(origin)] : []), ...sure, ...mended].join(', ');
}

/** `src/a.ts:3-5`. */
export function notedAt({ path, line, endLine }: Note): string {
  return `${shownPath(path)}:${endLine > line ? `${line}-${endLine}` : line}`;
}

export function spentOf({ tasks }: AssistantAccount): { readonly tokens: number; readonly dollars: number } {
  const sum = (key: 'tokens' | 'dollars') => tasks.reduce((total, { receipt }) => total + receipt[key], 0);
  return { tokens: sum('tokens'), dollars: sum('dollars') };
}

/** `claude-sonnet-5-5, fix@1: 3 questions, 2 proposals; 5,210 of 200,000 tokens, $0.03 of $1.00`. */
export function assistantLine(account: AssistantAccount): string {
  const { model, ceilings, tasks, notes, unasked } = account;
  const { tokens, dollars } = spentOf(account);
  const prompts = [...new Set(tasks.map(({ prompt }) => promptOf(prompt)))];
  const offered = tasks.filter(({ end }) => end === 'offered').length;
  const asked = [visible(model), ...prompts].join(', ');
  const parts = [counted(tasks.length, 'question'), counted(offered, 'proposal')];
  const plain = tasks.filter((task) => task.plain).length;
  if (plain > 0) parts.push(`${plain} asked again, plainer`);
  if (notes.length > 0) parts.push(counted(notes.length, 'note'));
  if (unasked > 0) parts.push(`${unasked} not asked about`);
  const used = `${tokens.toLocaleString('en-US')} of ${ceilings.tokens.toLocaleString('en-US')} tokens`;
  return `${asked}: ${parts.join(', ')}; ${used}, ${inDollars(dollars)} of ${inDollars(ceilings.dollars)}`;
}

function inDollars(amount: number): string {
  return `$${amount.toFixed(amount > 0 && amount < 0.1 ? 4 : 2)}`;
}

/** Why there is no proposal, one line for each reason with the places that it is about. */
export function assistantTroubles({ tasks }: AssistantAccount): string[] {
  const byReason = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.message === '') continue;
    byReason.set(task.message, [...(byReason.get(task.message) ?? []), task]);
  }
  const lines = [...byReason].map(([reason, [first, ...more]]) => {
    const place = first ? `${shownPath(first.path)}:${first.from}-${first.to}` : '';
    const id = first?.receipt.requestId ? ` (request ${oneLine(first.receipt.requestId, 80)})` : '';
    return `${place}${more.length > 0 ? ` and ${more.length} more` : ''}: ${oneLine(reason)}${id}`;
  });
  const left = lines.length - MAX_TROUBLES;
  return left > 0 ? [...lines.slice(0, MAX_TROUBLES), `and ${counted(left, 'more reason')}`] : lines;
}
