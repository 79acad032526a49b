/** Turns the parser's nodes into ours, by a table of shapes for each language. */
import type { Span } from '../../syntax/facts.ts';
import type { Node } from '../node.ts';
import { asPatternLeaf, asPatternString } from './placeholders.ts';
import type { Raw } from './raw.ts';

/** What becomes of one type of node: one node, several in its place, or none. */
export type Shape = (raw: Raw, low: Lowerer) => Node | readonly Node[] | null;
export type Shapes = Readonly<Record<string, Shape>>;

export class Lowerer {
  readonly text: string;
  readonly #shapes: Shapes;
  /** Whether the text is a pattern, so that placeholders mean something. */
  readonly isPattern: boolean;

  constructor(text: string, shapes: Shapes, isPattern: boolean) {
    this.text = text;
    this.#shapes = shapes;
    this.isPattern = isPattern;
  }

  all(raw: Raw): readonly Node[] {
    const made = this.#made(raw);
    if (made === null) return [];
    return isList(made) ? made : [made];
  }

  one(raw: Raw | undefined): Node | null {
    const made = raw ? this.#made(raw) : null;
    return made && isList(made) ? (made[0] ?? null) : made;
  }

  /** All that becomes of several nodes. */
  each(raws: readonly Raw[]): Node[] {
    const nodes: Node[] = [];
    for (const raw of raws) {
      const made = this.#made(raw);
      // One by one: as arguments, so many as a file may hold overflow the stack.
      if (made && isList(made)) for (const node of made) nodes.push(node);
      else if (made) nodes.push(made);
    }
    return nodes;
  }

  #made(raw: Raw): Node | readonly Node[] | null {
    const shape = this.#shapes[raw.type];
    return shape ? shape(raw, this) : this.#plain(raw);
  }

  field(raw: Raw, name: string): Node | null {
    return this.one(fieldOf(raw, name));
  }

  make(kind: string, at: Span, more: { kids?: readonly (Node | null)[]; value?: string }): Node {
    const { value = '', kids = [] } = more;
    return { kind, value, kids, start: at.start, end: at.end, parent: null };
  }

  list(kind: string, at: Span, raws: readonly Raw[]): Node {
    return this.make(kind, at, { kids: this.each(raws) });
  }

  source(raw: Span): string {
    return this.text.slice(raw.start, raw.end);
  }

  leaf(kind: string, raw: Raw): Node {
    const value = this.source(raw);
    const node = this.make(kind, raw, { value });
    return (this.isPattern && asPatternLeaf(node)) || node;
  }

  /** A string by its content, which lies between quotes at both ends. */
  string(raw: Span, value: string): Node {
    const node = this.make('str', raw, { value });
    return this.isPattern ? asPatternString(node) : node;
  }

  #plain(raw: Raw): Node {
    if (raw.isLeaf) return this.leaf(raw.type, raw);
    const words = raw.kids.filter((kid) => !kid.named && kid.type !== ';');
    return this.make(raw.type, raw, {
      kids: this.each(namedIn(raw)),
      value: words.map((kid) => kid.type).join(' '),
    });
  }
}

function isList(made: Node | readonly Node[]): made is readonly Node[] {
  return Array.isArray(made);
}

export function fieldOf(raw: Raw, name: string): Raw | undefined {
  for (const kid of raw.kids) if (kid.field === name && kid.type !== 'comment') return kid;
  return undefined;
}

export function namedIn(raw: Raw): Raw[] {
  return raw.kids.filter((kid) => kid.named);
}

/** Adds the way up, once the tree is whole. */
export function linked(root: Node): Node {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const kid of node.kids) {
      if (!kid) continue;
      kid.parent = node;
      open.push(kid);
    }
  }
  return root;
}
