/** Rules as code scanning shows them: heading, reason, help, tags. */
import type { ReportingDescriptor } from 'sarif';
import type { Confidence, Finding, Severity } from '../../domain/finding.ts';
import type { Rule } from '../../domain/rule.ts';
import { ruleOf } from '../../kit/rules.ts';
import { clip, oneLine, visible } from '../escape.ts';
import { stopped } from '../words.ts';
import { pageOf, relationshipsOf } from './taxonomy.ts';

const NAME_LIMIT = 255;
const DESCRIPTION_LIMIT = 1024;
// GitHub keeps ten tags of a rule.
const MAX_TAGS = 10;

const PROBLEM: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** GitHub's bands: 7.0 to 8.9 is high, 4.0 to 6.9 medium, below low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', note: '2.0' };

const PRECISION: Readonly<Record<Confidence, string>> = { high: 'high', medium: 'medium', low: 'low' };

const SECURITY_VALIDATORS = new Set(['security', 'secrets']);

/** Weaknesses that somebody attacks; the others are defects that hurt nobody on purpose. */
const ATTACKED = new Set([
  20, 22, 59, 61, 73, 74, 77, 78, 79, 80, 88, 89, 90, 91, 93, 94, 95, 98, 113, 116, 117, 134, 176, 180, 200,
  209, 250, 259, 285, 287, 295, 306, 311, 312, 319, 320, 321, 322, 326, 327, 328, 330, 338, 345, 346, 347,
  352, 367, 377, 384, 400, 409, 426, 427, 434, 441, 451, 470, 494, 502, 506, 521, 522, 532, 538, 552, 601,
  611, 613, 614, 639, 643, 693, 732, 757, 759, 760, 770, 776, 798, 829, 830, 862, 863, 913, 915, 916, 917,
  918, 922, 942, 943, 1004, 1007, 1021, 1104, 1275, 1321, 1333, 1336, 1357, 1395, 1427,
]);

/** The descriptor of the rule that a finding names; of an unknown rule, what the finding itself tells. */
export function descriptorOf(finding: Finding): ReportingDescriptor {
  const rule = ruleOf(finding);
  const id = visible(finding.rule);
  const title = stopped(rule ? oneLine(rule.title) : id);
  const why = stopped(oneLine(rule?.why ?? `Reported by ${finding.validator}`));
  const advice = stopped(oneLine(rule?.fix ?? ''));
  const severity = rule?.severity ?? finding.severity;
  const weaknesses = rule?.cwe ?? [];
  return {
    id,
    name: clip(pascal(finding.rule), NAME_LIMIT),
    shortDescription: { text: clip(title, DESCRIPTION_LIMIT) },
    fullDescription: { text: clip(why, DESCRIPTION_LIMIT) },
    help: helpOf({ id, title, why, advice, weaknesses }),
    ...(weaknesses.length > 0 && { relationships: relationshipsOf(weaknesses) }),
    defaultConfiguration: { level: severity },
    properties: propertiesOf(finding, rule),
  };
}

interface Help {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly advice: string;
  readonly weaknesses: readonly number[];
}

function helpOf({ id, title, why, advice, weaknesses }: Help): ReportingDescriptor['help'] {
  const links = weaknesses.map((cwe) => `[CWE-${cwe}](${pageOf(cwe)})`);
  const markdown = [
    `# ${title.replace(/\.$/, '')}`,
    `\`${id}\``,
    why,
    advice && `**What to do.** ${advice}`,
    links.join(', '),
  ];
  return {
    text: [title, why, advice].filter(Boolean).join(' '),
    markdown: markdown.filter(Boolean).join('\n\n'),
  };
}

function propertiesOf(finding: Finding, rule: Rule | undefined): ReportingDescriptor['properties'] {
  const severity = rule?.severity ?? finding.severity;
  const security = isSecurity(finding.rule, rule);
  const weaknesses = (rule?.cwe ?? []).map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, '0')}`);
  const category =
    rule?.owasp === undefined ? [] : [`external/owasp/${rule.owasp.replace(':', '-').toLowerCase()}`];
  const tags = [
    security ? 'security' : 'correctness',
    visible(finding.validator),
    ...category,
    ...weaknesses,
  ];
  return {
    tags: [...new Set(tags)].slice(0, MAX_TAGS),
    precision: PRECISION[rule?.confidence ?? finding.confidence],
    'problem.severity': PROBLEM[severity],
    ...(security && {
      'security-severity': rule?.securitySeverity?.toFixed(1) ?? SECURITY_SEVERITY[severity],
    }),
  };
}

/** Rules about attacks, not about defects: GitHub shows a security severity for them and holds them to another bar. */
function isSecurity(id: string, rule: Rule | undefined): boolean {
  const eslint = rule?.engine['eslint'];
  return (
    SECURITY_VALIDATORS.has(id.split('/')[0] ?? '') ||
    (typeof eslint === 'string' && eslint.startsWith('security/')) ||
    (rule?.cwe ?? []).some((cwe) => ATTACKED.has(cwe))
  );
}

/** `lint/no-dupe-keys` → `LintNoDupeKeys`. */
function pascal(id: string): string {
  const name = id
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => (word[0] ?? '').toUpperCase() + word.slice(1))
    .join('');
  return name || 'Unnamed';
}
