/** The report as JSON, for programs: `schemas/report.schema.json` says what it may hold. */
import type { AssistantAccount, Task } from '../domain/assistant.ts';
import type { ChangedFile } from '../domain/change.ts';
import type { Accept } from '../domain/consent.ts';
import type { Handling } from '../domain/evidence.ts';
import type { Finding, Place } from '../domain/finding.ts';
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Edit, Origin, Trial } from '../domain/proposal.ts';
import type { Report } from '../domain/report.ts';
import { exitCodeOf } from '../domain/verdict.ts';
import { promptOf, spentOf } from './assistant.ts';
import { oneLine, printableJson, visible } from './escape.ts';
import { blocks, handlingOf } from './tally.ts';
import { reasonOf, wordsOf } from './words.ts';

export const REPORT_SCHEMA = 'gatewright.report/1';

/** Renders the report; all but `timings` and `ms` is a function of the inputs. */
export function renderJson(report: Report): string {
  const { tool, policy, verdict, change, author } = report;
  const json = {
    schema: REPORT_SCHEMA,
    tool: { version: tool.version, digest: tool.digest },
    policy: { source: visible(policy.source), digest: policy.digest },
    verdict: {
      decision: verdict.decision,
      exitCode: exitCodeOf(verdict),
      observed: verdict.observed,
      reasons: verdict.reasons.map((reason) => oneLine(reason)),
    },
    change: {
      base: change.base.id,
      head: change.head.id,
      labels: { base: visible(change.baseLabel), head: visible(change.headLabel) },
      addedLines: change.addedLines,
    },
    files: change.files.map((file) => fileOf(report, file)),
    validators: author.outcomes.map(({ validator, required, status, message, ms }) => ({
      id: validator,
      required,
      status,
      message: oneLine(message) || null,
      ms: Math.round(ms),
      findings: author.findings.filter((finding) => finding.validator === validator).length,
    })),
    findings: findingsOf(report),
    proposals: report.trials.map(proposalOf),
    assistant: report.assistant ? assistantOf(report.assistant) : null,
    timings: { totalMs: Math.round(report.totalMs) },
  };
  return `${printableJson(JSON.stringify(json, null, 2))}\n`;
}

function fileOf(report: Report, file: ChangedFile) {
  const handled = report.author.outcomes.map((outcome) => ({
    id: outcome.validator,
    handling: handlingOf(outcome, file.path),
  }));
  const reasons = (kind: Handling['kind']) =>
    Object.fromEntries(
      handled.flatMap(({ id, handling }) =>
        handling.kind === kind && handling.kind !== 'judged' ? [[id, oneLine(handling.reason)]] : [],
      ),
    );
  return {
    path: pathOf(file.path),
    status: file.status,
    judgedBy: handled.filter(({ handling }) => handling.kind === 'judged').map(({ id }) => id),
    notApplicable: reasons('not-applicable'),
    failed: reasons('failed'),
  };
}

function findingsOf(report: Report) {
  const isBlocking = blocks(report);
  return report.author.findings.map((finding: Finding) => {
    const { message, hint } = wordsOf(finding);
    return {
      rule: finding.rule,
      validator: finding.validator,
      severity: finding.severity,
      blocking: isBlocking(finding),
      confidence: finding.confidence,
      standing: finding.standing,
      ...placeOf(finding.at),
      message,
      hint: hint || null,
      fingerprint: finding.fingerprint,
      related: (finding.related ?? []).map((related) => ({
        ...placeOf(related),
        note: oneLine(related.note),
      })),
      fix: finding.fix?.map(editOf) ?? null,
      suppressed: finding.suppressed === undefined ? null : oneLine(finding.suppressed),
      accepted: finding.accepted ? acceptOf(finding.accepted) : null,
      awaits: finding.awaits ?? [],
    };
  });
}

function acceptOf({ by, reason, url }: Accept) {
  return { by: oneLine(by), reason: oneLine(reason), url: oneLine(url) };
}

function placeOf({ path, line, endLine, column, endColumn }: Place) {
  return { path: pathOf(path), line, endLine, column, endColumn };
}

function proposalOf({ proposal, fate }: Trial) {
  return {
    id: proposal.id,
    source: proposal.source,
    title: oneLine(proposal.title),
    addresses: proposal.addresses,
    fate: fate.kind,
    reason: reasonOf(fate) || null,
    edits: proposal.patch.map(editOf),
    origin: proposal.origin ? originOf(proposal.origin) : null,
  };
}

function originOf({ prompt, model, requestId }: Origin) {
  return {
    prompt: promptOf(prompt),
    promptDigest: prompt.hash,
    model: visible(model),
    requestId: idOf(requestId),
  };
}

function assistantOf(account: AssistantAccount) {
  const { model, ceilings, tasks, unasked } = account;
  return { model: visible(model), ceilings, spent: spentOf(account), tasks: tasks.map(taskOf), unasked };
}

function taskOf({ path, from, to, prompt, end, message, receipt }: Task) {
  return {
    path: pathOf(path),
    line: from,
    endLine: to,
    prompt: promptOf(prompt),
    promptDigest: prompt.hash,
    end,
    message: oneLine(message) || null,
    from: receipt.from,
    requestId: idOf(receipt.requestId),
    attempts: receipt.attempts,
    tokens: receipt.tokens,
    dollars: receipt.dollars,
    ms: receipt.ms,
  };
}

/** A header of somebody's server. */
function idOf(requestId: string | null): string | null {
  return requestId === null ? null : oneLine(requestId, 100);
}

/** Texts are verbatim here: a program applies them. */
function editOf({ path, start, end, expect, replace }: Edit) {
  return { path: pathOf(path), start, end, expect, replace };
}

/** The path itself; JSON cannot hold bytes that are not UTF-8, so such a name is shown with escapes. */
function pathOf(path: RepoPath): string {
  return /\p{Cs}/u.test(path) ? displayPath(path) : path;
}
