/** Which functions are large enough to be known by what they repeat, and what an exact copy of one is known by. */
import type { Read } from './clone.ts';
import { exactHash, mix } from './fingerprints.ts';
import type { Unit } from './tokens.ts';

/** Smaller ones repeat by chance; short ones count when what documents them is long. */
const TOKENS = 24;
const LINES = 5;
const DOCUMENTED = { tokens: 6, lines: 10 };
/** With fewer tokens a function is known by its text. */
const TELLING = 30;
/** A function deeper than this has enough functions around it; else nesting makes records quadratic. */
const DEPTH = 6;

/** What only exact copies of a unit share; 0 when it is too small to be known by it. */
export function keyOf(file: Read, unit: Unit): number {
  if (unit.end - unit.first >= TELLING) return exactHash(file.scan.tokens, unit) || 1;
  return documented(unit) ? textHash(file, unit) || 1 : 0;
}

/** Hash of a unit's text, indentation aside: a short function with a long description is known by it. */
function textHash({ scan: { tokens }, bytes }: Read, { first, end }: Unit): number {
  let hash = 0;
  let indented = false;
  for (let at = tokens.start[first] ?? 0; at < (tokens.end[end - 1] ?? 0); at++) {
    const byte = bytes[at] ?? 0;
    if (indented && (byte === 0x20 || byte === 0x09)) continue;
    indented = byte === 0x0a;
    if (byte !== 0x0d) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return mix(hash);
}

function documented({ first, end, startLine, endLine }: Unit): boolean {
  return end - first >= DOCUMENTED.tokens && endLine - startLine + 1 >= DOCUMENTED.lines;
}

/** Numbers of those that are large enough. */
export function large(units: readonly Unit[]): number[] {
  const around: number[] = [];
  return units.flatMap((unit, number) => {
    const tokens = unit.end - unit.first;
    const lines = unit.endLine - unit.startLine + 1;
    if (!documented(unit) && (tokens < TOKENS || lines < LINES)) return [];
    while (around.length > 0 && (around.at(-1) ?? 0) <= unit.first) around.pop();
    if (around.length >= DEPTH) return [];
    around.push(unit.end);
    return [number];
  });
}
