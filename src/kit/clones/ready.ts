/** A file made ready for growing stretches in it. */
import type { Read } from './clone.ts';
import { blind, type Fingerprints } from './fingerprints.ts';
import { placed, position } from './record.ts';
import type { Field } from './stretch.ts';

export interface Ready {
  readonly file: Read;
  /** Blind codes of all its tokens. */
  readonly codes: Int32Array;
  /** Those of its record, with the tokens that they begin at. */
  readonly prints: Fingerprints;
  /** Numbers of the functions that stand in no other, and where they start; in order. */
  readonly outer: Int32Array;
  readonly starts: Int32Array;
}

export function makeReady(file: Read): Ready {
  const { tokens, units } = file.scan;
  const outer: number[] = [];
  units.forEach((unit, number) => {
    if (unit.first >= (units[outer.at(-1) ?? -1]?.end ?? 0)) outer.push(number);
  });
  const starts = Int32Array.from(outer, (number) => units[number]?.first ?? 0);
  const codes = blind(tokens, 0, tokens.count);
  return { file, codes, prints: placed(file), outer: Int32Array.from(outer), starts };
}

/** The body of a function that stands in no other: a stretch must not leave it. */
export interface Body extends Field {
  /** Number of the function in the file's scan. */
  readonly unit: number;
}

export function bodyAt({ file: { scan }, codes, outer, starts }: Ready, token: number): Body | undefined {
  const number = outer[position(starts, token + 1) - 1] ?? -1;
  const unit = scan.units[number];
  if (unit === undefined || token >= unit.end) return undefined;
  return { unit: number, tokens: scan.tokens, codes, start: unit.body, end: unit.end - 1 };
}
