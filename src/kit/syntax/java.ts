/** What an import, an export and a token are in Java. */
import type { Node } from 'web-tree-sitter';
import type { ExportFact, ImportFact } from './facts.ts';
import { type Frame, type Grammar, type Reader } from './grammar.ts';
import { spanOf, textOf } from './nodes.ts';

const KINDS: ReadonlyMap<string, ExportFact['kind']> = new Map([
  ['class_declaration', 'class'],
  ['record_declaration', 'class'],
  ['enum_declaration', 'class'],
  ['interface_declaration', 'type'],
  ['annotation_type_declaration', 'type'],
]);
const NAMES = new Set(['identifier', 'scoped_identifier']);

class JavaReader implements Reader {
  readonly #text: string;
  readonly #imports: ImportFact[] = [];
  readonly #exports: ExportFact[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  enter({ node, type, parent }: Frame): void {
    if (type === 'import_declaration') this.#import(node);
    else if (type === 'package_declaration') this.#export(nameIn(node), 'module');
    if (parent) return;
    for (const child of node.namedChildren) {
      const kind = KINDS.get(child.type);
      if (kind) this.#export(child.childForFieldName('name'), kind);
    }
  }

  facts() {
    return { imports: this.#imports, exports: this.#exports };
  }

  /** `import a.B` is the class `a.B`; `import static a.B.m` and `import a.*` take a name from what stands before. */
  #import(node: Node): void {
    const path = nameIn(node);
    if (!path) return;
    const star = node.namedChildren.find((child) => child.type === 'asterisk');
    const last = path.childForFieldName('name') ?? path;
    const isMember = !star && node.children.some((child) => child.type === 'static');
    const module = isMember ? (path.childForFieldName('scope') ?? path) : path;
    const imported = star ? '*' : textOf(last, this.#text);
    this.#imports.push({
      ...spanOf(module),
      kind: 'static',
      specifier: textOf(module, this.#text).replace(/\s+/g, ''),
      names: [{ imported, local: imported, span: spanOf(star ?? last) }],
      level: 0,
      guarded: false,
    });
  }

  #export(name: Node | null | undefined, kind: ExportFact['kind']): void {
    if (name) this.#exports.push({ ...spanOf(name), name: textOf(name, this.#text), from: null, kind });
  }
}

function nameIn(node: Node): Node | undefined {
  return node.namedChildren.find((child) => NAMES.has(child.type));
}

export const java: Grammar = {
  words: () => /\b(?:import|package)\b/g,
  reader: (text) => new JavaReader(text),
  guards: () => false,
  erases: () => false,
  excuses: () => false,
  blocks: new Set(),
  closures: new Set(),
  tokens: {
    comment: new Set(['line_comment', 'block_comment']),
    string: new Set(['string_literal', 'character_literal']),
    number: new Set([
      'decimal_integer_literal',
      'hex_integer_literal',
      'octal_integer_literal',
      'binary_integer_literal',
      'decimal_floating_point_literal',
      'hex_floating_point_literal',
    ]),
    keyword: new Set(['true', 'false', 'null_literal', 'this', 'super', 'boolean_type', 'void_type']),
    interpolation: new Set(['string_interpolation']),
  },
};
