/** A region of copies as an observation: where it stands, what it repeats, what differs, and what to do instead. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Observation, Place, RelatedPlace, RuleId } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { CloneKind, Side } from '../../../kit/clones/clone.ts';
import { decode, Lines } from '../../../kit/text.ts';
import type { Corpus } from './corpus.ts';
import type { Copy } from './copies.ts';
import { hintFor, manyMessage, more, oneMessage } from './messages.ts';
import { nameOf, type Named } from './place.ts';
import { namedSide } from './pairs.ts';
import { howToCall } from './reach.ts';
import { replacement } from './replace.ts';
import { lengthOf, type Part, type Region } from './regions.ts';

const RULES: Readonly<Record<CloneKind, RuleId>> = {
  verbatim: 'duplication/verbatim-copy',
  renamed: 'duplication/renamed-copy',
  edited: 'duplication/edited-copy',
  block: 'duplication/copied-block',
};
const KINDS: readonly CloneKind[] = ['verbatim', 'renamed', 'edited', 'block'];
/** Other places that are shown; the message counts them all. */
const MAX_RELATED = 20;
/** Of the change's own places: what the policy limits is counted by them. */
const MAX_PARTS = 100;
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
  const [main, ...parts] = region.parts;
  const copies = region.parts.flat() as [Copy, ...Copy[]];
  const [first] = main;
  const [copy, original] = [await named(first.clone.left), await named(first.clone.right)];
  if (!copy || !original) return null;
  const others = copies.flatMap((one) => one.others);
  const told = audit ? copies.map((one) => ({ ...one, both: false })) : copies;
  const message =
    told.length > 1
      ? manyMessage(region, told, { names: await namesOf(copies, corpus), original })
      : oneMessage(told[0] ?? first, copy, original);
  const related: RelatedPlace[] = [];
  for (const part of parts.slice(0, MAX_PARTS)) await relate(related, rangeOf(part), 'Here as well');
  for (const { clone } of copies.slice(0, MAX_RELATED)) await relate(related, clone.right, 'What it repeats');
  for (const side of others.slice(0, MAX_RELATED)) await relate(related, side, 'The same again');
  const fix = told.length === 1 ? replacement(copies, { copy, original, paths }) : null;
  return {
    ...(fix && { fix }),
    rule: RULES[loosest(copies)],
    at: addedPart(copy, rangeOf(main), changed.get(copy.path)),
    message: `${message}${more(others.length)}`,
    hint: hintFor(copies, howToCall(copy, original, paths)),
    related,
  };

  async function relate(places: RelatedPlace[], side: Side, note: string): Promise<void> {
    const place = await named(side);
    if (place) places.push({ ...placeOf(place, side), note: `${note}: ${nameOf(place)}` });
  }
}

async function namesOf(copies: readonly Copy[], corpus: Corpus): Promise<string[]> {
  const names = new Map<string, string>();
  for (const { clone } of copies) {
    if (names.size === MAX_NAMED) break;
    const side = await namedSide(clone.left, corpus);
    if (side && side.unit.name !== '') names.set(`${clone.left.source} ${clone.left.unit}`, nameOf(side));
  }
  return [...names.values()];
}

/** What is least alike says what may be claimed of all. */
function loosest(copies: readonly Copy[]): CloneKind {
  return KINDS.findLast((kind) => copies.some(({ clone }) => clone.kind === kind)) ?? 'block';
}

function rangeOf(part: Part): Side {
  const { left } = part[0].clone;
  return { ...left, endLine: left.startLine + lengthOf(part) - 1 };
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
