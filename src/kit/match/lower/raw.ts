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
  /** Without signs that say no more than that the others stand together. */
  readonly kids: Raw[];
  /** There are none, signs neither. */
  isLeaf: boolean;
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

/** Signs that no grammar gives a field. */
const SIGNS = new Set(['(', ')', '[', ']', '{', '}', ',', ':']);

/** Tokens hold nothing. */
const NONE: Raw[] = [];

/** Reads a tree through a cursor: each question costs a call into the parser, so none is asked in vain. */
class Copier {
  readonly errors: Span[] = [];
  readonly #cursor: Cursor;
  readonly #isBroken: boolean;
  readonly #named: boolean[] = [];
  readonly #signs: boolean[] = [];

  constructor(cursor: Cursor, isBroken: boolean) {
    this.#cursor = cursor;
    this.#isBroken = isBroken;
  }

  /** Null for a sign. */
  node(): Raw | null {
    const cursor = this.#cursor;
    const id = cursor.typeId;
    const type = cursor.typeOf(id);
    const isSign = (this.#signs[id] ??= SIGNS.has(type));
    if (isSign && !this.#isBroken) return null;
    const named = (this.#named[id] ??= cursor.isNamed);
    const { start } = cursor;
    // But for what is missing, a token that has no name is written as it is called.
    const end = named || this.#isBroken || type.includes(' ') ? cursor.end : start + type.length;
    if (this.#isBroken && (type === 'ERROR' || cursor.isMissing)) this.errors.push({ start, end });
    if (isSign) return null;
    const field = type === '.' ? null : cursor.field;
    return { type, named, field, start, end, kids: named || type.includes(' ') ? [] : NONE, isLeaf: true };
  }

  /** Goes down to the first child, if there may be any. */
  enters(raw: Raw): boolean {
    const mayEnter = raw.named || raw.type.includes(' ');
    if (!mayEnter || !this.#cursor.gotoFirstChild()) return false;
    raw.isLeaf = false;
    return true;
  }
}

function copy(cursor: Cursor, isBroken: boolean): RawTree {
  const copier = new Copier(cursor, isBroken);
  const root = copier.node() as Raw;
  const { errors } = copier;
  const open = [root];
  if (!copier.enters(root)) return { root, errors };
  for (let parent = root; ;) {
    const kid = copier.node();
    if (kid) parent.kids.push(kid);
    if (kid && copier.enters(kid)) {
      open.push((parent = kid));
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      open.pop();
      cursor.gotoParent();
      const around = open.at(-1);
      if (!around) return { root, errors };
      parent = around;
    }
  }
}
