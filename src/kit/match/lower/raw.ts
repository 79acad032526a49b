/** A tree of the parser as plain objects: one walk, and nothing of the parser's memory is touched again. */
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
  readonly errors: readonly { readonly start: number; readonly end: number }[];
}

type ParserTree = Parameters<Parameters<typeof withTree>[2]>[0];

/** Parses a text; null when the parser gave up. Throws when it is nested too deeply. */
export function readRaw(text: string, language: Language): Promise<RawTree | null> {
  return withTree(text, language, copy);
}

function copy(tree: ParserTree): RawTree {
  const cursor = tree.walk();
  const errors: { start: number; end: number }[] = [];
  // Each question costs a call into the parser.
  const isBroken = cursor.currentNode.hasError;
  const at = (): Raw => {
    const raw = {
      type: cursor.nodeType,
      named: cursor.nodeIsNamed,
      field: cursor.currentFieldName,
      start: cursor.startIndex,
      end: cursor.endIndex,
      kids: [],
    };
    if (isBroken && (raw.type === 'ERROR' || cursor.nodeIsMissing))
      errors.push({ start: raw.start, end: raw.end });
    return raw;
  };
  try {
    const root = at();
    const open = [root];
    let top: Raw = root;
    for (;;) {
      if (cursor.gotoFirstChild()) {
        const kid = at();
        top.kids.push(kid);
        open.push(kid);
        top = kid;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent() || open.length === 1) return { root, errors };
        open.pop();
        top = open.at(-1) ?? root;
      }
      open.pop();
      const kid = at();
      (open.at(-1) ?? root).kids.push(kid);
      open.push(kid);
      top = kid;
    }
  } finally {
    cursor.delete();
  }
}
