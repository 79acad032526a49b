/** How alike two units are, and how much of that is no accident. */
import { align, type Effort, type Run } from './align.ts';
import type { Read } from './clone.ts';
import { blind } from './fingerprints.ts';
import { settle, type Written } from './settle.ts';
import { support } from './support.ts';
import { KIND, type Tokens, type Unit } from './tokens.ts';

/** A unit and the file that it stands in. */
export interface Whole {
  readonly file: Read;
  readonly unit: Pick<Unit, 'first' | 'end'>;
}

export interface Likeness {
  /** Share of the tokens that have a partner when names, numbers and strings are blind, 0 to 1. */
  readonly similarity: number;
  /** Share of the aligned names, numbers and strings whose text is the same. */
  readonly equal: number;
  /** Share of the aligned names and strings that are the same, or renamed throughout. */
  readonly support: number;
  /** Share of the aligned calls and properties that have the same name; undefined when they are too few to tell. */
  readonly api: number | undefined;
  /** Tokens with a partner. */
  readonly tokens: number;
  /** In token numbers of the two files. */
  readonly runs: readonly Run[];
}

/** Less alike than this is not alike. */
const LEAST = 0.68;
const FEW = 3;

/** Undefined when they are not alike, or no effort is left to tell. */
export function compareUnits(a: Whole, b: Whole, effort: Effort = { left: Infinity }): Likeness | undefined {
  if (effort.left <= 0) return undefined;
  const [one, other] = [written(a), written(b)];
  const found = align(one.blind, other.blind, { least: LEAST, effort });
  if (found === undefined) return undefined;
  const runs = settle(found, one, other).map((run) => ({
    one: run.one + a.unit.first,
    other: run.other + b.unit.first,
    length: run.length,
  }));
  const tokens = runs.reduce((sum, run) => sum + run.length, 0);
  return {
    similarity: (2 * tokens) / (one.raw.length + other.raw.length),
    tokens,
    runs,
    ...namesIn(runs, a.file.scan.tokens, b.file.scan.tokens),
  };
}

function written({ file, unit }: Whole): Written {
  const { tokens } = file.scan;
  return { blind: blind(tokens, unit.first, unit.end), raw: tokens.hash.subarray(unit.first, unit.end) };
}

function namesIn(
  runs: readonly Run[],
  one: Tokens,
  other: Tokens,
): Pick<Likeness, 'equal' | 'support' | 'api'> {
  const counts = { all: 0, same: 0, api: 0, sameApi: 0 };
  for (const run of runs)
    for (let step = 0; step < run.length; step++) {
      const kind = one.kind[run.one + step] ?? 0;
      if (kind < KIND.variable || kind > KIND.string) continue;
      const same = one.hash[run.one + step] === other.hash[run.other + step] ? 1 : 0;
      const isApi = kind === KIND.property || kind === KIND.call;
      counts.all++;
      counts.same += same;
      counts.api += isApi ? 1 : 0;
      counts.sameApi += isApi ? same : 0;
    }
  return {
    equal: counts.all === 0 ? 1 : counts.same / counts.all,
    support: support(runs, one, other),
    api: counts.api < FEW ? undefined : counts.sameApi / counts.api,
  };
}
