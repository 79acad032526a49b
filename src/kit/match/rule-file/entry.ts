/** A value of a rule file with the place it stands at: asked for a shape, it gives it or tells what is wrong. */
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, Node } from 'yaml';

/** What is wrong with a rule file, and what of it cannot be run. */
export interface Ledger {
  readonly document: Document.Parsed;
  tell(offset: number, key: string, said: string): void;
  /** The rule is right, and nothing here runs it. */
  unsupported(reason: string): void;
  /** Expansions left, counted over the file: a few aliases that hold one another make billions. */
  aliases: number;
}

/** What stands in a mapping, by its keys. */
export type Entries = ReadonlyMap<string, Entry>;

/** What stands at a key that its holder has to have; undefined, and told, where it is missing. */
export function required(entries: Entries, holder: Entry, key: string): Entry | undefined {
  return entries.get(key) ?? holder.tell(`it has no ${key}.`);
}

/** Deeper than any rule that people write; what is deeper would be a danger to the stack. */
const MAX_DEPTH = 60;

export class Entry {
  readonly key: string;
  readonly #node: Node | null;
  readonly #offset: number;
  readonly #depth: number;
  readonly ledger: Ledger;

  constructor(ledger: Ledger, node: Node | null, at: { key: string; offset: number; depth: number }) {
    this.ledger = ledger;
    this.key = at.key;
    this.#offset = at.offset;
    this.#depth = at.depth;
    this.#node = this.#seen(node);
  }

  /** Tells a problem at this key. */
  tell(said: string): undefined {
    this.ledger.tell(this.#offset, this.key, said);
    return undefined;
  }

  /** The entries of a mapping by key, in the order of the file. */
  mapping(): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    if (!isMap(this.#node)) return (this.tell('it should be a mapping.'), entries);
    for (const { key, value } of this.#node.items as { key: Node; value: Node | null }[]) {
      const offset = key.range?.[0] ?? this.#offset;
      const entry = this.#below(value, isScalar(key) ? String(key.value) : this.key, offset);
      if (!isScalar(key)) entry.tell('a key is a plain word.');
      else if (entries.has(entry.key)) entry.tell('this key is given twice.');
      else entries.set(entry.key, entry);
    }
    return entries;
  }

  /** The items of a list. */
  list(): Entry[] {
    if (!isSeq(this.#node)) return (this.tell('it should be a list.'), []);
    const { items } = this.#node;
    if (items.length === 0) this.tell('it is an empty list.');
    return items.map((item) => this.#below(item as Node, this.key, (item as Node).range?.[0]));
  }

  /** A list of words, or one word that stands for such a list. */
  words(): string[] {
    const items = isSeq(this.#node) ? this.list() : [this];
    return items.map((item) => item.text()).filter((word) => word !== undefined);
  }

  isScalar(): boolean {
    return isScalar(this.#node);
  }

  /** The text of a scalar; numbers and truth values as they are written. */
  text(): string | undefined {
    const node = this.#node;
    if (!isScalar(node) || node.value === null) return this.tell('it should be a text.');
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }

  truth(): boolean | undefined {
    if (isScalar(this.#node) && typeof this.#node.value === 'boolean') return this.#node.value;
    return this.tell('it should be true or false.');
  }

  whole(): number | undefined {
    if (isScalar(this.#node) && Number.isSafeInteger(this.#node.value)) return this.#node.value as number;
    return this.tell('it should be a whole number.');
  }

  /** The text at a key, without a word about what else is there. */
  peek(key: string): string | undefined {
    const value: unknown = isMap(this.#node) ? this.#node.get(key) : undefined;
    return typeof value === 'string' ? value : undefined;
  }

  /** Whatever stands here as plain data; mappings have no prototype. */
  plain(): unknown {
    if (isSeq(this.#node)) {
      return this.#node.items.map((item) => this.#below(item as Node, this.key, undefined).plain());
    }
    if (!isMap(this.#node)) return isScalar(this.#node) ? this.#node.value : null;
    const data = Object.create(null) as Record<string, unknown>;
    for (const [key, entry] of this.mapping()) data[key] = entry.plain();
    return data;
  }

  #below(node: Node | null, key: string, offset = this.#offset): Entry {
    return new Entry(this.ledger, node, { key, offset, depth: this.#depth + 1 });
  }

  /** The node itself, or what an alias stands for; null when it is beyond a limit, which is told. */
  #seen(node: Node | null): Node | null {
    if (this.#depth > MAX_DEPTH) return (this.tell(`it is nested more than ${MAX_DEPTH} levels deep.`), null);
    if (!isAlias(node)) return node;
    const target = this.ledger.aliases-- > 0 ? node.resolve(this.ledger.document) : undefined;
    if (target) return target;
    this.tell(this.ledger.aliases < 0 ? 'the file has too many aliases.' : 'this alias has no anchor.');
    return null;
  }
}
