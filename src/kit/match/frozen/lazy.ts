/** Expressions that were seen to be right, made when they are first asked. */
import { EAGER, type Tools } from '../formula/workshop.ts';
import { searcherOf } from '../regex/compile.ts';
import type { Translated } from '../regex/translate.ts';

/** Takes all expressions as they were translated. */
export function lazyTools(expressions: ReadonlyMap<string, Translated>): Tools {
  return {
    regex(pcre) {
      const anchored = expressions.get(pcre);
      return anchored ? searcherOf(pcre, anchored) : EAGER.regex(pcre);
    },
    comparison(text) {
      const made = once(() => EAGER.comparison(text));
      return (valueOf) => made()(valueOf);
    },
    generic(pattern, span) {
      const made = once(() => EAGER.generic(pattern, span));
      return { all: (text) => made().all(text) };
    },
  };
}

function once<T>(make: () => T | string): () => T {
  let made: T | undefined;
  return () => {
    if (made !== undefined) return made;
    const now = make();
    if (typeof now === 'string') throw new Error(`what was frozen is wrong: ${now}`);
    return (made = now);
  };
}
