/** YAML as plain data with the place of every key and value; bounded, without tags, nothing resolved twice unseen. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Alias, Document, Node, YAMLError } from 'yaml';
import { given, type Problem } from './problem.ts';

export type Path = readonly PropertyKey[];

export interface Sheet {
  /** Mappings have no prototype: `__proto__` is a key like any other. Undefined for an empty file. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at the key or the value of a path, or at the nearest thing above it. */
  problem(path: Path, side: 'key' | 'value', said: string): Problem;
}

const MAX_DEPTH = 8;
const MAX_ALIASES = 20;
const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep.`;
const NO_TAGS = 'a policy has no tags (!…).';

export function readYaml(text: string): Sheet {
  const counter = new LineCounter();
  const places = new Map<string, { key: number; value: number }>();
  const problems: Problem[] = [];
  const place = (offset: number, said: string): Problem => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), said };
  };
  const problem: Sheet['problem'] = (path, side, said) => {
    for (let length = path.length; length > 0; length--) {
      const found = places.get(nameOf(path.slice(0, length)));
      if (found) return place(length === path.length ? found[side] : found.value, said);
    }
    return place(0, said);
  };
  const document = parsed(text, counter);
  if (document === null) return { value: undefined, problems: [place(0, TOO_DEEP)], problem };
  for (const error of [...document.errors, ...document.warnings]) {
    problems.push(place(error.pos[0], sentenceOf(error)));
  }
  if (problems.length > 0) return { value: undefined, problems, problem };
  const tell = (offset: number, said: string) => problems.push(place(offset, said));
  const value = new Reader(document, places, tell).read(document.contents, [], 0);
  return { value: document.contents === null ? undefined : value, problems, problem };
}

function sentenceOf({ code, message }: YAMLError): string {
  if (code === 'TAG_RESOLVE_FAILED') return NO_TAGS;
  if (code === 'MULTIPLE_DOCS') return 'a policy is one document; another begins here.';
  return `${message.split('\n')[0]}${/[.!?]$/.test(message) ? '' : '.'}`;
}

/** Null when the nesting is more than the parser's stack holds, which it throws or lists as an error. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    // Keys are compared by the reader, which can name them.
    const options = { lineCounter, prettyErrors: false, uniqueKeys: false, schema: 'core' } as const;
    const document = parseDocument(text, options);
    return document.errors.some(({ message }) => message.includes('call stack')) ? null : document;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

class Reader {
  readonly #document: Document.Parsed;
  readonly #places: Map<string, { key: number; value: number }>;
  readonly #tell: (offset: number, said: string) => void;
  #aliases = 0;

  constructor(
    document: Document.Parsed,
    places: Map<string, { key: number; value: number }>,
    tell: (offset: number, said: string) => void,
  ) {
    this.#document = document;
    this.#places = places;
    this.#tell = tell;
  }

  read(node: Node | null, path: Path, depth: number): unknown {
    if (node === null) return null;
    const offset = node.range?.[0] ?? 0;
    const known = this.#places.get(nameOf(path));
    this.#places.set(nameOf(path), { key: known?.key ?? offset, value: offset });
    if (depth > MAX_DEPTH) return this.#refuse(offset, TOO_DEEP);
    if (isAlias(node)) return this.#alias(node, path, depth);
    if (node.tag !== undefined) return this.#refuse(offset, NO_TAGS);
    if (isSeq(node)) return node.items.map((item, at) => this.read(item as Node, [...path, at], depth + 1));
    if (isMap(node)) return this.#mapping(node.items as { key: Node; value: Node | null }[], path, depth);
    return isScalar(node) ? node.value : null;
  }

  #mapping(pairs: readonly { key: Node; value: Node | null }[], path: Path, depth: number): unknown {
    const mapping = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of pairs) {
      const offset = key.range?.[0] ?? 0;
      if (!isScalar(key) || key.tag !== undefined) {
        this.#tell(offset, 'a key is a plain word.');
        continue;
      }
      const name = String(key.value);
      if (name in mapping) this.#tell(offset, `the key ${given(name)} is given twice.`);
      const end = key.range?.[1] ?? offset;
      this.#places.set(nameOf([...path, name]), { key: offset, value: value?.range?.[0] ?? end });
      mapping[name] = this.read(value, [...path, name], depth + 1);
    }
    return mapping;
  }

  /** Expansions are counted, not aliases: a few that hold one another make billions. */
  #alias(node: Alias, path: Path, depth: number): unknown {
    const offset = node.range?.[0] ?? 0;
    if (++this.#aliases === MAX_ALIASES + 1) this.#tell(offset, `it has more than ${MAX_ALIASES} aliases.`);
    if (this.#aliases > MAX_ALIASES) return undefined;
    const target = node.resolve(this.#document);
    return target ? this.read(target, path, depth + 1) : this.#refuse(offset, 'this alias has no anchor.');
  }

  #refuse(offset: number, said: string): undefined {
    this.#tell(offset, said);
    return undefined;
  }
}

function nameOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
