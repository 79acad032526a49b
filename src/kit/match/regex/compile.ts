/** Regular expressions of rules: PCRE over any text, ended when they run too long. */
import type { Bound } from '../match.ts';
import type { Effort } from './draft.ts';
import { guarded } from './guard.ts';
import { translate, type Translated } from './translate.ts';

export interface Found {
  readonly start: number;
  readonly end: number;
  /** What the groups caught, the first group first. */
  readonly groups: readonly (Bound | null)[];
}

/** Both searches throw TooLong when they do not end in time. */
export interface Searcher {
  /** All places in the text, from left to right; `^` and `$` match at every line. */
  all(text: string): readonly Found[];
  /** Whether it matches from the beginning of the text. */
  atStart(text: string): boolean;
  /** The same as JavaScript, to be matched from the beginning of a text. */
  readonly anchored: Translated;
}

/** Steps that a machine does in some milliseconds; what may take more is run under guard, which costs as much as 0.2 ms. */
const HARMLESS = 2e6;

/** A searcher, or the reason why there is none. */
export function compileRegex(pcre: string): Searcher | string {
  const anchored = translate(pcre, false);
  if (typeof anchored === 'string') return anchored;
  try {
    new RegExp(anchored.source, 'yu');
    return searcherOf(pcre, anchored);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** For an expression that was translated before; each of its two searches is made when it is first asked. */
export function searcherOf(pcre: string, anchored: Translated): Searcher {
  let sticky: RegExp | undefined;
  let search: Search | undefined;
  return {
    anchored,
    atStart: (text) =>
      run(steps(anchored.effort, text, 0), () =>
        begins((sticky ??= new RegExp(anchored.source, 'yu')), text),
      ),
    all(text) {
      const made = (search ??= searchFor(pcre));
      return run(steps(made.effort, text, 1), () => allOf(made, text));
    },
  };
}

interface Search extends Translated {
  readonly global: RegExp;
}

function searchFor(pcre: string): Search {
  const search = translate(pcre, true);
  if (typeof search === 'string') throw new Error(`what was translated is wrong: ${search}`);
  return { ...search, global: new RegExp(search.source, search.groups.length > 0 ? 'dgu' : 'gu') };
}

function run<T>(expected: number, task: () => T): T {
  return expected <= HARMLESS ? task() : guarded(task);
}

/**
 * The most that backtracking can take: all ways to share out the text among the loops, at every place where the search
 * begins. One loop ends where the next begins, so the order of their ends is no choice.
 */
function steps({ nested, loops, factor }: Effort, text: string, begins: 0 | 1): number {
  let ways = (text.length + 1) ** begins * factor;
  for (let loop = 1; loop <= loops; loop++) ways *= (text.length + loop) / loop;
  return nested ? Infinity : ways;
}

function begins(sticky: RegExp, text: string): boolean {
  sticky.lastIndex = 0;
  return sticky.test(text);
}

function allOf({ global, groups }: Search, text: string): Found[] {
  return Array.from(text.matchAll(global), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    groups: groups.map((name) => {
      const caught = match.indices?.groups?.[name];
      return caught ? { start: caught[0], end: caught[1], text: text.slice(caught[0], caught[1]) } : null;
    }),
  }));
}
