/** Regions of results: all four numbers, and only lines that the change added. */
import type { Hunk } from '../../domain/change.ts';
import type { Finding, Place } from '../../domain/finding.ts';

export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The place as a region; numbers that no editor could show are made the nearest ones that it can. */
export function regionOf(place: Place): Region {
  const startLine = Math.max(1, place.line);
  const startColumn = Math.max(1, place.column);
  const endLine = Math.max(startLine, place.endLine);
  const least = endLine === startLine ? startColumn : 1;
  return { startLine, startColumn, endLine, endColumn: Math.max(least, place.endColumn) };
}

/**
 * GitHub shows an alert on a pull request only when every line of its region is in the diff: keeps the first run of
 * added lines that the region touches. A region that touches none is left as it is.
 */
export function clipped(finding: Finding, hunks: readonly Hunk[]): Region {
  const whole = regionOf(finding.at);
  const hunk = hunks.find(({ start, count }) => whole.startLine < start + count && whole.endLine >= start);
  if (!hunk) return whole;
  const startLine = Math.max(whole.startLine, hunk.start);
  const endLine = Math.min(whole.endLine, hunk.start + hunk.count - 1);
  const startColumn = startLine === whole.startLine ? whole.startColumn : 1;
  if (endLine === whole.endLine) return { startLine, startColumn, endLine, endColumn: whole.endColumn };
  // How long the last line is we know of the finding's own first line only; elsewhere the region ends where it begins.
  const length = endLine === whole.startLine ? finding.snippet.length : 0;
  const least = endLine === startLine ? startColumn : 1;
  return { startLine, startColumn, endLine, endColumn: Math.max(least, length + 1) };
}

export function sameRegion(a: Region, b: Region): boolean {
  return (
    a.startLine === b.startLine &&
    a.startColumn === b.startColumn &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn
  );
}
