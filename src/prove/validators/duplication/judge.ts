/** Judges which functions, and which long parts of functions, the change copies from elsewhere in the repository. */
import type { Observation } from '../../../domain/finding.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import type { Clone, Side } from '../../../kit/clones/clone.ts';
import { findClones } from '../../../kit/clones/find.ts';
import { askedOf } from './asked.ts';
import { copiesOf, flipped, type Pair } from './copies.ts';
import { openCorpus, type Corpus } from './corpus.ts';
import { describe } from './describe.ts';
import { History } from './history.ts';
import type { Named } from './place.ts';
import { Readings } from './readings.ts';
import { regionsOf } from './regions.ts';
import { isTrifle } from './trifles.ts';

export async function judge(scope: Scope): Promise<Judgement> {
  const readings = new Readings();
  const corpus = await openCorpus(scope, readings);
  const asked = await askedOf(scope, corpus);
  const { sources, read } = corpus;
  const { clones, complete } = await findClones({ sources, asked, read });
  const pairs = await newPairs(await withoutTrifles(clones, corpus), new History(scope, corpus, readings));
  const worth = await worthOf(pairs, corpus);
  const files = new Map(scope.changed.map((file) => [file.path, file]));
  const known = {
    named: (side: Side) => namedSide(side, corpus),
    fileOf: ({ source }: Side) => files.get(corpus.members[source]?.entry.path ?? ('' as never)),
  };
  const observations: Observation[] = [];
  for (const region of regionsOf(copiesOf(pairs, worth))) {
    const observation = await describe(region, known);
    if (observation) observations.push(observation);
  }
  return { observations, failed: complete ? new Map() : unfinished(scope) };
}

async function withoutTrifles(clones: readonly Clone[], corpus: Corpus): Promise<Clone[]> {
  const kept: Clone[] = [];
  for (const clone of clones) {
    const [left, right] = [await namedSide(clone.left, corpus), await namedSide(clone.right, corpus)];
    if (left && right && !isTrifle(clone, left, right)) kept.push(clone);
  }
  return kept;
}

/** Pairs of which the change wrote a side, that side on the left. */
async function newPairs(clones: readonly Clone[], history: History): Promise<Pair[]> {
  await history.learn(clones);
  const pairs: Pair[] = [];
  for (const clone of clones) {
    const [left, right] = [await history.isNew(clone.left), await history.isNew(clone.right)];
    if ((!left && !right) || (await history.wereAlike(clone))) continue;
    pairs.push({ clone: left ? clone : flipped(clone), both: left && right });
  }
  return pairs;
}

/** What other code can reach is worth more, then what lies nearer to the root. */
async function worthOf(pairs: readonly Pair[], corpus: Corpus): Promise<(side: Side) => number> {
  const known = new Map<string, number>();
  for (const side of pairs.flatMap(({ clone }) => [clone.left, clone.right])) {
    const named = await namedSide(side, corpus);
    if (named)
      known.set(keyOf(side), (named.unit.exported ? 10_000 : 0) - Math.min(named.path.length, 9_999));
  }
  return (side) => known.get(keyOf(side)) ?? 0;
}

const keyOf = ({ source, unit }: Side): string => `${source} ${unit}`;

async function namedSide(side: Side, { members, read }: Corpus): Promise<Named | null> {
  const [member, file] = [members[side.source], await read(side.source)];
  const unit = file?.scan.units[side.unit];
  return member && file && unit
    ? { side, path: member.entry.path, language: member.language, read: file, unit }
    : null;
}

function unfinished({ files }: Scope): Map<(typeof files)[number]['path'], string> {
  const reason =
    'so much in it repeats itself that not every copy could be looked for: split the change, or list generated files in the policy';
  return new Map(files.map(({ path }) => [path, reason]));
}
