/** Copies of a function as a hurried author makes them: other names, other literals, statements gone and come. */
import type { TokenFact } from '../../src/kit/syntax/facts.ts';
import { tokensOf } from '../../src/kit/syntax/parse.ts';
import type { Found } from './functions.ts';

export interface Kind {
  readonly name: string;
  readonly names: 'variables' | 'all' | 'none';
  readonly literals: boolean;
  /** So many statements are deleted, and so many others inserted. */
  readonly edits: number;
}

export const KINDS: readonly Kind[] = [
  { name: 'a variables', names: 'variables', literals: false, edits: 0 },
  { name: 'b variables, literals', names: 'variables', literals: true, edits: 0 },
  { name: 'c every name', names: 'all', literals: false, edits: 0 },
  { name: 'd every name, literals', names: 'all', literals: true, edits: 0 },
  { name: 'e variables, 1+1', names: 'variables', literals: false, edits: 1 },
  { name: 'f variables, 2+2', names: 'variables', literals: false, edits: 2 },
  { name: 'g variables, 4+4', names: 'variables', literals: false, edits: 4 },
  { name: 'control', names: 'none', literals: false, edits: 0 },
];

/** Statements that stay, so that something of the function is left. */
const KEPT = 3;
const WORDS =
  'amber basin cedar delta ember fjord grove haven inlet jetty knoll larch maple north ocean pine quarry ridge sable tundra';

/** Numbers from 0 up to 1 that are the same for the same seed. */
export type Random = () => number;

export const allows = ({ edits }: Kind, { statements }: Found): boolean =>
  edits === 0 || statements.length >= edits + KEPT;

/** The copy's lines; `foreign` are statements of other functions in the same language. */
export async function mutate(
  found: Found,
  kind: Kind,
  { foreign, random }: { readonly foreign: readonly string[]; readonly random: Random },
): Promise<string[]> {
  const lines = await renamed(found, kind);
  const pick = <T>(all: T[]): T => all.splice(Math.floor(random() * all.length), 1)[0] as T;
  const free = [...found.statements];
  const gone = Array.from({ length: kind.edits }, () => pick(free));
  const after = Array.from({ length: kind.edits }, () => pick([...free]));
  return lines.flatMap((line, at) => {
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const added = after.filter((row) => row === at).map(() => `${indent}${pick([...foreign])}`);
    return gone.includes(at) ? [] : [line, ...added];
  });
}

/** Renames token by token; a method is no program, so it is read inside of a class. */
async function renamed(found: Found, kind: Kind): Promise<string[]> {
  const wrapped =
    found.method && found.language !== 'python' ? ['class A {', ...found.lines, '}'] : found.lines;
  const text = wrapped.join('\n');
  const tokens = await tokensOf(text, found.language);
  const names = new Map<string, string>();
  const open: string[] = [];
  let [before, inBody] = ['', false];
  /** `name:` of an object and Python's `name=` of a call are no variables, whatever they are called. */
  const isKey = (name: string, after: string) => {
    if (!/^[{(,]$/.test(before) || !found.variables.has(name)) return false;
    if (found.language === 'python') return open.at(-1) === '(' && inBody && /^=(?!=)/.test(after);
    return open.at(-1) === '{' && /^\s*:(?!=)/.test(after);
  };
  let changed = '';
  let end = 0;
  for (const token of tokens) {
    const old = text.slice(token.start, token.end);
    const local = found.variables.has(old) && before !== '.' && !isKey(old, text.slice(token.end));
    if (/^[({[]$/.test(old)) open.push(old);
    if (/^[)}\]]$/.test(old)) open.pop();
    inBody ||= old === ':' && open.length === 0;
    const rename = token.kind === 'name' && (kind.names === 'all' || (kind.names === 'variables' && local));
    const now = rename ? other(old, names) : kind.literals ? otherLiteral(old, token) : old;
    changed += text.slice(end, token.start) + now;
    end = token.end;
    if (token.kind !== 'comment') before = old;
  }
  const lines = (changed + text.slice(end)).split('\n');
  return wrapped === found.lines ? lines : lines.slice(1, -1);
}

/** One new name for each old one; types stay capitalised. */
function other(old: string, names: Map<string, string>): string {
  if (/^(self|cls|this|super|_+)$/.test(old) || /^__.*__$/.test(old)) return old;
  const words = WORDS.split(' ');
  const word = `${words[names.size % words.length]}${names.size < words.length ? '' : names.size}`;
  const cased = /^[A-Z]/.test(old) ? word.replace(/^./, (letter) => letter.toUpperCase()) : word;
  const known = names.get(old) ?? cased;
  names.set(old, known);
  return known;
}

function otherLiteral(old: string, { kind }: TokenFact): string {
  if (kind === 'number') return /^\d+$/.test(old) ? String(Number(old) + 7) : old.replace(/\d/, '3');
  // Quotes and prefixes stay; a docstring or a template may hold line ends, which the rows count on.
  return kind === 'string'
    ? old.replace(/[A-Za-z]+/, (word) => (/^[a-z]{1,2}$/i.test(word) ? word : `x${word}`))
    : old;
}
