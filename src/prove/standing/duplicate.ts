/** Marks what another finding says already. */
import { reaches, type Finding } from '../../domain/finding.ts';
import { folded } from '../../kit/fingerprint.ts';
import { ruleOf } from '../../kit/rules.ts';

/**
 * One validator repeats itself when rule, place and message are the same; two say the same when line and weakness, or
 * line and message, are. The worse of the two stays, then the earlier: a duplicate never hides what would block.
 */
export function markDuplicates(findings: readonly Finding[]): Finding[] {
  /** What was said, and by which validators. */
  const said = new Map<string, Set<string>>();
  const marked = [...findings];
  const worstFirst = [...marked.keys()].sort((a, b) => order(findings[a], findings[b]) || a - b);
  for (const at of worstFirst) {
    const finding = findings[at];
    if (finding?.standing !== 'new') continue;
    const { validator } = finding;
    const [exactly, roughly] = [exactWords(finding), roughWords(finding)];
    const isRepeated = said.get(exactly)?.has(validator) === true;
    const isKnown = roughly.some((words) => [...(said.get(words) ?? [])].some((who) => who !== validator));
    if (isRepeated || isKnown) marked[at] = { ...finding, standing: 'duplicate' };
    else
      for (const words of [exactly, ...roughly])
        said.set(words, (said.get(words) ?? new Set()).add(validator));
  }
  return marked;
}

function order(a: Finding | undefined, b: Finding | undefined): number {
  if (a === undefined || b === undefined || a.severity === b.severity) return 0;
  return reaches(a.severity, b.severity) ? -1 : 1;
}

/** What makes two findings of one validator the same. */
function exactWords({ rule, message, at }: Finding): string {
  const { path, line, column, endLine, endColumn } = at;
  return JSON.stringify(['exact', path, line, column, endLine, endColumn, rule, message]);
}

/** What makes findings of two validators the same: either will do. */
function roughWords(finding: Finding): string[] {
  const { message, at } = finding;
  const { path, line } = at;
  const weakness = [...(ruleOf(finding)?.cwe ?? [])].sort().join();
  const words = [JSON.stringify(['message', path, line, folded(message)])];
  return weakness === '' ? words : [...words, JSON.stringify(['weakness', path, line, weakness])];
}
