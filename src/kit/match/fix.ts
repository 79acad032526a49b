/** What a rule proposes to write in the place of a match. */
import type { Span } from '../syntax/facts.ts';
import { filled } from './filled.ts';
import type { Match } from './match.ts';
import { compileRegex, type Found } from './regex/compile.ts';
import type { FileRule, FixRegex } from './rule-file/file-rule.ts';

/** Of the text before anything was written. */
export interface Rewrite extends Span {
  readonly text: string;
}

/** Why the fixes of a rule cannot be made; undefined when they can, or when there are none. */
export function fixProblem({ fixRegex }: FileRule): string | undefined {
  const searcher = fixRegex && compileRegex(fixRegex.regex);
  return typeof searcher === 'string' ? searcher : undefined;
}

/** Undefined when the rule has no fix, or its expression finds nothing to change. Throws TooLong. */
export function fixOf(rule: FileRule, match: Match, text: string): Rewrite | undefined {
  const { start, end } = match;
  if (rule.fix !== undefined)
    return { start, end, text: indented(filled(rule.fix.trim(), match), text, start) };
  if (!rule.fixRegex) return undefined;
  const before = text.slice(start, end);
  const after = replaced(before, rule.fixRegex);
  return after === before ? undefined : { start, end, text: after };
}

/** The text with all that can be written without overlap: what begins first, and of those what is longest. */
export function rewrite(text: string, rewrites: readonly Rewrite[]): string {
  let [written, at] = ['', 0];
  for (const next of [...rewrites].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (next.start < at) continue;
    written += text.slice(at, next.start) + next.text;
    at = next.end;
  }
  return written + text.slice(at);
}

/** Lines after the first stand as far to the right as the line that the match begins in. */
function indented(written: string, text: string, start: number): string {
  const [margin = ''] = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) ?? [];
  return written.replace(/\n(?=[^\n])/g, `\n${margin}`);
}

function replaced(text: string, { regex, replacement, count }: FixRegex): string {
  const searcher = compileRegex(regex);
  if (typeof searcher === 'string') return text;
  const rewrites = searcher
    .all(text)
    .slice(0, count)
    .map((found) => ({ start: found.start, end: found.end, text: expanded(replacement, found) }));
  return rewrite(text, rewrites);
}

/** `\1` and `\g<1>` are what a group caught. */
function expanded(replacement: string, { groups }: Found): string {
  return replacement.replace(/\\(\d{1,2}|g<\d{1,2}>|[nt\\])/g, (_, said: string) => {
    if (!/\d/.test(said)) return { n: '\n', t: '\t' }[said] ?? '\\';
    return groups[Number(said.replace(/\D/g, '')) - 1]?.text ?? '';
  });
}
