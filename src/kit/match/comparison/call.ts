/** The functions that a comparison may call. */
import { compileRegex } from '../regex/compile.ts';
import type { Term, Value } from './term.ts';

/** Takes the arguments, and the text of the first where that is a literal; gives a term, or why there is none. */
export function call(name: string, given: readonly Term[], literal: string | undefined): Term | string {
  if (name === 're.match' || name === 're.search') return matching(name, given, literal);
  const work = FUNCTIONS.get(name);
  const [only] = given;
  if (!work) return `there is no function ${name}`;
  if (given.length !== 1 || !only) return `${name} takes one value`;
  return (valueOf) => {
    const value = only(valueOf);
    return value === undefined ? undefined : work(value);
  };
}

const FUNCTIONS = new Map<string, (value: Value) => Value | undefined>([
  ['int', (value) => whole(value)],
  ['float', (value) => finite(Number(value))],
  ['str', (value) => (Array.isArray(value) ? undefined : String(value))],
  ['len', (value) => (typeof value === 'string' || Array.isArray(value) ? value.length : undefined)],
  ['abs', (value) => (typeof value === 'number' ? Math.abs(value) : undefined)],
  ['lower', (value) => (typeof value === 'string' ? value.toLowerCase() : undefined)],
  ['upper', (value) => (typeof value === 'string' ? value.toUpperCase() : undefined)],
]);

function whole(value: Value): number | undefined {
  if (Array.isArray(value) || value === '') return undefined;
  const number = finite(Number(value));
  return number === undefined ? undefined : Math.trunc(number);
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}

function matching(name: string, given: readonly Term[], pattern: string | undefined): Term | string {
  const [, text] = given;
  if (given.length !== 2 || pattern === undefined || !text) return `${name} takes an expression and a text`;
  const searcher = compileRegex(pattern);
  if (typeof searcher === 'string') return searcher;
  return (valueOf) => {
    const value = text(valueOf);
    if (value === undefined || Array.isArray(value)) return undefined;
    return name === 're.match' ? searcher.atStart(String(value)) : searcher.all(String(value)).length > 0;
  };
}
