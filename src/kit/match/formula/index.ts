/** The nodes of a file by what a pattern may look for: kinds, names, operators, constants. */
import type { Facts } from '../facts/facts.ts';
import { wordsOf } from '../match/environment.ts';
import { LOOPS, type Node } from '../node.ts';
import type { Limit, Limits } from '../pattern/limit.ts';
import { together } from '../regex/guard.ts';

const WIDE: Readonly<Record<string, readonly string[]>> = {
  num: ['num', 'id', 'dot'],
  for: [...LOOPS],
  while: [...LOOPS],
  import: ['import', 'importfrom'],
  object: ['object', 'set'],
  true: ['true', 'id'],
  false: ['false', 'id'],
  tmpl: ['tmpl', 'str'],
};
/** These fit whatever they fit inside. */
const OPEN = new Set(['variable', 'typed', 'deep', 'dots', 'ellipsis']);
/** What a constant string may be written as. */
const TEXTS = ['str', 'concat', 'binary', 'tmpl', 'id', 'dot'];

type Nodes = readonly Node[];
type Table = ReadonlyMap<string, Nodes>;

export class Index {
  readonly all: Nodes;
  readonly #facts: Facts;
  readonly #text: string;
  readonly #kinds = new Map<string, Node[]>();
  /** Each made when a pattern first asks for it. */
  readonly #tables = new Map<string, Table>();
  /** What many patterns ask, by the key of the limit, or by what is asked for. */
  readonly #lists = new Map<string, Nodes>();

  constructor(all: Nodes, { facts, text }: { readonly facts: Facts; readonly text: string }) {
    this.all = all;
    this.#facts = facts;
    this.#text = text;
    for (const node of all) add(this.#kinds, node.kind, node);
  }

  /** The nodes that a pattern can fit, and some that it does not. */
  candidates(pattern: Node, limits: Limits): Nodes {
    const { kind, value, kids } = pattern;
    if (OPEN.has(kind)) return this.all;
    switch (kind) {
      case 'id':
        return this.#table('names', ['id'], (node) => this.#namesOf(node)).get(value) ?? [];
      case 'call':
        return this.#called(kids[0], limits);
      case 'new':
        return this.#named(kind, nameOf(kids[0]));
      case 'assign':
        return this.#assigned(kids);
      case 'dot':
        return this.#members(pattern, limits);
      case 'binary':
        return this.#table(kind, [kind], (node) => [node.value]).get(value) ?? [];
      case 'str':
        return this.#texts().get(value) ?? [];
      case 'anystr':
      case 'strre':
      case 'strvar':
        return this.#list('texts', () => [...this.#texts().values()].flat());
      default:
        return Object.hasOwn(WIDE, kind) ? this.#ofKinds(WIDE[kind] ?? []) : this.#ofKinds([kind]);
    }
  }

  #ofKinds(kinds: readonly string[]): Nodes {
    const [only] = kinds;
    if (kinds.length === 1 && only !== undefined) return this.#kinds.get(only) ?? [];
    return this.#list(kinds.join(' '), () => kinds.flatMap((kind) => this.#kinds.get(kind) ?? []));
  }

  /** What is called, made or assigned to, by the name that stands first in it. */
  #named(kind: string, name: string | null): Nodes {
    if (name === null) return this.#ofKinds([kind]);
    return this.#table(kind, [kind], ({ kids }) => this.#namesOf(kids[0])).get(name) ?? [];
  }

  #called(callee: Node | null | undefined, limits: Limits): Nodes {
    const whole = callee?.kind === 'variable' ? limits.get(callee.value) : undefined;
    if (whole)
      return this.#list(`callees ${whole.key}`, () =>
        fitting(
          this.#table('callees', ['call'], ({ kids }) => [this.#written(kids[0])]),
          whole,
        ),
      );
    const last = limitOf(callee, limits);
    if (last)
      return this.#list(`methods ${last.key}`, () =>
        fitting(
          this.#table('methods', ['call'], ({ kids }) => [nameOf(kids[0]) ?? '']),
          last,
        ),
      );
    return this.#named('call', nameOf(callee));
  }

  #written(node: Node | null | undefined): string {
    return node ? wordsOf(node, this.#text) : '';
  }

  #assigned([left, right]: Node['kids']): Nodes {
    const called = right?.kind === 'call' ? nameOf(right.kids[0]) : null;
    if (called === null) return this.#named('assign', nameOf(left));
    return this.#named('call', called).flatMap(({ parent }) => (parent?.kind === 'assign' ? [parent] : []));
  }

  /** A name that was imported is a member of its module. */
  #members(pattern: Node, limits: Limits): Nodes {
    const written = this.#table('members', ['dot'], (node) => [nameOf(node) ?? '']);
    const imported = this.#table('imported', ['id'], (node) => {
      const path = this.#facts.pathOf(node);
      return path && path.length > 1 ? path.slice(-1) : [];
    });
    const names = (): Nodes => this.#list('imported', () => [...imported.values()].flat());
    const limit = limitOf(pattern, limits);
    if (limit)
      return this.#list(`members ${limit.key}`, () => [
        ...fitting(written, limit),
        ...names().filter(({ value }) => limit.fits(value)),
      ]);
    const name = nameOf(pattern);
    if (name === null) return this.#list('members', () => [...this.#ofKinds(['dot']), ...names()]);
    return [...(written.get(name) ?? []), ...(imported.get(name) ?? [])];
  }

  #texts(): Table {
    return this.#table('texts', TEXTS, (node) => {
      const text = this.#facts.constantOf(node);
      return typeof text === 'string' ? [text] : [];
    });
  }

  #list(key: string, make: () => Nodes): Nodes {
    let list = this.#lists.get(key);
    if (!list) this.#lists.set(key, (list = make()));
    return list;
  }

  #table(name: string, kinds: readonly string[], keysOf: (node: Node) => Iterable<string>): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    const table = new Map<string, Node[]>();
    for (const node of this.#ofKinds(kinds)) for (const key of keysOf(node)) add(table, key, node);
    this.#tables.set(name, table);
    return table;
  }

  /** The last part of a name, as written and as imported. */
  #namesOf(node: Node | null | undefined): ReadonlySet<string> {
    const names = new Set<string>();
    const written = nameOf(node);
    if (written !== null) names.add(written);
    const imported = node && this.#facts.pathOf(node.kind === 'generic' ? (node.kids[0] ?? node) : node);
    if (imported) names.add(imported.at(-1) ?? '');
    return names;
  }
}

/** What a rule asks of the last part of a name that a pattern leaves open. */
function limitOf(pattern: Node | null | undefined, limits: Limits): Limit | undefined {
  const last = pattern?.kind === 'dot' ? pattern.kids[1] : null;
  return last?.kind === 'variable' ? limits.get(last.value) : undefined;
}

/** In the order of the file. */
function fitting(table: Table, limit: Limit): Nodes {
  const names = limit.names ?? together(() => [...table.keys()].filter((name) => limit.fits(name)));
  const found = names.flatMap((name) => table.get(name) ?? []);
  return names.length > 1 ? found.sort((a, b) => a.start - b.start || b.end - a.end) : found;
}

function add(map: Map<string, Node[]>, key: string, node: Node): void {
  const list = map.get(key);
  if (list) list.push(node);
  else map.set(key, [node]);
}

/** The last part of a name; null for what is none. */
function nameOf(node: Node | null | undefined): string | null {
  if (node?.kind === 'id') return node.value;
  if (node?.kind === 'generic') return nameOf(node.kids[0]);
  return node?.kind === 'dot' && node.kids[1]?.kind === 'id' ? node.kids[1].value : null;
}
