/** What a module says at its left margin: its imports, and every name that it may bind there. */
import type { CloneLanguage } from '../../../kit/clones/tokens.ts';

interface Imported {
  readonly module: string;
  /** `*` for a namespace, `default` for a default import. */
  readonly name: string;
  readonly statement: Statement;
}

/** Offsets of its text in the file's. */
export interface Statement {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Named = readonly [local: string, imported: Omit<Imported, 'statement'>];

export interface Outline {
  /** By the name that the module gives it. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** Rather a name too many than one too few. */
  readonly bound: ReadonlySet<string>;
  /** The last that stands at the margin. */
  readonly lastImport: Statement | null;
}

/** `text` as it is decoded; offsets in UTF-16 units. */
export function outlineOf(text: string, language: CloneLanguage): Outline {
  const imports = new Map<string, Imported>();
  const bound = new Set<string>();
  let lastImport: Statement | null = null;
  for (const statement of statementsOf(text)) {
    const found = language === 'python' ? pythonImport(statement.text) : scriptImport(statement.text);
    if (found) {
      lastImport = statement;
      for (const [local, imported] of found) imports.set(local, { ...imported, statement });
    } else {
      for (const name of namesBound(statement.text, language)) bound.add(name);
    }
  }
  return { imports, bound, lastImport };
}

/** From one line that begins at the margin to the next one; a closing bracket there belongs to what it closes. */
function statementsOf(text: string): Statement[] {
  const starts = [...text.matchAll(/^[^\s)\]}]/gm)].map(({ index }) => index);
  return starts.map((start, at) => {
    const end = starts[at + 1] ?? text.length;
    const own = text.slice(start, end).trimEnd();
    return { text: own, start, end: start + own.length };
  });
}

const SCRIPT_IMPORT = /^import\s+(?:type\s+)?([^'"]*?)\s*from\s*(['"])([^'"\n]+)\2/;

function scriptImport(statement: string): Named[] | null {
  if (!/^import\b(?!\s*\()/.test(statement)) return null;
  const [, clause = '', , module = ''] = SCRIPT_IMPORT.exec(statement) ?? [];
  const [, whole = '', inner = ''] = /^([^{]*)(?:\{([^}]*)\})?/.exec(clause) ?? [];
  const outer = whole.split(',').map((part): Named => {
    const [, space] = /^\s*\*\s*as\s+([\w$]+)/.exec(part) ?? [];
    return [space ?? part.trim(), { module, name: space === undefined ? 'default' : '*' }];
  });
  return [...outer, ...listed(inner, module)].filter(([local]) => local !== '');
}

/** `a`, `b as c`, `type D`. */
function listed(names: string, module: string): Named[] {
  return names.split(',').map((part) => {
    const [name = '', local = name] = part
      .trim()
      .replace(/^type\s+/, '')
      .split(/\s+as\s+/);
    return [local.trim(), { module, name: name.trim() }];
  });
}

function pythonImport(statement: string): Named[] | null {
  const [, module, names = ''] = /^from\s+(\S+)\s+import\s+([\s\S]*)$/.exec(statement) ?? [];
  if (module !== undefined) return listed(names.replace(/#.*$/gm, '').replace(/[()\\]/g, ' '), module);
  const [, modules] = /^import\s+([\w., \t]+)$/m.exec(statement) ?? [];
  if (modules === undefined) return null;
  return listed(modules, '').map(([local, { name }]) => [
    local.split('.')[0] ?? local,
    { module: name, name: '*' },
  ]);
}

const DEFINITION =
  /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\b\s*\*?|class|interface|enum|namespace|module|type|def)\s*([\w$]+)/;

const VARIABLES = /^(?:export\s+)?(?:declare\s+)?(?:const|let|var)\s+([^=;]*)/;
const BLOCK = /^(?:if|for|while|try|switch|with|else|except|finally|match)\b/;
/** A further declarator of one statement. */
const ANOTHER = /,\s*([\w$]+)\s*(?::[^=,;]*)?=(?![=>])/g;

function namesBound(statement: string, language: CloneLanguage): string[] {
  const [, name] = DEFINITION.exec(statement) ?? [];
  if (name !== undefined) return [name];
  if (BLOCK.test(statement)) return wordsOf(statement);
  if (language === 'python') return wordsOf(/^[^=(]*(?=[:+|]?=)/.exec(statement)?.[0] ?? '');
  const [, first] = VARIABLES.exec(statement) ?? [];
  if (first === undefined) return [];
  return [...wordsOf(first), ...[...statement.matchAll(ANOTHER)].map(([, another = '']) => another)];
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
}
