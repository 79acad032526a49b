/** Finds credentials in their issuers' formats: one pass for what all of them have, then the format that it may be. */
import { CLOUD_FORMATS } from './cloud-formats.ts';
import { CODE_FORMATS } from './code-formats.ts';
import { isSample } from './example.ts';
import type { Format, Secret } from './format.ts';
import { SERVICE_FORMATS } from './service-formats.ts';

const FORMATS: readonly Format[] = [...CODE_FORMATS, ...CLOUD_FORMATS, ...SERVICE_FORMATS];

/** Of two marks that begin alike the longer one is found, so what the shorter one stands for is asked for with it. */
const MARKS: ReadonlyMap<string, readonly Format[]> = new Map(
  FORMATS.map(({ mark }) => [
    mark,
    FORMATS.filter((one) => mark.startsWith(one.mark)).sort((a, b) => b.mark.length - a.mark.length),
  ]),
);
const escaped = (mark: string): string => mark.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const ANY = new RegExp(
  [...MARKS.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|'),
  'g',
);

export function* findTokens(text: string): Generator<Secret> {
  ANY.lastIndex = 0;
  for (let hit = ANY.exec(text); hit !== null; hit = ANY.exec(text)) {
    const at = hit.index;
    const found = tokenAt(text, { at, formats: MARKS.get(hit[0]) ?? [] });
    if (found) yield found;
    // Past the mark's first character only: another mark may begin within it.
    ANY.lastIndex = found ? found.end : at + 1;
  }
}

function tokenAt(text: string, { at, formats }: { at: number; formats: readonly Format[] }): Secret | null {
  for (const { what, before, pattern, certain, check } of formats) {
    const start = at - before;
    if (start < 0) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(text)?.[0];
    if (match === undefined || isSample(match)) continue;
    const said = check?.(match) ?? 'yes';
    if (said === 'no') continue;
    return { kind: 'token', what, certain: certain && said === 'yes', start, end: start + match.length };
  }
  return null;
}
