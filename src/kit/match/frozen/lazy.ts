/** Expressions that were seen to be right, made when they are first asked. */
import { EAGER, type Tools } from '../formula/workshop.ts';
import type { Letters } from '../regex/letters.ts';

/** Takes what each expression needs, which is known before it is made. */
export function lazyTools(letters: ReadonlyMap<string, Letters>): Tools {
  return {
    regex(source) {
      const made = once(() => EAGER.regex(source));
      return {
        all: (text) => made().all(text),
        atStart: (text) => made().atStart(text),
        letters: letters.get(source) ?? null,
      };
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
