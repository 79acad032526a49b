/** Whether an equal stretch is long and varied enough to be worth a word. */
import type { Run } from './align.ts';
import { blind, mix } from './fingerprints.ts';
import { KIND, type Tokens } from './tokens.ts';

const TOKENS = 70;
const LINES = 8;
/** Of names and strings: other names in that many places are other code. */
const EQUAL = 0.9;
/** A table and a run of cases are the same few tokens over and over. */
const VARIED = 0.4;
const GRAM = 4;

/** The part of the run that is whole lines on its first side. */
export function wholeLines({ one, other, length }: Run, { line, count }: Tokens): Run {
  let [start, end] = [one, one + length];
  while (start < end && start > 0 && line[start] === line[start - 1]) start++;
  while (end > start && end < count && line[end] === line[end - 1]) end--;
  return { one: start, other: other + start - one, length: end - start };
}

export function telling(run: Run, a: Tokens, b: Tokens): boolean {
  return (
    run.length >= TOKENS &&
    linesOf(run, a) >= LINES &&
    equalShare(run, a, b) >= EQUAL &&
    variety(run, a) >= VARIED
  );
}

function linesOf({ one, length }: Run, { line }: Tokens): number {
  return (line[one + length - 1] ?? 0) - (line[one] ?? 0) + 1;
}

function equalShare({ one, other, length }: Run, a: Tokens, b: Tokens): number {
  let [all, same] = [0, 0];
  for (let step = 0; step < length; step++) {
    const kind = a.kind[one + step] ?? 0;
    if (kind < KIND.variable || kind > KIND.string || kind === KIND.number) continue;
    all++;
    if (a.hash[one + step] === b.hash[other + step]) same++;
  }
  return all === 0 ? 1 : same / all;
}

/** Share of the blind runs of {@link GRAM} tokens that are different from one another. */
function variety({ one, length }: Run, a: Tokens): number {
  const codes = blind(a, one, one + length);
  const seen = new Set<number>();
  for (let at = 0; at + GRAM <= codes.length; at++) {
    let hash = 0;
    for (let step = at; step < at + GRAM; step++) hash = mix(hash ^ (codes[step] ?? 0)) + 1;
    seen.add(hash);
  }
  return seen.size / Math.max(1, codes.length - GRAM + 1);
}
