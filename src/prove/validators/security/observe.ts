/** Turns what was seen at offsets into observations at places. */
import { MOST_IN_FLOW, type Observation, type Place, type RelatedPlace } from '../../../domain/finding.ts';
import { touches, type Hunk } from '../../../domain/change.ts';
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import { listed } from '../../../kit/listed.ts';
import type { Span } from '../../../kit/syntax/facts.ts';
import type { Lines } from '../../../kit/text.ts';
import type { Directives } from './directives.ts';
import type { Told } from './view.ts';

export interface Source {
  readonly path: RepoPath;
  readonly lines: Lines;
  /** Whether the decoded text gives the same bytes again: only then may it be edited. */
  readonly isLossless: boolean;
  readonly directives: Directives;
}

export function observe(told: Told, source: Source): Observation {
  const { id: rule, message, hint, flow, fix, doubted, names, line } = told;
  const { path, lines, isLossless, directives } = source;
  return {
    rule,
    at: placeOf(told, source),
    message,
    ...(hint !== undefined && { hint }),
    ...(flow && { flow: wayOf(flow, source) }),
    ...(fix &&
      isLossless && { fix: [{ path, expect: lines.text.slice(fix.start, fix.end), ...editOf(fix) }] }),
    ...(doubted && { doubted }),
    ...directives(names, line),
  };
}

function editOf({ start, end, text }: Span & { readonly text: string }) {
  return { start, end, replace: text };
}

/** Source and sink, and between them the lines that a person follows: each that is not the one before, the first of many. */
function wayOf(flow: NonNullable<Told['flow']>, source: Source): RelatedPlace[] {
  const places = flow.map((step) => ({ ...placeOf(step, source), note: step.note }));
  const last = places.at(-1);
  const between = places
    .slice(0, -1)
    .filter(({ line }, at) => at === 0 || (line !== places[at - 1]?.line && line !== last?.line));
  return [...between.slice(0, MOST_IN_FLOW - 1), ...(last ? [last] : [])];
}

const NAMED = 3;

/** What people have to know of added lines that the grammar could not read: no rule matched there. None: it read all. */
export function noteOn(unread: readonly Span[], hunks: readonly Hunk[], source: Source): string[] {
  const places = unread.map((span) => placeOf(span, source));
  const added = places.filter(({ line, endLine }) => touches(hunks, line, endLine));
  const lines = [...new Set(added.map(linesOf))];
  if (lines.length === 0) return [];
  const left = lines.length - NAMED;
  const more = left > 0 ? [`${left} more ${left === 1 ? 'place' : 'places'}`] : [];
  const named = listed([...lines.slice(0, NAMED), ...more], 'and');
  const name = displayPath(source.path);
  return [`security matched ${name} as far as it could be parsed, and not at ${named}.`];
}

function linesOf({ line, endLine }: Place): string {
  return endLine > line ? `lines ${line}–${endLine}` : `line ${line}`;
}

function placeOf({ start, end }: Span, { path, lines }: Source): Place {
  const [from, to] = [lines.position(start), lines.position(end)];
  return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
