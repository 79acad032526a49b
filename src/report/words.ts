/** What is said about a finding: written once, so that terminal, annotation, SARIF and Markdown say the same. */
import type { Finding, Place, RelatedPlace } from '../domain/finding.ts';
import { categoriesOf } from '../domain/rule.ts';
import type { Fate, Trial } from '../domain/proposal.ts';
import type { Outcome } from '../domain/evidence.ts';
import type { Report } from '../domain/report.ts';
import { approvalBy } from '../kit/listed.ts';
import { ruleOf } from '../kit/rules.ts';
import { oneLine, shownPath, visible } from './escape.ts';

export interface Words {
  readonly rule: string;
  /** The rule's heading; its id when nothing is known of the rule. */
  readonly title: string;
  /** What is wrong here. */
  readonly message: string;
  /** How the value gets there from another line; empty when no such way is known. */
  readonly way: string;
  /** What helps to mend this very case; empty when the validator gave nothing. */
  readonly hint: string;
  /** Whose approval it waits for; empty when it needs none. */
  readonly waits: string;
  /** Why it matters and what to do, from the rule; empty when nothing is known of the rule. */
  readonly why: string;
  readonly advice: string;
  /** `CWE-89`, `OWASP A03`. */
  readonly categories: readonly string[];
}

/** Everything that any format says about a finding; all of it is fit to be shown. */
export function wordsOf(finding: Finding): Words {
  const rule = ruleOf(finding);
  const id = visible(finding.rule);
  return {
    rule: id,
    title: rule ? oneLine(rule.title) : id,
    message: oneLine(finding.message) || (rule ? oneLine(rule.title) : id),
    way: wayOf(finding),
    hint: stopped(oneLine(finding.hint ?? '')),
    waits: finding.awaits ? `It waits for ${oneLine(approvalBy(finding.awaits))}.` : '',
    why: stopped(oneLine(rule?.why ?? '')),
    advice: isMendedByHint(finding) ? '' : stopped(oneLine(rule?.fix ?? '')),
    categories: rule ? categoriesOf(rule) : [],
  };
}

/** The hint of a security rule is its advice, for the language and the call at hand. */
function isMendedByHint({ validator, hint }: Finding): boolean {
  return validator === 'security' && hint !== undefined;
}

/** The message, how it comes to that, its hint and what it waits for, as sentences. */
export function tell(words: Words): string {
  return [stopped(words.message), words.way, words.hint, words.waits].filter(Boolean).join(' ');
}

/** `It comes from the request in line 38 and reaches a query as text in line 41.` */
function wayOf({ at, flow = [] }: Finding): string {
  const [source, sink] = [flow[0], flow.at(-1)];
  if (!source || !sink || (source.path === sink.path && source.line === sink.line)) return '';
  const said = (place: RelatedPlace) =>
    `${oneLine(place.note)} in ${place.path === at.path ? 'line ' : `${shownPath(place.path)}:`}${place.line}`;
  return `It ${said(source)} and ${said(sink)}.`;
}

/** `accepted by ada: it is a fixture`; empty for what nobody accepted. */
export function acceptanceOf({ accepted }: Finding): string {
  return accepted ? `accepted by ${oneLine(accepted.by)}: ${oneLine(accepted.reason)}` : '';
}

/** Ends a sentence, if anything was said. */
export function stopped(text: string): string {
  return text === '' || /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** `src/a.ts:3:23`, or `src/a.ts:60-82` when it spans lines. */
export function placeOf(place: Place): string {
  const { path, line, endLine, column } = place;
  return `${shownPath(path)}:${endLine > line ? `${line}-${endLine}` : `${line}:${column}`}`;
}

/** `2 findings`, `1 finding`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How a proposal ended, as it is said beside the finding that it is for. */
export function fateOf(report: Report, { fate, proposal }: Trial): string {
  switch (fate.kind) {
    case 'kept':
      return `proposed, tried, kept${whereabouts(report, proposal.key)}`;
    case 'rolled-back':
      return `tried and rolled back: ${reasonOf(fate)}`;
    case 'refused':
      return `not tried: ${reasonOf(fate)}`;
  }
}

/** Where a kept proposal is, or how it gets there. */
function whereabouts({ published = [] }: Report, key: string): string {
  const within = published.find(
    (each) => each.kind !== 'nothing' && each.commits.some(({ proposals }) => proposals.includes(key)),
  );
  if (within?.kind === 'committed') return ', committed';
  return within?.kind === 'offered' ? ', in a pull request' : ': gatewright fix --apply';
}

/** Why a proposal was not kept; empty for one that was. */
export function reasonOf(fate: Fate): string {
  return fate.kind === 'kept' ? '' : oneLine(fate.reason);
}

const ENDED: Readonly<Record<Outcome['status'], string>> = {
  completed: 'completed',
  crashed: 'crashed',
  'timed-out': 'timed out',
  'out-of-memory': 'ran out of memory',
  off: 'is off',
};

/** `lint timed out`. */
export function endOf(outcome: Outcome): string {
  return `${visible(outcome.validator)} ${ENDED[outcome.status]}`;
}
