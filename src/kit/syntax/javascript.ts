/** What an import, an export and a token are in JavaScript and TypeScript, with or without JSX. */
import type { ExportFact, ImportFact } from './facts.ts';
import type { Frame, Grammar, Reader } from './grammar.ts';
import { bindingAt, isCreated, resolveUses, type Binding, type Use } from './javascript/bindings.ts';
import { commonExports } from './javascript/commonjs.ts';
import { declaredModule, exportsOf } from './javascript/exports.ts';
import { erases, guards } from './javascript/guards.ts';
import {
  isNewKeyword,
  readCall,
  readExportedRequire,
  readImport,
  readReExport,
} from './javascript/imports.ts';
import { textOf } from './nodes.ts';

const WORDS = ['import', 'export', 'exports', 'require', 'module', 'createRequire'];
/** More names than this for a `require` are not written by people, and each makes the pattern longer. */
const MAX_CREATED = 10;

/** A fact, and the name that it stands on: it holds only when that name is the module system's. */
interface Pending<T> {
  readonly fact: T;
  readonly use: Use | null;
}

class ScriptReader implements Reader {
  readonly #text: string;
  readonly #names: ReadonlySet<string>;
  readonly #imports: Pending<ImportFact>[] = [];
  readonly #exports: Pending<ExportFact>[] = [];
  readonly #bindings: Binding[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#names = new Set([...WORDS, ...createdNames(text)]);
  }

  enter(frame: Frame): void {
    switch (frame.type) {
      case 'import_statement':
        return this.#import(readImport(frame, this.#text));
      case 'export_statement':
        return this.#enterExport(frame);
      case 'import_alias':
        return this.#import(readExportedRequire(frame, this.#text));
      case 'import':
        return this.#enterCall(frame, 'dynamic', null);
      case 'meta_property':
        return this.#enterResolve(frame, null);
      case 'module':
        return this.#export([declaredModule(frame.node, this.#text)], null);
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        return this.#enterName(frame);
    }
  }

  facts() {
    const pending: Pending<unknown>[] = [...this.#imports, ...this.#exports];
    const uses = pending.flatMap(({ use }) => (use ? [use] : []));
    const bindings = resolveUses(this.#bindings, uses);
    const holds = ({ use }: Pending<unknown>) => {
      const binding = use && bindings.get(use);
      return binding ? binding.created : !use || WORDS.includes(use.name);
    };
    const imports = this.#imports.filter(holds).map(({ fact }) => fact);
    return { imports, exports: withoutRepeats(this.#exports.filter(holds).map(({ fact }) => fact)) };
  }

  #import(fact: ImportFact | null, use: Use | null = null): void {
    if (fact) this.#imports.push({ fact, use });
  }

  #export(facts: readonly (ExportFact | null)[], use: Use | null): void {
    for (const fact of facts) if (fact) this.#exports.push({ fact, use });
  }

  /** What a namespace or a declared module exports is not the file's; what it takes from elsewhere is. */
  #enterExport(frame: Frame): void {
    this.#import(readReExport(frame, this.#text));
    if (!frame.closure?.parent) this.#export(exportsOf(frame.node, this.#text), null);
  }

  #enterName(frame: Frame): void {
    const name = textOf(frame.node, this.#text);
    if (!this.#names.has(name)) return;
    const binding = bindingAt(frame, this.#text);
    if (binding) {
      this.#bindings.push(binding);
      return;
    }
    const use = { name, offset: frame.start };
    if (name === 'exports' || name === 'module') this.#export(commonExports(frame, this.#text), use);
    else if (name === 'createRequire') this.#enterCreated(frame);
    else {
      this.#enterCall(frame, 'require', use);
      this.#enterResolve(frame, use);
    }
  }

  #enterCall(callee: Frame, kind: 'dynamic' | 'require', use: Use | null): void {
    const call = callCalling(callee);
    if (call) this.#import(readCall(call, kind, this.#text), use);
  }

  /** `require.resolve(…)`, `import.meta.resolve(…)`. */
  #enterResolve({ parent, field }: Frame, use: Use | null): void {
    if (parent?.type !== 'member_expression' || field !== 'object') return;
    const property = parent.node.childForFieldName('property');
    const call = callCalling(parent);
    if (call && property && textOf(property, this.#text) === 'resolve') {
      this.#import(readCall(call, 'resolve', this.#text), use);
    }
  }

  /** `createRequire(import.meta.url)('x')`. */
  #enterCreated(frame: Frame): void {
    const created = callCalling(frame);
    if (created && isCreated(created.node, this.#text)) this.#enterCall(created, 'require', null);
  }
}

function callCalling({ parent, field }: Frame): Frame | null {
  return parent?.type === 'call_expression' && field === 'function' ? parent : null;
}

/** The names that results of `createRequire` are given, by a look at the text: the tree confirms them. */
function createdNames(text: string): string[] {
  const names = new Set<string>();
  for (const { index } of text.matchAll(/\bcreateRequire\s*\(/g)) {
    if (names.size === MAX_CREATED) break;
    const name = /([\w$]+)\s*=[^=;]*$/.exec(text.slice(Math.max(0, index - 120), index))?.[1];
    if (name) names.add(name);
  }
  return [...names];
}

/** Overloads and repeated assignments export one name once. */
function withoutRepeats(facts: readonly ExportFact[]): ExportFact[] {
  const byName = new Map<string, ExportFact>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.kind, fact.name, fact.from]);
    if (!byName.has(key)) byName.set(key, fact);
  }
  return [...byName.values()];
}

const FUNCTIONS = [
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
  'class_static_block',
  'module',
  'internal_module',
  'ambient_declaration',
];

export const javascript: Grammar = {
  words(text) {
    const names = [...WORDS, ...createdNames(text)].map((name) => name.replaceAll('$', '\\$'));
    return new RegExp(`(?<![\\w$])(?:${names.join('|')})(?![\\w$])`, 'g');
  },
  reader: (text) => new ScriptReader(text),
  guards,
  erases,
  excuses: isNewKeyword,
  closures: new Set(FUNCTIONS),
  blocks: new Set([...FUNCTIONS, 'statement_block', 'for_statement', 'for_in_statement', 'switch_body']),
  tokens: {
    comment: new Set(['comment', 'html_comment', 'hash_bang_line']),
    string: new Set(['string', 'template_string', 'template_literal_type', 'regex', 'jsx_text']),
    number: new Set(['number']),
    keyword: new Set(['true', 'false', 'null', 'undefined', 'this', 'super', 'predefined_type']),
    interpolation: new Set(['template_substitution', 'template_type']),
  },
};
