/** A tree of the parser as plain objects: one walk, and nothing of the parser's memory is touched again. */
import type { Cursor } from '../../syntax/cursor.ts';
import type { Span } from '../../syntax/facts.ts';
import { withTree } from '../../syntax/parse.ts';
import type { Language } from '../../syntax/language.ts';

export interface Raw {
  readonly type: string;
  readonly named: boolean;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly kids: Raw[];
}

export interface RawTree {
  readonly root: Raw;
  /** Where the grammar could not read the text. */
  readonly errors: readonly Span[];
}

/** Parses a text; null when the parser gave up. Throws when it is nested too deeply. */
export function readRaw(text: string, language: Language): Promise<RawTree | null> {
  return withTree(text, language, (tree, begin) => {
    const { hasError } = tree.rootNode;
    const cursor = begin();
    try {
      return copy(cursor, hasError);
    } finally {
      cursor.delete();
    }
  });
}

/** Tokens that no grammar gives a field that says more than their place. */
const BARE = new Set(['(', ')', '[', ']', '{', '}', ',', '.', ':']);

/** Tokens hold nothing. */
const NONE: Raw[] = [];

/** Reads a tree through a cursor: each question costs a call into the parser, so none is asked in vain. */
class Copier {
  readonly errors: Span[] = [];
  readonly #cursor: Cursor;
  readonly #isBroken: boolean;
  readonly #named: boolean[] = [];

  constructor(cursor: Cursor, isBroken: boolean) {
    this.#cursor = cursor;
    this.#isBroken = isBroken;
  }

  node(): Raw {
    const cursor = this.#cursor;
    const id = cursor.typeId;
    const type = cursor.typeOf(id);
    const named = (this.#named[id] ??= cursor.isNamed);
    const { start } = cursor;
    // But for what is missing, a token that has no name is written as it is called.
    const end = named || this.#isBroken || type.includes(' ') ? cursor.end : start + type.length;
    const field = !named && BARE.has(type) ? null : cursor.field;
    if (this.#isBroken && (type === 'ERROR' || cursor.isMissing)) this.errors.push({ start, end });
    return { type, named, field, start, end, kids: named || type.includes(' ') ? [] : NONE };
  }

  /** Goes down to the first child, if there may be any. */
  enters({ named, type }: Raw): boolean {
    return (named || type.includes(' ')) && this.#cursor.gotoFirstChild();
  }
}

function copy(cursor: Cursor, isBroken: boolean): RawTree {
  const copier = new Copier(cursor, isBroken);
  const root = copier.node();
  const open = [root];
  let top: Raw = root;
  for (;;) {
    if (copier.enters(top)) {
      const kid = copier.node();
      top.kids.push(kid);
      open.push(kid);
      top = kid;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent() || open.length === 1) return { root, errors: copier.errors };
      open.pop();
      top = open.at(-1) ?? root;
    }
    open.pop();
    const kid = copier.node();
    (open.at(-1) ?? root).kids.push(kid);
    open.push(kid);
    top = kid;
  }
}
