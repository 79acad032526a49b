/** Comparisons of rules: an expression in Python's words over metavariables → whether it holds. */
import type { Variable } from '../rule.ts';
import { call } from './call.ts';
import { binary, both, either, isTrue, not, type Term } from './term.ts';

/** False too where a variable has no value, or one that cannot be compared so. */
export type Comparison = (valueOf: (variable: Variable) => string | number | undefined) => boolean;

/** Units of an expression, and brackets inside one another: it is parsed by recursion. */
const MAX_LENGTH = 2000;
const MAX_DEPTH = 40;

/** From the loosest to the tightest; those of one row go from left to right. */
const LEVELS: readonly (readonly string[])[] = [
  ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];

const TOKEN =
  /\s*(?:(0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([rR]?"(?:[^"\\]|\\.)*"|[rR]?'(?:[^'\\]|\\.)*')|(\$(?:\.\.\.)?\w+)|(not\s+in\b|[A-Za-z_][\w.]*)|(\*\*|\/\/|<<|>>|[=!<>]=|[-+*/%<>()[\],&|^~]))/y;

class Refused extends Error {}

/** A comparison, or the reason why there is none. */
export function compileComparison(text: string): Comparison | string {
  if (text.length > MAX_LENGTH) return 'it is too long';
  try {
    const term = new Parser(tokens(text)).all();
    return (valueOf) => isTrue(term(valueOf));
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

interface Token {
  readonly kind: 'number' | 'text' | 'variable' | 'word' | 'sign' | 'end';
  readonly text: string;
}

const KINDS = ['number', 'text', 'variable', 'word', 'sign'] as const;

function tokens(text: string): Token[] {
  const list: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(trimmed);
    if (!found) throw new Refused(`it is not understood at ${JSON.stringify(trimmed.slice(at, at + 20))}`);
    const kind = KINDS.findIndex((_, group) => found[group + 1] !== undefined);
    const said = (found[kind + 1] as string).replace(/^not\s+in$/, 'not in');
    list.push({ kind: KINDS[kind] as Token['kind'], text: said });
  }
  let depth = 0;
  for (const { kind, text: said } of list) {
    if (kind === 'sign') depth += Number(said === '(' || said === '[') - Number(said === ')' || said === ']');
    if (depth > MAX_DEPTH) throw new Refused('it is nested too deeply');
  }
  return list;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  all(): Term {
    const term = this.#or();
    if (this.#next.kind !== 'end') throw this.#stuck();
    return term;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: 'its end' };
  }

  #takes(text: string): boolean {
    const { kind } = this.#next;
    if (this.#next.text !== text || (kind !== 'word' && kind !== 'sign')) return false;
    this.#at++;
    return true;
  }

  #stuck(): Refused {
    return new Refused(`it is not understood at ${this.#next.text}`);
  }

  #or(): Term {
    let term = this.#and();
    while (this.#takes('or')) term = either(term, this.#and());
    return term;
  }

  #and(): Term {
    let term = this.#not();
    while (this.#takes('and')) term = both(term, this.#not());
    return term;
  }

  #not(): Term {
    return this.#takes('not') ? not(this.#not()) : this.#level(0);
  }

  #level(depth: number): Term {
    const operators = LEVELS[depth];
    if (!operators) return this.#sign();
    let term = this.#level(depth + 1);
    for (;;) {
      const operator = operators.find((name) => this.#takes(name));
      if (operator === undefined) return term;
      term = binary(operator, term, this.#level(depth + 1));
    }
  }

  #sign(): Term {
    if (this.#takes('-')) return binary('-', () => 0, this.#sign());
    if (this.#takes('+')) return this.#sign();
    if (this.#takes('~')) return binary('-', () => -1, this.#sign());
    const base = this.#atom();
    return this.#takes('**') ? binary('**', base, this.#sign()) : base;
  }

  #atom(): Term {
    if (this.#takes('(')) return this.#closed(this.#or(), ')');
    if (this.#takes('[')) return listOf(this.#items(']'));
    const token = this.#next;
    this.#at++;
    if (token.kind === 'number') return constant(Number(token.text));
    if (token.kind === 'text') return constant(contentOf(token.text));
    if (token.kind === 'variable') return (valueOf) => valueOf(token.text);
    if (token.kind === 'word') return this.#word(token.text);
    this.#at--;
    throw this.#stuck();
  }

  #word(name: string): Term {
    if (name === 'True' || name === 'False') return constant(name === 'True');
    if (!this.#takes('(')) throw new Refused(`it is not understood at ${name}`);
    const first = this.#next;
    const literal = first.kind === 'text' ? contentOf(first.text) : undefined;
    const term = call(name, this.#items(')'), literal);
    if (typeof term === 'string') throw new Refused(term);
    return term;
  }

  #items(end: string): Term[] {
    const items: Term[] = [];
    while (!this.#takes(end)) {
      items.push(this.#or());
      if (!this.#takes(',') && this.#next.text !== end) throw this.#stuck();
    }
    return items;
  }

  #closed(term: Term, end: string): Term {
    if (!this.#takes(end)) throw this.#stuck();
    return term;
  }
}

function constant(value: number | string | boolean): Term {
  return () => value;
}

function listOf(items: readonly Term[]): Term {
  return (valueOf) => {
    const values = items.map((item) => item(valueOf)).filter((value) => value !== undefined);
    return values.length === items.length ? values : undefined;
  };
}

function contentOf(literal: string): string {
  const raw = /^r/i.test(literal);
  const content = literal.slice(raw ? 2 : 1, -1);
  return raw ? content : content.replace(/\\(["'\\])/g, '$1');
}
