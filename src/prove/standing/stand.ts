/** Makes findings of observations: severity, fingerprint, and how each stands to the change. */
import type { Change, ChangedFile } from '../../domain/change.ts';
import type { Finding, Observation, QuotedPlace, RelatedPlace } from '../../domain/finding.ts';
import { comparePaths, type RepoPath } from '../../domain/path.ts';
import type { Policy } from '../../domain/policy.ts';
import { fingerprint, folded } from '../../kit/fingerprint.ts';
import { rules } from '../../kit/rules.ts';
import { markBaseline } from './baseline.ts';
import { isTouched, markOutsideDiff } from './diff.ts';
import { markDuplicates } from './duplicate.ts';
import { markLimit } from './limit.ts';
import { severityOf } from './severity.ts';
import { markSuppressed } from './suppressed.ts';
import { openTexts, type Texts } from './texts.ts';

export interface Seen {
  readonly change: Change;
  readonly policy: Policy;
  readonly validator: string;
  readonly comparesTrees: boolean;
  /** The changed files that were judged. */
  readonly files: readonly ChangedFile[];
  readonly observations: readonly Observation[];
  /** Judges the base version of these paths; asked at most once, and only when a finding may have stood there. */
  readonly before: (paths: readonly RepoPath[]) => Promise<readonly Observation[]>;
  readonly text: (path: RepoPath, side: 'base' | 'head') => Promise<string | null>;
}

/**
 * Every finding starts as new and each filter may mark it; none is ever left out, and a filter that fails throws, which
 * ends the judgement: a finding must not pass because its filter broke. Ordered by path, line, column and rule.
 */
export async function stand(input: Seen): Promise<Finding[]> {
  const texts = openTexts(input.text, input.change.head);
  const seen = await stamp(input, texts);
  const known = markBaseline(
    markSuppressed(seen, input.policy, input.change.audit ?? false),
    input.policy.baseline,
  );
  const compared = input.comparesTrees ? known : await markOutsideDiff(known, { ...input, texts });
  return markDuplicates(markLimit(compared, input)).sort(byPlace);
}

/** Everything about a finding but its standing, in the order in which equal ones are numbered. */
async function stamp(input: Seen, texts: Texts): Promise<Finding[]> {
  const files = new Map(input.change.files.map((file) => [file.path, file]));
  const ordered = [...input.observations].sort((a, b) => byTouch(files, a, b) || byPlace(a, b));
  const number = numbering();
  const findings: Finding[] = [];
  for (const observation of ordered) {
    const { rule: id, at } = observation;
    const own = input.policy.own?.rules.get(id);
    const rule = rules.get(id) ?? own;
    if (rule === undefined)
      throw new Error(`${input.validator} reported ${id}, which has no file under rules/`);
    const { flow, ...seen } = observation;
    const { wholeFile, subject = '' } = seen;
    const whole = { text: subject, partial: false };
    const { text: context, partial } = wholeFile ? whole : await texts.context(at.path, at.line, at.endLine);
    findings.push({
      ...seen,
      validator: input.validator,
      severity: severityOf(rule, input, observation.doubted),
      confidence: rule.confidence,
      ...(own && { own }),
      standing: 'new',
      ...(flow && { flow: await quoted(flow, texts) }),
      snippet: await texts.snippet(at.path, 'head', at.line),
      fingerprint: fingerprint({ rule: id, path: at.path, context, ordinal: number(observation, context) }),
      lineHash: await texts.lineHash(at.path, at.line),
      ...(partial && { partial }),
    });
  }
  return findings;
}

/** The same places with their lines. */
async function quoted(flow: readonly RelatedPlace[], texts: Texts): Promise<QuotedPlace[]> {
  return Promise.all(
    flow.map(async (place) => ({ ...place, snippet: await texts.snippet(place.path, 'head', place.line) })),
  );
}

/** Numbers findings that rule, path and text do not tell apart; the same thing said twice has one number. */
function numbering(): (observation: Observation, context: string) => number {
  const groups = new Map<string, Map<string, number>>();
  return ({ rule, at, message }, context) => {
    const key = JSON.stringify([rule, at.path, folded(context)]);
    const group = groups.get(key) ?? new Map<string, number>();
    groups.set(key, group);
    const said = JSON.stringify([at.line, at.column, at.endLine, at.endColumn, message]);
    const ordinal = group.get(said) ?? group.size;
    group.set(said, ordinal);
    return ordinal;
  };
}

/**
 * What stood is numbered before what the change added, and matched to the base first: otherwise a copy added above
 * the original would take over its place in the baseline, and the original would look new.
 */
function byTouch(files: ReadonlyMap<RepoPath, ChangedFile>, a: Observation, b: Observation): number {
  return Number(isTouched(files, a)) - Number(isTouched(files, b));
}

function byPlace(a: Observation, b: Observation): number {
  const [first, second] = [a.at, b.at];
  return (
    comparePaths(first.path, second.path) ||
    first.line - second.line ||
    first.column - second.column ||
    byText(a.rule, b.rule) ||
    first.endLine - second.endLine ||
    first.endColumn - second.endColumn ||
    byText(a.message, b.message)
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
