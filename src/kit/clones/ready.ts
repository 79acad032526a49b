/** A file made ready for growing stretches in it. */
import type { Read } from './clone.ts';
import { blind, type Fingerprints } from './fingerprints.ts';
import { placed } from './record.ts';
import type { Field } from './stretch.ts';
import type { Unit } from './tokens.ts';

export interface Ready {
  readonly file: Read;
  /** Blind codes of all its tokens. */
  readonly codes: Int32Array;
  /** Those of its record, with the tokens that they begin at. */
  readonly prints: Fingerprints;
}

export function makeReady(file: Read): Ready {
  const { tokens } = file.scan;
  return { file, codes: blind(tokens, 0, tokens.count), prints: placed(file) };
}

/** The body of a function that stands in no other: a stretch must not leave it. */
export interface Body extends Field {
  /** Number of the function in the file's scan. */
  readonly unit: number;
}

export function bodyAt({ file: { scan }, codes }: Ready, token: number): Body | undefined {
  const unit = scan.units.findIndex(({ first, end }) => first <= token && token < end);
  const { body, end } = scan.units[unit] ?? ({ body: 0, end: 0 } satisfies Partial<Unit>);
  return unit < 0 ? undefined : { unit, tokens: scan.tokens, codes, start: body, end: end - 1 };
}
