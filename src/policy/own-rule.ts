/** A rule of the maintainers' as reports tell of it: what its file says, in the words that Gatewright has for rules. */
import type { Confidence } from '../domain/finding.ts';
import type { Rule } from '../domain/rule.ts';
import { ownRuleId } from '../kit/own-rule-name.ts';
import type { FileRule } from '../kit/match/rule-file/file-rule.ts';

const MAX_TITLE = 120;
const CONFIDENCE: Readonly<Record<string, Confidence>> = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

/** Without a word on its confidence a rule is as certain as its severity: that is the maintainers' own. */
export function aboutOwn(
  { severity, message, languages, metadata }: FileRule,
  { path, name }: { readonly path: string; readonly name: string },
): Rule {
  const said = message.replace(/\s+/g, ' ').trim();
  const [first = said] = said.split(/(?<=[.!?])\s/, 1);
  const title = first.replace(/\.$/, '');
  const score = Number(metadata['security-severity']);
  const owasp = words(metadata['owasp'])
    .map((word) => /A\d\d:20\d\d/.exec(word)?.[0])
    .find(Boolean);
  return {
    id: ownRuleId(name),
    severity,
    confidence: CONFIDENCE[String(metadata['confidence']).toUpperCase()] ?? 'high',
    title: title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title || name,
    why: `One of the repository's own rules says so (${path}).`,
    fix: words(metadata['hint'])[0] ?? '',
    cwe: words(metadata['cwe']).flatMap(weaknessOf),
    ...(owasp && { owasp }),
    ...(score >= 0.1 && score <= 10 && { securitySeverity: score }),
    languages,
    engine: {},
    bad: [],
    good: [],
  };
}

/** A text, or a list of texts. */
function words(value: unknown): string[] {
  return [value].flat().filter((word) => typeof word === 'string');
}

/** `CWE-89: Improper Neutralization …`. */
function weaknessOf(text: string): number[] {
  const [, number] = /^CWE-(\d{1,5})\b/.exec(text) ?? [];
  return number === undefined ? [] : [Number(number)];
}
