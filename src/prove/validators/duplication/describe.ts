/** A region of copies as an observation: where it stands, what it repeats, what differs, and what to do instead. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Observation, Place, RelatedPlace, RuleId } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { CloneKind, Side } from '../../../kit/clones/clone.ts';
import { decode, Lines } from '../../../kit/text.ts';
import type { Corpus } from './corpus.ts';
import type { Copy } from './copies.ts';
import { nameOf, whereIs, type Named } from './place.ts';
import { namedSide } from './pairs.ts';
import { howToCall } from './reach.ts';
import type { Region } from './regions.ts';
import { isName, likeness } from './words.ts';

const RULES: Readonly<Record<CloneKind, RuleId>> = {
  verbatim: 'duplication/verbatim-copy',
  renamed: 'duplication/renamed-copy',
  edited: 'duplication/edited-copy',
  block: 'duplication/copied-block',
};
const KINDS: readonly CloneKind[] = ['verbatim', 'renamed', 'edited', 'block'];
/** Other places that are shown; the message counts them all. */
const MAX_RELATED = 20;
const MAX_NAMED = 3;

interface Surroundings {
  readonly corpus: Corpus;
  readonly changed: ReadonlyMap<RepoPath, ChangedFile>;
  /** All that the head has. */
  readonly paths: ReadonlySet<RepoPath>;
  /** There is no base, so that nothing is said of a change. */
  readonly audit: boolean;
}

/** Null when one of the files can no longer be read. */
export async function describe(
  region: Region,
  { corpus, changed, paths, audit }: Surroundings,
): Promise<Observation | null> {
  const named = (side: Side) => namedSide(side, corpus);
  const [first] = region;
  const [copy, original] = [await named(first.clone.left), await named(first.clone.right)];
  if (!copy || !original) return null;
  const last = region.at(-1) ?? first;
  const names: string[] = [];
  for (const { clone } of region) {
    if (names.length === MAX_NAMED) break;
    const side = await named(clone.left);
    if (side && side.unit.name !== '') names.push(nameOf(side));
  }
  const others = region.flatMap((one) => one.others);
  const told = audit ? region.map((one) => ({ ...one, both: false })) : region;
  const message =
    told.length > 1 ? manyMessage(told, names, original) : oneMessage(told[0] ?? first, copy, original);
  const related: RelatedPlace[] = [];
  for (const { clone } of region.slice(0, MAX_RELATED)) await relate(related, clone.right, 'What it repeats');
  for (const side of others.slice(0, MAX_RELATED)) await relate(related, side, 'The same again');
  const at = addedPart(
    copy,
    { startLine: first.clone.left.startLine, endLine: last.clone.left.endLine },
    changed.get(copy.path),
  );
  return {
    rule: RULES[loosest(region)],
    at,
    message: `${message}${more(others.length)}`,
    hint: hintFor(region, howToCall(copy, original, paths)),
    related,
  };

  async function relate(places: RelatedPlace[], side: Side, note: string): Promise<void> {
    const place = await named(side);
    if (place) places.push({ ...placeOf(place, side), note: `${note}: ${nameOf(place)}` });
  }
}

/** What is least alike says what may be claimed of all. */
function loosest(region: Region): CloneKind {
  return KINDS.findLast((kind) => region.some(({ clone }) => clone.kind === kind)) ?? 'block';
}

function oneMessage({ clone, both }: Copy, copy: Named, original: Named): string {
  const alike = likeness({ clone, left: copy.read, right: original.read });
  const where = `${whereIs(original)}${both ? ', which this change adds too' : ''}`;
  const lines = clone.left.endLine - clone.left.startLine + 1;
  if (clone.kind === 'block') {
    const whose =
      copy.path === original.path && copy.unit === original.unit ? 'the same function' : nameOf(original);
    return `${lines} lines of ${nameOf(copy)} repeat a part of ${whose} ${where} (${alike}).`;
  }
  return `${capital(nameOf(copy))} (${lines} lines) repeats ${nameOf(original)} ${where} (${alike}).`;
}

function manyMessage(region: readonly Copy[], names: readonly string[], original: Named): string {
  const rest = region.length - names.length;
  const listed = names.length === 0 ? '' : ` (${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
  const too = region.every(({ both }) => both) ? ', which this change adds too' : '';
  const least = Math.floor(100 * Math.min(...region.map(({ clone }) => clone.similarity)));
  const isSame = region.every(({ clone }) => clone.differences.length === 0);
  const alike = isSame
    ? 'word for word'
    : least === 100
      ? 'but for names and values'
      : `at least ${least} % alike`;
  return `${region.length} functions${listed} repeat those ${whereIs(original)} and below${too} (${alike}).`;
}

function more(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' The same stands in one more place.' : ` The same stands in ${count} more places.`;
}

function hintFor(region: Region, call: string): string {
  const [{ clone }] = region;
  if (region.length > 1) return 'Move what they share into one module and import it in both places.';
  if (clone.kind === 'block') return 'Extract these lines into a function and call it in both places.';
  if (clone.differences.every(isName)) return call;
  const isParameter = clone.differences.every(({ kind }) => kind !== 'statement');
  if (isParameter) return `Make what differs a parameter. ${call}`;
  return 'Move what they share into one function and call it in both places.';
}

/** From the first to the last line that the change added: the anchor of the finding. */
function addedPart(copy: Named, range: Pick<Side, 'startLine' | 'endLine'>, file?: ChangedFile): Place {
  const hunks = (file?.hunks ?? []).filter(
    ({ start, count }) => start <= range.endLine && start + count > range.startLine,
  );
  const [first, last] = [hunks[0], hunks.at(-1)];
  const startLine = Math.max(range.startLine, first?.start ?? 1);
  const endLine = Math.min(range.endLine, last ? last.start + last.count - 1 : range.endLine);
  return placeOf(copy, { startLine, endLine });
}

function placeOf({ path, read }: Named, { startLine, endLine }: Pick<Side, 'startLine' | 'endLine'>): Place {
  const lines = new Lines(decode(read.bytes).text);
  return { path, line: startLine, column: 1, endLine, endColumn: lines.line(endLine).length + 1 };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
