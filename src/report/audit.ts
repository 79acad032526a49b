/** The audit of a run as JSON lines: who offered what, why, at what price, and what became of it. No code is in it. */
import type { AssistantAccount, Task } from '../domain/assistant.ts';
import type { Lines, Trial } from '../domain/proposal.ts';
import type { Published, PublishedCommit } from '../domain/published.ts';
import type { Report } from '../domain/report.ts';
import { screen } from '../kit/secrets/screen.ts';
import { spentOf } from './assistant.ts';
import {
  AUDIT_SCHEMA,
  type Asking,
  type AuditLine,
  type ProposalLine,
  type QuestionLine,
  type RunLine,
} from './audit/schema.ts';
import { oneLine, printableJson, shownPath } from './escape.ts';

export interface Audited {
  /** The address of the run, or empty. */
  readonly run: string;
  /** By the key of a proposal: the lines that it wrote in its commit. */
  readonly lines?: ReadonlyMap<string, readonly Lines[]>;
}

/** A commit and the keys of the proposals that it holds. */
type Noted = Pick<PublishedCommit, 'id' | 'proposals'>;

/** Proposals, then questions that became none, then the run: a function of the inputs, but for `ms`. */
export function auditOf(report: Report, audited: Audited): readonly AuditLine[] {
  const { trials, assistant } = report;
  const ids = new Set(trials.map(({ proposal }) => proposal.id));
  const lost = (assistant?.tasks ?? []).filter(({ proposal }) => proposal === null || !ids.has(proposal));
  return [
    ...trials.map((trial) => proposalLine(report, trial, audited)),
    ...lost.map((task) => questionLine(report, task, audited)),
    runLine(report, audited),
  ];
}

/** What a note says of a commit: the lines of the proposals that it holds. */
export function noteOf(report: Report, audited: Audited, commit: Noted): string {
  const held = report.trials.filter(
    ({ proposal, fate }) => fate.kind === 'kept' && commit.proposals.includes(proposal.key),
  );
  return renderAudit(held.map((trial) => proposalLine(report, trial, { ...audited, commit })));
}

export function renderAudit(lines: readonly AuditLine[]): string {
  return lines.map((line) => `${printableJson(JSON.stringify(line))}\n`).join('');
}

function proposalLine(
  report: Report,
  trial: Trial,
  { run, lines, commit: noted }: Audited & { readonly commit?: Noted },
): ProposalLine {
  const { proposal, fate, confidence, tried } = trial;
  const task = report.assistant?.tasks.find((each) => each.proposal === proposal.id);
  const commit = noted?.id ?? commitOf(report.published ?? [], proposal.key);
  return {
    schema: AUDIT_SCHEMA,
    kind: 'proposal',
    run: safe(run),
    head: report.change.head.id,
    id: proposal.id,
    key: proposal.key,
    source: proposal.source,
    title: safe(proposal.title),
    addresses: [...proposal.addresses],
    files: [...new Set(proposal.patch.map(({ path }) => shownPath(path)))],
    fate: fate.kind,
    reason: fate.kind === 'kept' ? null : safe(fate.reason),
    undone: (fate.kind === 'refused' && fate.undone && { ...fate.undone, by: safe(fate.undone.by) }) || null,
    unsure: fate.kind === 'refused' && fate.unsure === true,
    confidence,
    stated: proposal.stated ?? null,
    salvaged: (proposal.salvaged ?? []).map(safe),
    tried: tried.map(({ validator, status, opened }) => ({ validator: safe(validator), status, opened })),
    asking: task ? askingOf(task) : null,
    commit,
    lines: (commit === null ? [] : (lines?.get(proposal.key) ?? [])).map(({ path, from, to }) => ({
      path: shownPath(path),
      from,
      to,
    })),
  };
}

function commitOf(published: readonly Published[], key: string): string | null {
  const commits = published.flatMap((each) => (each.kind === 'nothing' ? [] : each.commits));
  return commits.find(({ proposals }) => proposals.includes(key))?.id ?? null;
}

function questionLine(report: Report, task: Task, { run }: Audited): QuestionLine {
  return {
    schema: AUDIT_SCHEMA,
    kind: 'question',
    run: safe(run),
    head: report.change.head.id,
    path: shownPath(task.path),
    line: task.from,
    endLine: task.to,
    end: task.end,
    message: safe(task.message) || null,
    asking: askingOf(task),
  };
}

function askingOf({ id, prompt, receipt, plain }: Task): Asking {
  return {
    prompt: { id, version: prompt.version, digest: prompt.hash },
    model: safe(receipt.model),
    requestId: receipt.requestId === null ? null : safe(receipt.requestId),
    from: receipt.from,
    attempts: receipt.attempts,
    tokens: receipt.tokens,
    dollars: receipt.dollars,
    ms: receipt.ms,
    plain,
  };
}

function runLine(report: Report, { run }: Audited): RunLine {
  const { tool, policy, change, verdict, trials, published = [], totalMs } = report;
  return {
    schema: AUDIT_SCHEMA,
    kind: 'run',
    run: safe(run),
    tool: { version: tool.version, digest: tool.digest },
    policy: { source: safe(policy.source), digest: policy.digest },
    base: change.base.id,
    head: change.head.id,
    decision: verdict.decision,
    assistant: report.assistant ? accountOf(report.assistant) : null,
    proposals: trials.length,
    published: published.map(publishedOf),
    ms: Math.round(totalMs),
  };
}

function accountOf(account: AssistantAccount): NonNullable<RunLine['assistant']> {
  const { model, ceilings, tasks, unasked } = account;
  return { model: safe(model), ceilings, spent: spentOf(account), questions: tasks.length, unasked };
}

function publishedOf(each: Published): RunLine['published'][number] {
  if (each.kind === 'nothing') return { ...each, note: safe(each.note) };
  const commits = each.commits.map(({ id, proposals, reverts }) => ({
    id,
    proposals: [...proposals],
    reverts: [...reverts],
  }));
  return { kind: each.kind, branch: safe(each.branch), commits, url: safe(each.url), note: safe(each.note) };
}

/** Titles and reasons quote code and servers: on one line, without what is secret, as nothing that a terminal obeys. */
function safe(text: string): string {
  return oneLine(screen(text).text);
}
