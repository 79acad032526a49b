/** Stand-in: regular expressions as JavaScript has them. */
import type { Bound } from '../match.ts';

export interface Found {
  readonly start: number;
  readonly end: number;
  /** What the groups caught, the first group first. */
  readonly groups: readonly (Bound | null)[];
}
export interface Searcher {
  all(text: string): readonly Found[];
  /** Whether it matches from the beginning of the text. */
  atStart(text: string): boolean;
}

/** A searcher, or the reason why there is none. */
export function compileRegex(source: string): Searcher | string {
  let flags = 'dgm';
  let body = source.replace(/\(\?([imsx]+)\)/g, (_, letters: string) => {
    if (letters.includes('i') && !flags.includes('i')) flags += 'i';
    if (letters.includes('s') && !flags.includes('s')) flags += 's';
    return '';
  });
  body = body
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$')
    .replace(/([*+?}])\+/g, '$1')
    .replaceAll('[[:alnum:]]', '[a-zA-Z0-9]');
  let global: RegExp;
  let sticky: RegExp;
  try {
    global = new RegExp(body, flags);
    sticky = new RegExp(body, flags.replace('g', 'y').replace('m', ''));
  } catch (error) {
    return (error as Error).message;
  }
  return {
    all: (text) =>
      [...text.matchAll(global)].map((m) => ({
        start: m.index,
        end: m.index + m[0].length,
        groups: m.slice(1).map((g, i) => {
          const at = m.indices?.[i + 1];
          return g === undefined || !at ? null : { start: at[0], end: at[1], text: g };
        }),
      })),
    atStart(text) {
      sticky.lastIndex = 0;
      return sticky.test(text);
    },
  };
}
