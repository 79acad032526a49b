/** What names mean in one file: imports, where variables are bound, constants and declared types. */
import type { Node } from '../node.ts';
import { importsOf, type Imports } from './imports.ts';
import { operate, type Constant, type Reckoning } from './operators.ts';
import { collectScopes, type Binding, type Scopes } from './scopes.ts';

/** How many steps a constant may take to work out: cycles end here. */
const MAX_DEPTH = 12;
const MAX_TEXT = 10_000;

export class Facts {
  readonly #imports: Imports;
  readonly #scopes: Scopes;
  readonly #paths = new Map<Node, readonly string[] | null>();
  readonly #types = new Map<Node, Node | null>();
  readonly #constants = new Map<Node, string | number | undefined>();
  readonly #truths = new Map<Node, boolean | undefined>();
  readonly folds: boolean;
  readonly #reckoning: Reckoning;
  /** Conditions that are worked out for one another. */
  #depth = 0;

  /** `all` nodes of a file, the root first. */
  constructor(all: readonly Node[], { folds, isWhole }: { folds: boolean; isWhole: boolean }) {
    this.folds = folds;
    this.#reckoning = { isWhole, isTruthy: false };
    this.#imports = importsOf(all);
    this.#scopes = collectScopes(all, (condition) => this.truthOf(condition));
  }

  /** The full name of what a name or a member stands for: `["subprocess", "call"]`; null when not imported. */
  pathOf(node: Node): readonly string[] | null {
    if (node.kind !== 'dot') return this.#imported(node);
    const known = this.#paths.get(node);
    if (known !== undefined) return known;
    const [object, name] = node.kids;
    const before = object && name?.kind === 'id' ? this.pathOf(object) : null;
    const path = before && name ? [...before, name.value] : null;
    this.#paths.set(node, path);
    return path;
  }

  #imported(node: Node): readonly string[] | null {
    const found = node.kind === 'id' ? this.#imports.get(node.value) : undefined;
    if (
      !found ||
      IMPORTS.has(node.parent?.kind ?? '') ||
      (node.parent?.kind === 'dot' && node.parent.kids[1] === node)
    )
      return null;
    return (found.findLast(({ at }) => at <= node.start) ?? found[0])?.path ?? null;
  }

  /** The value of a string, a number, or what is made of constants alone; undefined for all else. */
  constantOf(node: Node, depth = 0): string | number | undefined {
    if (node.kind === 'str') return node.value;
    if (node.kind === 'num') return numberOf(node.value);
    if (!this.folds || depth > MAX_DEPTH) return undefined;
    if (depth === 0 && this.#constants.has(node)) return this.#constants.get(node);
    const value = this.#fold(node, depth + 1);
    const bounded = typeof value === 'string' && value.length > MAX_TEXT ? undefined : value;
    if (depth === 0) this.#constants.set(node, bounded);
    return bounded;
  }

  #fold(node: Node, depth: number): string | number | undefined {
    if (node.kind === 'id' || node.kind === 'dot') {
      const value = this.definitionOf(node)?.value;
      return value ? this.constantOf(value, depth) : undefined;
    }
    if (node.kind === 'concat' || node.kind === 'tmpl') return this.#join(node, depth);
    if (node.kind === 'cond') {
      const [condition, then, otherwise] = node.kids;
      const truth = condition ? this.truthOf(condition) : undefined;
      const taken = truth ? then : otherwise;
      return truth !== undefined && taken ? this.constantOf(taken, depth) : undefined;
    }
    const made = node.kind === 'binary' ? this.#operate(node, depth) : undefined;
    return typeof made === 'boolean' || made === null ? undefined : made;
  }

  #operate({ value, kids }: Node, depth: number): Constant | undefined {
    const [left, right] = kids.map((kid) => (kid ? this.constantOf(kid, depth) : undefined));
    return left === undefined || right === undefined
      ? undefined
      : operate(value, [left, right], this.#reckoning);
  }

  /** Whether a condition is true, where constants alone decide it. */
  truthOf(condition: Node): boolean | undefined {
    if (condition.kind === 'true' || condition.kind === 'false') return condition.kind === 'true';
    if (!this.folds || this.#depth > MAX_DEPTH) return undefined;
    const [operand] = condition.kids;
    if (operand && (condition.value === '!' || condition.value === 'not')) {
      const truth = this.truthOf(operand);
      return truth === undefined ? undefined : !truth;
    }
    if (condition.kind !== 'binary') return undefined;
    if (this.#truths.has(condition)) return this.#truths.get(condition);
    this.#depth++;
    const made = this.#operate(condition, 1);
    this.#depth--;
    const truth = typeof made === 'boolean' ? made : undefined;
    this.#truths.set(condition, truth);
    return truth;
  }

  #join(node: Node, depth: number): string | undefined {
    let text = '';
    for (const kid of node.kids) {
      const value = kid?.kind === 'text' ? kid.value : kid ? this.constantOf(kid, depth) : undefined;
      if (value === undefined || text.length > MAX_TEXT) return undefined;
      text += String(value);
    }
    return text;
  }

  /** The name behind a name: where it is a copy of another, or imported; null for what is no name. */
  meaningOf(node: Node): string | null {
    if (node.kind !== 'id') return null;
    const path = this.pathOf(node);
    if (path) return path.join('.');
    let at = node;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const value = this.definitionOf(at)?.value;
      if (value?.kind !== 'id') break;
      at = value;
    }
    return at.value;
  }

  /** Where a name got its value, when there is one place only that it can be. */
  definitionOf(node: Node): Binding | null {
    return this.#scopes.reaching(node);
  }

  /** The declared type of an expression, or the class of which it is made. */
  typeOf(node: Node): Node | null {
    let type = this.#types.get(node);
    if (type === undefined) this.#types.set(node, (type = this.#typeOf(node)));
    return type;
  }

  #typeOf(node: Node): Node | null {
    if (node.kind === 'new' || node.kind === 'cast' || node.kind === 'composite') return node.kids[0] ?? null;
    if (node.kind === 'unary' && node.value === '&') return node.kids[0] ? this.typeOf(node.kids[0]) : null;
    if (node.kind !== 'id' && node.kind !== 'dot') return null;
    const binding = this.#scopes.declared(node);
    if (!binding) return null;
    const isInferred =
      binding.type?.kind === 'id' && (binding.type.value === 'var' || binding.type.value === 'val');
    if (binding.type && !isInferred) return binding.type;
    const { value } = binding;
    return value &&
      (value.kind === 'new' || value.kind === 'composite' || value.kind === 'unary' || value.kind === 'cast')
      ? this.typeOf(value)
      : null;
  }
}

const IMPORTS = new Set(['import', 'importfrom', 'import_specifier', 'import_clause']);

/** Undefined for what is no number that is written out. */
export function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '').replace(/[lLfFdDn]$/, (end) => (/^0x/i.test(text) ? end : ''));
  const octal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
  const value = Number(octal);
  return Number.isFinite(value) ? value : undefined;
}
