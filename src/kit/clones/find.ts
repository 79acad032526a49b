/** Finds the clones of what is asked about: records say what may be alike, the files themselves say what is. */
import { blockClones, type AskedLines } from './blocks.ts';
import { apart } from './clusters.ts';
import type { Clone, Read, Source } from './clone.ts';
import { outermost } from './outermost.ts';
import { Reader } from './reader.ts';
import { FIELD } from './record.ts';
import { Roster } from './roster.ts';
import { Survey } from './survey.ts';
import { wholeClones } from './whole.ts';

/** What of a file is asked about; lines are 1-based and inclusive. */
export interface Asked {
  /** Numbers of units in the file's scan: whether they repeat others as a whole. */
  readonly units: readonly number[];
  /** Whether what stands there repeats a part of another function. */
  readonly lines: readonly { readonly start: number; readonly end: number }[];
}

export interface Search {
  /** In any order; ids differ, records are sound (see record.ts). */
  readonly sources: readonly Source[];
  readonly asked: ReadonlyMap<number, Asked | 'all'>;
  /** Reads a source again, often the same one; null when it cannot be read: nothing is said about it then. */
  read(id: number): Promise<Read | null>;
}

export interface Found {
  /** Each pair once, by the left side's id and line. */
  readonly clones: Clone[];
  /** False when there was more to compare than is bearable: what was found is true, but it may not be all. */
  readonly complete: boolean;
}

/** Steps of alignments: some ten seconds. */
const EFFORT = 2e9;

export async function findClones({ sources, asked, read }: Search): Promise<Found> {
  const roster = new Roster(sources);
  const reader = new Reader(roster, read);
  const effort = { left: EFFORT };
  const lines = askedLines(roster, asked);
  const hunt = { roster, reader, effort, survey: new Survey(roster, lines.keys()) };
  const whole = await wholeClones(hunt, askedUnits(roster, asked));
  const blocks = await blockClones(hunt, lines);
  return { clones: outermost([...whole, ...apart(blocks, whole)]), complete: effort.left > 0 };
}

/** By the index of the source. */
function askedLines(roster: Roster, asked: Search['asked']): Map<number, AskedLines> {
  return new Map(
    roster.sources.flatMap(({ id }, source) => {
      const question = asked.get(id);
      if (question === undefined) return [];
      return [[source, question === 'all' ? question : question.lines] as const];
    }),
  );
}

/** Places in the roster, ascending. */
function askedUnits(roster: Roster, asked: Search['asked']): number[] {
  return roster.sources.flatMap(({ id }, source) => {
    const question = asked.get(id);
    if (question === undefined) return [];
    const numbers = question === 'all' ? undefined : new Set(question.units);
    const [start, end] = [roster.starts[source] ?? 0, roster.starts[source + 1] ?? 0];
    const all = Array.from({ length: end - start }, (_, at) => start + at);
    return numbers === undefined ? all : all.filter((unit) => numbers.has(roster.fact(unit, FIELD.number)));
  });
}
