/** Marks what another finding says already. */
import { reaches, type Finding } from '../../domain/finding.ts';
import { folded } from '../../kit/fingerprint.ts';
import { rules } from '../../kit/rules.ts';

/**
 * One validator repeats itself when rule, place and message are the same; two say the same when line and weakness, or
 * line and message, are. The worse of the two stays, then the earlier: a duplicate never hides what would block.
 */
export function markDuplicates(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding[]>();
  const marked = [...findings];
  const worstFirst = [...marked.keys()].sort((a, b) => order(findings[a], findings[b]) || a - b);
  for (const at of worstFirst) {
    const finding = findings[at];
    if (finding?.standing !== 'new') continue;
    const line = `${finding.at.line}:${finding.at.path}`;
    const others = kept.get(line) ?? [];
    if (others.some((other) => sameTrouble(other, finding)))
      marked[at] = { ...finding, standing: 'duplicate' };
    else kept.set(line, [...others, finding]);
  }
  return marked;
}

function order(a: Finding | undefined, b: Finding | undefined): number {
  if (a === undefined || b === undefined || a.severity === b.severity) return 0;
  return reaches(a.severity, b.severity) ? -1 : 1;
}

function sameTrouble(a: Finding, b: Finding): boolean {
  if (a.validator !== b.validator) return sameWeakness(a, b) || folded(a.message) === folded(b.message);
  return a.rule === b.rule && a.message === b.message && samePlace(a, b);
}

function samePlace({ at: a }: Finding, { at: b }: Finding): boolean {
  return a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

function sameWeakness(a: Finding, b: Finding): boolean {
  const [first, second] = [a, b].map(({ rule }) => [...(rules.get(rule)?.cwe ?? [])].sort().join());
  return first !== '' && first === second;
}
