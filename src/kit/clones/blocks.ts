/** Parts of functions that repeat parts of others: seeds from the records, grown and judged in the files themselves. */
import type { Run } from './align.ts';
import type { Clone, Read, Side } from './clone.ts';
import { differencesOf } from './differences.ts';
import { GRAM } from './fingerprints.ts';
import { addNames } from './names.ts';
import { bodyAt, makeReady, type Body, type Ready } from './ready.ts';
import { position } from './record.ts';
import { RUN, seedsAmong, type Hit } from './seeds.ts';
import { stretch } from './stretch.ts';
import { telling, wholeLines } from './telling.ts';
import type { Hunt } from './whole.ts';

/** Lines that are asked about, 1-based and inclusive, or all of a file's. */
export type AskedLines = 'all' | readonly { readonly start: number; readonly end: number }[];

/** What a block must have that is rare, in fingerprints and names; more when both stand in one file. */
const RARE = 12;
const RARE_BESIDE = 18;

/** What a token of a stretch costs, in steps of an alignment. */
const STEPS = 20;

/** Clones of parts of functions whose seeds stand in asked lines; sources by index, ascending. */
export async function blockClones(hunt: Hunt, asked: ReadonlyMap<number, AskedLines>): Promise<Clone[]> {
  const readyOf = preparing(hunt);
  const runs = new Map<number, (print: number) => boolean>();
  for (const [source, lines] of asked)
    runs.set(source, among(lines, lines === 'all' ? undefined : await readyOf(source)));
  const seeds = seedsAmong(hunt.roster, runs);
  const clones: Clone[] = [];
  for (const source of runs.keys())
    for (const [partner, hits] of seeds.of(source)) {
      const [one, other] = [await readyOf(source), await readyOf(partner)];
      if (one === undefined || other === undefined) continue;
      const ends = new Map<number, number>();
      for (const hit of hits) {
        const run = grown({ one, other, hit, ends, hunt });
        if (run) clones.push(cloneOf(run, idOf(hunt, source), idOf(hunt, partner)));
      }
    }
  return clones;
}

/** Which runs of fingerprints stand in one of the ranges as a whole. */
function among(lines: AskedLines, ready: Ready | undefined): (print: number) => boolean {
  if (lines === 'all') return () => true;
  if (ready === undefined) return () => false;
  const { line, count } = ready.file.scan.tokens;
  const range = new Int32Array((line[count - 1] ?? 0) + 1);
  lines.forEach(({ start, end }, at) => range.fill(at + 1, start, end + 1));
  return (print) => {
    const first = range[line[ready.prints.at[print] ?? -1] ?? 0] ?? 0;
    return first > 0 && first === range[line[(ready.prints.at[print + RUN - 1] ?? -1) + GRAM - 1] ?? 0];
  };
}

interface Growth {
  readonly one: Ready;
  readonly other: Ready;
  readonly hit: Hit;
  /** Of each diagonal where the last stretch ended: a later hit before that is the same stretch again. */
  readonly ends: Map<number, number>;
  readonly hunt: Hunt;
}

interface Block extends Run {
  readonly bodies: readonly [Body, Body];
}

function grown({ one, other, hit, ends, hunt: { effort, survey } }: Growth): Block | undefined {
  const seed = { one: one.prints.at[hit.print] ?? 0, other: other.prints.at[hit.otherPrint] ?? 0 };
  const diagonal = seed.one - seed.other;
  if (effort.left <= 0 || seed.one < (ends.get(diagonal) ?? 0)) return undefined;
  const bodies = [bodyAt(one, seed.one), bodyAt(other, seed.other)] as const;
  const [a, b] = bodies;
  if (a === undefined || b === undefined || (one === other && a.unit === b.unit)) return undefined;
  const whole = stretch(a, b, seed);
  effort.left -= STEPS * whole.length;
  ends.set(diagonal, whole.one + whole.length);
  const run = wholeLines(whole, a.tokens);
  if (!telling(run, a.tokens, b.tokens)) return undefined;
  const { hash, at } = one.prints;
  const prints = hash.subarray(position(at, run.one), position(at, run.one + run.length - GRAM + 1));
  const names = new Set<number>();
  addNames(names, a.tokens, { first: run.one, end: run.one + run.length });
  const rare = survey.mass(prints) + survey.namesMass(names);
  return rare >= (one === other ? RARE_BESIDE : RARE) ? { ...run, bodies: [a, b] } : undefined;
}

function cloneOf({ one, other, length, bodies: [a, b] }: Block, left: number, right: number): Clone {
  const range = { left: { start: one, end: one + length }, right: { start: other, end: other + length } };
  return {
    kind: 'block',
    left: sideOf(a, left, range.left),
    right: sideOf(b, right, range.right),
    similarity: 1,
    tokens: length,
    differences: differencesOf([{ one, other, length }], range, [a.tokens, b.tokens]),
  };
}

function sideOf(
  { unit, tokens }: Body,
  source: number,
  { start, end }: { start: number; end: number },
): Side {
  return { source, unit, startLine: tokens.line[start] ?? 0, endLine: tokens.line[end - 1] ?? 0 };
}

function idOf({ roster }: Hunt, source: number): number {
  return roster.sources[source]?.id ?? 0;
}

/** A file is made ready once as long as its caller keeps it. */
function preparing({ reader }: Hunt): (source: number) => Promise<Ready | undefined> {
  const known = new WeakMap<Read, Ready>();
  return async (source) => {
    const read = await reader.file(source);
    if (read === undefined) return undefined;
    const ready = known.get(read) ?? makeReady(read);
    known.set(read, ready);
    return ready;
  };
}
