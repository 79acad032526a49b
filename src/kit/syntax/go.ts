/** What an import, an export and a token are in Go. */
import type { Node } from 'web-tree-sitter';
import type { ExportFact, ImportFact } from './facts.ts';
import { type Frame, type Grammar, type Reader } from './grammar.ts';
import { spanOf, textOf } from './nodes.ts';

const EXPORTED = /^\p{Lu}/u;

const KINDS: ReadonlyMap<string, ExportFact['kind']> = new Map([
  ['function_declaration', 'function'],
  ['type_spec', 'type'],
  ['type_alias', 'type'],
  ['const_spec', 'variable'],
  ['var_spec', 'variable'],
]);
/** Around specs: `var ( … )` and its like. */
const GROUPS = new Set(['type_declaration', 'const_declaration', 'var_declaration', 'var_spec_list']);

class GoReader implements Reader {
  readonly #text: string;
  readonly #imports: ImportFact[] = [];
  readonly #exports: ExportFact[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  enter({ node, type, parent }: Frame): void {
    if (!parent) this.#readTopLevel(node);
    if (type !== 'import_declaration') return;
    const specs = node.namedChildren.flatMap((child) =>
      child.type === 'import_spec_list' ? child.namedChildren : [child],
    );
    for (const spec of specs) if (spec.type === 'import_spec') this.#import(spec);
  }

  facts() {
    return { imports: this.#imports, exports: this.#exports };
  }

  /** The name that a plain import binds is the package's own, which only the package knows: none is given. */
  #import(spec: Node): void {
    const path = spec.childForFieldName('path');
    if (!path) return;
    const span = { start: path.startIndex + 1, end: path.endIndex - 1 };
    const alias = spec.childForFieldName('name');
    const local = alias && textOf(alias, this.#text);
    this.#imports.push({
      ...span,
      kind: 'static',
      specifier: this.#text.slice(span.start, span.end),
      names: alias && local !== null ? [{ imported: '*', local, span: spanOf(alias) }] : [],
      level: 0,
      guarded: false,
    });
  }

  #readTopLevel(root: Node): void {
    for (const node of root.namedChildren) {
      if (node.type === 'package_clause') this.#export(node.namedChild(0), 'module');
      else this.#declare(node);
    }
  }

  #declare(node: Node): void {
    if (GROUPS.has(node.type)) {
      for (const child of node.namedChildren) this.#declare(child);
      return;
    }
    const kind = KINDS.get(node.type);
    if (!kind) return;
    for (const name of node.childrenForFieldName('name')) {
      if (name.isNamed && EXPORTED.test(textOf(name, this.#text))) this.#export(name, kind);
    }
  }

  #export(name: Node | null, kind: ExportFact['kind']): void {
    if (name) this.#exports.push({ ...spanOf(name), name: textOf(name, this.#text), from: null, kind });
  }
}

export const go: Grammar = {
  words: () => /\bimport\b/g,
  reader: (text) => new GoReader(text),
  guards: () => false,
  erases: () => false,
  excuses: () => false,
  blocks: new Set(),
  closures: new Set(),
  tokens: {
    comment: new Set(['comment']),
    string: new Set(['interpreted_string_literal', 'raw_string_literal', 'rune_literal']),
    number: new Set(['int_literal', 'float_literal', 'imaginary_literal']),
    keyword: new Set(['true', 'false', 'nil', 'iota']),
    interpolation: new Set(),
  },
};
