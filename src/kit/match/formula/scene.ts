/** One text under examination: its tree, what its names mean, and what has been found in it so far. */
import { Facts } from '../facts/facts.ts';
import type { GenericPattern } from '../generic/compile.ts';
import type { Environment, Held } from '../match/environment.ts';
import { Matcher } from '../match/matcher.ts';
import { matchFrom, type Ended } from '../match/sequence.ts';
import { statementsOf } from '../match/statements.ts';
import type { Bound } from '../match.ts';
import { firstFrom, nodesOf, type Node } from '../node.ts';
import type { Pattern } from '../pattern/compile.ts';
import { NO_LIMITS, type Limits } from '../pattern/limit.ts';
import type { Searcher } from '../regex/compile.ts';
import { together } from '../regex/guard.ts';
import type { RuleLanguage, Way } from '../rule.ts';
import { distinct, isInside, type Found } from './found.ts';
import { Index } from './index.ts';
import { needOfPattern } from './need.ts';
import type { Words } from './words.ts';

export interface Text {
  readonly text: string;
  readonly language: RuleLanguage;
  /** Null where no grammar reads the language. */
  readonly root: Node | null;
  readonly words: Words;
  /** Whether names stand for the constants, or for any expression, that they hold. */
  readonly reads: {
    readonly constants: boolean;
    readonly symbols: boolean;
    readonly ways: readonly Way[];
  };
}

/** Lists that are no expression and no statement by themselves. */
const NO_VALUE = new Set([
  'kw',
  'args',
  'params',
  'marks',
  'text',
  'handlers',
  'bases',
  'classbody',
  'attributes',
  'children',
  'items',
]);

export class Scene {
  readonly text: string;
  readonly language: RuleLanguage;
  readonly words: Words;
  readonly root: Node;
  readonly facts: Facts;
  readonly matcher: Matcher;
  readonly #index: Index;
  #sorted: readonly Node[] | undefined;
  /** Where each statement stands in the row. */
  readonly #statements = new Map<Node, number>();
  readonly #known = new Map<object, readonly Found[]>();

  constructor({ text, language, root, words, reads }: Text) {
    this.text = text;
    this.language = language;
    this.words = words;
    this.root = root ?? { kind: 'file', value: '', kids: [], start: 0, end: text.length, parent: null };
    const all = nodesOf(this.root);
    this.facts = new Facts(all, {
      folds: reads.constants,
      isWhole: language === 'java' || language === 'go',
    });
    const isScript = language === 'javascript' || language === 'typescript';
    this.matcher = new Matcher({
      text,
      facts: this.facts,
      statements: statementsOf(this.root),
      isScript,
      isSymbolic: reads.symbols,
      ways: new Set(reads.ways),
    });
    this.#index = new Index(all, this);
    this.matcher.statements.row.forEach(({ node }, at) => this.#statements.set(node, at));
  }

  /** All nodes, by where they begin. */
  get sorted(): readonly Node[] {
    return (this.#sorted ??= inOrder(this.#index.all));
  }

  /** Everywhere that a pattern fits; `area` bounds the search of one that fits anything, or anything around something. */
  pattern(pattern: Pattern, area: readonly Found[] | null): readonly Found[] {
    if (!this.words.meet(needOfPattern(pattern))) return [];
    const [only] = pattern.parts;
    const isWide = only?.kind === 'variable' || (only?.kind === 'deep' && area?.length === 1);
    if (area && pattern.parts.length === 1 && isWide)
      return this.#limited(pattern, () => this.#anything(only, area));
    return this.once(pattern, () =>
      this.#limited(pattern, () =>
        pattern.parts.length === 1 && only && !pattern.isStatement
          ? this.#single(only, pattern.limits)
          : this.#sequence(pattern),
      ),
    );
  }

  regex(searcher: Searcher): readonly Found[] {
    return this.once(searcher, () =>
      searcher.all(this.text).map(({ start, end, groups }) => {
        let env: Environment | null = null;
        groups.forEach((group, i) => {
          if (group) env = { name: `$${i + 1}`, held: plain(group), next: env };
        });
        return { start, end, env, node: null };
      }),
    );
  }

  generic(pattern: GenericPattern): readonly Found[] {
    return this.once(pattern, () =>
      pattern.all(this.text).map(({ start, end, bindings }) => {
        let env: Environment | null = null;
        for (const [name, bound] of bindings) env = { name, held: plain(bound), next: env };
        return { start, end, env, node: null };
      }),
    );
  }

  /** What was found for a key before, whichever rule asked. */
  once(key: object, find: () => readonly Found[]): readonly Found[] {
    let found = this.#known.get(key);
    if (!found) this.#known.set(key, (found = find()));
    return found;
  }

  #limited({ limits }: Pattern, find: () => readonly Found[]): readonly Found[] {
    if (limits.size === 0) return find();
    this.matcher.limits = limits;
    try {
      return together(find);
    } finally {
      this.matcher.limits = NO_LIMITS;
    }
  }

  #single(p: Node, limits: Limits): readonly Found[] {
    const found: Found[] = [];
    for (const node of this.#index.candidates(p, limits)) this.#at(p, node, found);
    return distinct(found);
  }

  #at(p: Node, node: Node, found: Found[]): void {
    this.matcher.restart();
    this.matcher.node(p, node, () =>
      found.push({ start: node.start, end: node.end, env: this.matcher.env, node }),
    );
  }

  #anything(p: Node, area: readonly Found[]): readonly Found[] {
    const found: Found[] = [];
    const from = area.reduce((least, { start }) => Math.min(least, start), Infinity);
    const to = area.reduce((most, { end }) => Math.max(most, end), 0);
    const nodes = this.sorted;
    for (let at = firstFrom(nodes, from); at < nodes.length; at++) {
      const node = nodes[at] as Node;
      if (node.start > to) break;
      if (!NO_VALUE.has(node.kind) && area.some((range) => isInside(node, range))) this.#at(p, node, found);
    }
    return distinct(found);
  }

  #sequence({ parts, isStatement }: Pattern): readonly Found[] {
    const found: Found[] = [];
    const { row } = this.matcher.statements;
    for (const at of this.#starts(parts[0])) {
      const statement = row[at];
      if (!statement) continue;
      const { node, block } = statement;
      this.matcher.restart();
      const ended: Ended = (end) =>
        found.push({ start: node.start, end, env: this.matcher.env, node: null, isStatement });
      matchFrom(this.matcher, { parts, at, block }, ended);
    }
    return distinct(found);
  }

  /** The statements with which a sequence may begin: the first of each block when it begins with an ellipsis. */
  #starts(first: Node | undefined): Iterable<number> {
    const { blocks } = this.matcher.statements;
    if (!first || first.kind === 'ellipsis') return [...blocks.values()].map(({ from }) => from);
    const starts = new Set<number>();
    for (const node of this.#index.candidates(first, NO_LIMITS)) {
      for (let up: Node | null = node; up; up = up.parent) {
        const at = this.#statements.get(up);
        if (at === undefined) continue;
        starts.add(at);
        break;
      }
    }
    return [...starts].sort((a, b) => a - b);
  }
}

/** They mostly are already. */
function inOrder(nodes: readonly Node[]): readonly Node[] {
  let last = 0;
  for (const { start } of nodes) {
    if (start < last) return nodes.toSorted((a, b) => a.start - b.start);
    last = start;
  }
  return nodes;
}

function plain(bound: Bound): Held {
  return { ...bound, nodes: [], isContent: false };
}
