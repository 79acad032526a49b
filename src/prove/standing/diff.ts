/** Marks what stood at the base: off the added lines, or in the file that this one was renamed from. */
import { touches, type Change, type ChangedFile } from '../../domain/change.ts';
import type { Finding, Observation, Place } from '../../domain/finding.ts';
import { comparePaths, type RepoPath } from '../../domain/path.ts';
import { folded } from '../../kit/fingerprint.ts';
import type { Texts } from './texts.ts';

export interface Comparison {
  readonly change: Change;
  readonly before: (paths: readonly RepoPath[]) => Promise<readonly Observation[]>;
  readonly texts: Texts;
}

/** A finding that the base may have had: where it would be there, and by what it would be known. */
interface Suspect {
  readonly at: number;
  readonly path: RepoPath;
  readonly key: string;
}

/** A finding is new when it or its flow touches an added line, or when the base has no finding of the same identity left. */
export async function markOutsideDiff(
  findings: readonly Finding[],
  comparison: Comparison,
): Promise<Finding[]> {
  const suspects = suspectsAmong(findings, comparison.change);
  const marked = [...findings];
  if (suspects.length === 0) return marked;
  const paths = [...new Set(suspects.map((suspect) => suspect.path))].sort(comparePaths);
  const stood = await identitiesAtBase(await comparison.before(paths), comparison.texts);
  for (const { at, key } of suspects) {
    const left = stood.get(key) ?? 0;
    const finding = findings[at];
    if (left === 0 || finding === undefined) continue;
    // A finding about the file stands for all of its kind; others are matched one to one, so that copies are new.
    if (!finding.wholeFile) stood.set(key, left - 1);
    marked[at] = { ...finding, standing: 'outside-diff' };
  }
  return marked;
}

/** Whether the change added a line that a finding stands on, or that its value passes through. */
export function isTouched(
  files: ReadonlyMap<RepoPath, ChangedFile>,
  { at, flow = [] }: Pick<Observation, 'at' | 'flow'>,
): boolean {
  return [at, ...flow].some((place) => isAdded(files.get(place.path), place));
}

/** An end before a line's first column does not reach that line. */
function isAdded(file: ChangedFile | undefined, { line, endLine, endColumn }: Place): boolean {
  const last = endColumn <= 1 && endLine > line ? endLine - 1 : endLine;
  return file !== undefined && touches(file.hunks, line, last);
}

function suspectsAmong(findings: readonly Finding[], change: Change): Suspect[] {
  const files = new Map(change.files.map((file) => [file.path, file]));
  return findings.flatMap((finding, at) => {
    if (finding.standing !== 'new') return [];
    const file = files.get(finding.at.path);
    const renamed = file?.base === null && file.origin !== null;
    if (!renamed && !finding.wholeFile && isTouched(files, finding)) return [];
    const path = file === undefined ? finding.at.path : basePathOf(file, files);
    if (path === null) return [];
    const known = finding.wholeFile && !renamed ? wholeFileKey(finding, path) : undefined;
    return [{ at, path, key: known ?? keyOf(finding, path, finding.snippet) }];
  });
}

/** Where the file was at the base. What was exempt there was never judged, so it cannot vouch for anything. */
function basePathOf(file: ChangedFile, files: ReadonlyMap<RepoPath, ChangedFile>): RepoPath | null {
  if (file.base !== null) return file.path;
  if (file.origin === null || (files.get(file.origin)?.exempt ?? null) !== null) return null;
  return file.origin;
}

async function identitiesAtBase(
  observations: readonly Observation[],
  texts: Texts,
): Promise<Map<string, number>> {
  const stood = new Map<string, number>();
  const count = (key: string) => stood.set(key, (stood.get(key) ?? 0) + 1);
  for (const observation of observations) {
    // What a directive silenced did not stand: when the change takes the directive away, the finding is its doing.
    if (observation.suppressed !== undefined) continue;
    const { path, line } = observation.at;
    if (observation.wholeFile) count(wholeFileKey(observation, path));
    count(keyOf(observation, path, await texts.snippet(path, 'base', line)));
  }
  return stood;
}

function wholeFileKey({ rule }: Observation, path: RepoPath): string {
  return JSON.stringify([rule, path]);
}

/** Numbers in messages count lines, arguments, complexity: they may move without the trouble being another. */
function keyOf({ rule, message, wholeFile }: Observation, path: RepoPath, line: string): string {
  const said = folded(message).replace(/\d+/gu, '#');
  return JSON.stringify([rule, path, wholeFile ? '' : folded(line), said]);
}
