/** The report as JSON, for programs: `schemas/report.schema.json` says what it may hold. */
import type { ChangedFile } from '../domain/change.ts';
import type { Accept } from '../domain/consent.ts';
import type { Handling } from '../domain/evidence.ts';
import type { Finding, Place, RelatedPlace } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { exitCodeOf } from '../domain/verdict.ts';
import { ruleOf } from '../kit/rules.ts';
import { oneLine, printableJson, visible } from './escape.ts';
import { accountOf } from './json/account.ts';
import { editOf, pathOf, proposalOf } from './json/proposals.ts';
import { publishedOf } from './json/published.ts';
import { blocks, handlingOf } from './tally.ts';
import { wordsOf } from './words.ts';

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
    assistant: report.assistant ? accountOf(report.assistant) : null,
    published: (report.published ?? []).map(publishedOf),
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
      cwe: ruleOf(finding)?.cwe ?? [],
      related: (finding.related ?? []).map(notedOf),
      flow: (finding.flow ?? []).map(notedOf),
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

function notedOf(place: RelatedPlace) {
  return { ...placeOf(place), note: oneLine(place.note) };
}

function placeOf({ path, line, endLine, column, endColumn }: Place) {
  return { path: pathOf(path), line, endLine, column, endColumn };
}
