/** What an import, an export and a token are in Python. */
import type { Node } from 'web-tree-sitter';
import type { ImportFact, Span } from './facts.ts';
import { type Frame, type Grammar, type Reader, type Step } from './grammar.ts';
import { glance, spanOf, textOf } from './nodes.ts';
import { pythonExports, stringIn } from './python/exports.ts';

const CATCHES_IMPORT = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b/;
/** Conditions under which a module is looked for only where it is known to be. */
const ASKS_FIRST =
  /TYPE_CHECKING|version_info|hexversion|\bPY[23]\b|\bsys\.(?:platform|implementation)|\bos\.name|\bplatform\.|find_spec|available|\bHA(?:S|VE)_/i;
const TYPE_CHECKING = /^\(?(?:\w+\.)?TYPE_CHECKING\)?$/;

class PythonReader implements Reader {
  readonly #text: string;
  readonly #imports: ImportFact[] = [];
  #root: Node | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  enter(frame: Frame): void {
    if (!frame.parent) this.#root = frame.node;
    // A statement that does not parse may have swallowed the next line.
    else if (frame.type.startsWith('import') && frame.node.hasError) return;
    if (frame.type === 'import_statement') this.#importModules(frame);
    else if (frame.type === 'import_from_statement') this.#importNames(frame);
    else if (frame.type === 'future_import_statement') this.#importFuture(frame);
    else if (frame.type === 'identifier') this.#importByCall(frame);
  }

  facts() {
    return { imports: this.#imports, exports: this.#root ? pythonExports(this.#root, this.#text) : [] };
  }

  /** `import a.b` binds `a`; `import a.b as c` binds the module itself. */
  #importModules(frame: Frame): void {
    for (const item of frame.node.childrenForFieldName('name')) {
      const { name, local, span } = this.#nameOf(item);
      const names = [{ imported: '*', local: local ?? name.split('.')[0] ?? name, span }];
      this.#add(frame, { ...span, specifier: name, names });
    }
  }

  #importNames(frame: Frame): void {
    const from = frame.node.childForFieldName('module_name');
    if (!from) return;
    const names = frame.node.childrenForFieldName('name').map((item) => {
      const { name, local, span } = this.#nameOf(item);
      return { imported: name, local: local ?? name, span };
    });
    const star = frame.node.namedChildren.find((child) => child.type === 'wildcard_import');
    if (star) names.push({ imported: '*', local: '*', span: spanOf(star) });
    const dots = from.type === 'relative_import' ? from.namedChild(0) : null;
    const module = dots ? from.namedChild(1) : from;
    const span = module ? spanOf(module) : { start: from.endIndex, end: from.endIndex };
    const level = dots ? textOf(dots, this.#text).replace(/[^.]/g, '').length : 0;
    this.#add(frame, { ...span, specifier: module ? compact(textOf(module, this.#text)) : '', names, level });
  }

  #importFuture(frame: Frame): void {
    const start = frame.start + textOf(frame.node, this.#text).indexOf('__future__');
    const names = frame.node.childrenForFieldName('name').map((item) => {
      const { name, local, span } = this.#nameOf(item);
      return { imported: name, local: local ?? name, span };
    });
    this.#add(frame, { start, end: start + '__future__'.length, specifier: '__future__', names });
  }

  /** `__import__('x')`, `importlib.import_module('x')`, and the latter imported by name. */
  #importByCall({ node, field, parent }: Frame): void {
    const name = textOf(node, this.#text);
    const isMember = parent?.type === 'attribute' && field === 'attribute';
    const callee = isMember ? parent : parent && field === 'function' ? { parent, field } : null;
    const call = callee?.field === 'function' && callee.parent?.type === 'call' ? callee.parent : null;
    if (!call) return;
    if (name === 'import_module') {
      const owner = isMember ? parent.node.childForFieldName('object') : null;
      if (owner ? textOf(owner, this.#text) !== 'importlib' : !this.#text.includes('importlib')) return;
    } else if (name !== '__import__' || isMember) {
      return;
    }
    this.#importLiteral(call);
  }

  /** A relative name is relative to `package`: only `__package__` says where that is. */
  #importLiteral(call: Frame): void {
    const args = call.node.childForFieldName('arguments');
    const literal = args?.namedChild(0) && stringIn(args.namedChild(0), this.#text);
    if (!literal) return;
    const level = /^\.*/.exec(literal.value)?.[0].length ?? 0;
    const second = args?.namedChild(1);
    if (level > 0 && !(second && /^(?:package\s*=\s*)?__package__$/.test(textOf(second, this.#text)))) return;
    const span = { start: literal.start + level, end: literal.end };
    this.#add(call, { ...span, kind: 'dynamic', specifier: literal.value.slice(level), names: [], level });
  }

  #nameOf(item: Node): { name: string; local: string | null; span: Span } {
    const aliased = item.type === 'aliased_import';
    const name = (aliased ? item.childForFieldName('name') : item) ?? item;
    const alias = aliased ? item.childForFieldName('alias') : null;
    return {
      name: compact(textOf(name, this.#text)),
      local: alias && textOf(alias, this.#text),
      span: spanOf(name),
    };
  }

  #add(frame: Frame, fact: Partial<ImportFact> & Pick<ImportFact, 'start' | 'end' | 'specifier' | 'names'>) {
    const { guarded, typeOnly } = frame;
    this.#imports.push({ kind: typeOnly ? 'type' : 'static', level: 0, guarded, ...fact });
  }
}

const compact = (dotted: string): string => dotted.replace(/[\s\\]+/g, '');

function guards({ node, type, field, parent }: Step, text: string): boolean {
  if (type === 'except_clause') return catchesImport(node, text);
  if (parent?.type === 'try_statement' && (field === 'body' || type === 'else_clause')) {
    return parent.node.namedChildren.some(
      (child) => child.type === 'except_clause' && catchesImport(child, text),
    );
  }
  if (parent?.type === 'with_statement' && field === 'body') {
    const head = glance(parent.node, text);
    return head.includes('suppress') && CATCHES_IMPORT.test(head);
  }
  const condition = conditionAround(field, parent);
  return condition !== null && ASKS_FIRST.test(glance(condition, text));
}

function conditionAround(field: string | null, parent: Step['parent']): Node | null {
  if (field !== 'consequence' && field !== 'alternative') return null;
  return parent?.node.childForFieldName('condition') ?? null;
}

function catchesImport(clause: Node, text: string): boolean {
  const value = clause.childForFieldName('value');
  return !value || CATCHES_IMPORT.test(glance(value, text));
}

export const python: Grammar = {
  words: () => /\b(?:import|__import__|import_module)\b/g,
  reader: (text) => new PythonReader(text),
  guards,
  erases({ field, parent }, text) {
    const condition = field === 'consequence' ? conditionAround(field, parent) : null;
    return condition !== null && TYPE_CHECKING.test(glance(condition, text));
  },
  excuses: () => false,
  blocks: new Set(),
  closures: new Set(),
  tokens: {
    comment: new Set(['comment']),
    string: new Set(['string']),
    number: new Set(['integer', 'float']),
    keyword: new Set(['true', 'false', 'none']),
    interpolation: new Set(['interpolation']),
  },
};
