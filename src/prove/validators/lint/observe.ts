/** Turns what was seen at offsets into observations at places. */
import type { Observation, Place } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Edit } from '../../../domain/proposal.ts';
import type { Seen, Span } from './inspection.ts';
import type { Source } from './source.ts';
import type { Complaint } from './unparsed.ts';

export function observe(seen: Seen, path: RepoPath, source: Source): Observation {
  const { rule, message, fix, suppressed, suppressedByChange } = seen;
  return {
    rule,
    at: placeOf(seen, path, source),
    message,
    ...(fix && source.lossless ? { fix: [editOf(fix, path, source)] } : {}),
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(suppressedByChange ? { suppressedByChange } : {}),
  };
}

/** An observation about the file as a whole, anchored where the parser stopped. */
export function observeFile(complaint: Complaint, path: RepoPath, source: Source): Observation {
  const at = source.inspection.refusal?.at ?? 0;
  return { ...complaint, at: placeOf({ start: at, end: at + 1 }, path, source), wholeFile: true };
}

function editOf(fix: NonNullable<Seen['fix']>, path: RepoPath, { text }: Source): Edit {
  const { start, end } = fix;
  return { path, start, end, expect: text.text.slice(start, end), replace: fix.text };
}

function placeOf({ start, end }: Span, path: RepoPath, { lines }: Source): Place {
  const from = lines.position(start);
  const to = lines.position(end);
  return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
