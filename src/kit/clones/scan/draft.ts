/** From token numbers to units: names, lines, and what is alike everywhere. */
import { KIND, type Unit } from '../tokens.ts';
import { CODE, type Tape } from './tape.ts';

/** A function as a language finds it; token numbers, `end` exclusive. */
export interface Draft {
  /** The token of its name; -1 when it has none. */
  readonly name: number;
  readonly owner: string;
  readonly exported: boolean;
  /** The first token of all that belongs to it. */
  readonly head: number;
  readonly first: number;
  readonly body: number;
  readonly end: number;
}

/** What may hold functions: what it is called, and where it ends (token number, exclusive). */
export interface Scope {
  readonly end: number;
  readonly owner: string;
  readonly exported: boolean;
}

const TOP: Scope = { end: Infinity, owner: '', exported: true };

/** The scopes around a place, while places are visited in order. */
export class Scopes {
  readonly #open: Scope[] = [];

  enter(scope: Scope): void {
    this.#open.push(scope);
  }

  /** The innermost scope around a token; the file itself when there is none. */
  at(token: number): Scope {
    while (token >= (this.#open.at(-1) ?? TOP).end) this.#open.pop();
    return this.#open.at(-1) ?? TOP;
  }
}

/** The text of a token; without its quotes for a string, empty for no token. */
export function textOf(tape: Tape, token: number): string {
  if (token < 0 || token >= tape.count) return '';
  const quotes = tape.kind[token] === KIND.string ? 1 : 0;
  const { buffer } = tape.bytes;
  return Buffer.from(buffer as ArrayBuffer).toString(
    'utf8',
    (tape.start[token] ?? 0) + quotes,
    (tape.end[token] ?? 0) - quotes,
  );
}

const HOLDERS = new Set(
  `constructor toString toJSON valueOf equals hashCode compareTo clone String GoString Error Len Less Swap
   MarshalJSON UnmarshalJSON MarshalText UnmarshalText __init__ __new__ __post_init__ __repr__ __str__ __eq__
   __ne__ __lt__ __hash__ __len__ __iter__ __enter__ __exit__ __getstate__ __setstate__`.split(/\s+/),
);

export function unitsOf(tape: Tape, drafts: readonly Draft[]): Unit[] {
  return nested(drafts).map((draft) => {
    const { owner, exported, first, body, end } = draft;
    const name = textOf(tape, draft.name);
    return {
      name,
      owner,
      exported,
      holder: HOLDERS.has(name) || (owner !== '' && name === owner),
      first,
      body,
      end,
      startLine: tape.line[draft.head] ?? 1,
      endLine: lastLine(tape, end - 1),
    };
  });
}

/** In the order of their parameters; without those that begin in another and end behind it (no program has such). */
function nested(drafts: readonly Draft[]): Draft[] {
  const around: number[] = [];
  return drafts
    .toSorted((a, b) => a.first - b.first)
    .filter(({ first, end }) => {
      while (first >= (around.at(-1) ?? Infinity)) around.pop();
      if (end > (around.at(-1) ?? Infinity)) return false;
      around.push(end);
      return true;
    });
}

/** The line that a token ends on. */
export function lastLine(tape: Tape, token: number): number {
  let row = tape.line[token] ?? 1;
  const end = tape.end[token] ?? 0;
  if (tape.kind[token] === KIND.layout || tape.kind[token] === KIND.punctuation) return row;
  for (let at = tape.start[token] ?? 0; at < end; at++) if (tape.bytes[at] === 10) row++;
  return row;
}

/** Whether a token is a name, whatever it names. */
export function isName(tape: Tape, token: number): boolean {
  const kind = tape.kind[token] ?? KIND.punctuation;
  return token >= 0 && kind >= KIND.variable && kind <= KIND.call;
}

/** Farther than type arguments go; hostile text must not make every bracket search the file. */
export const FAR = 400;

/** From a `>` back to the token before its `<`; -1 when there is none near. */
export function beforeAngles(tape: Tape, from: number): number {
  let deep = 0;
  for (let at = from, steps = 0; at >= 0 && steps < FAR; at--, steps++) {
    const byte = tape.bytes[tape.start[at] ?? 0] ?? 0;
    const code = tape.code[at] ?? 0;
    const pair = tape.pair[at] ?? -1;
    if (pair >= 0 && pair < at) at = pair;
    else if (byte === 40 || byte === 91 || byte === 123) return -1;
    else if (code === 62) deep++;
    else if (byte === 60 && code !== CODE.tagEnd) deep -= (tape.end[at] ?? 0) - (tape.start[at] ?? 0);
    if (deep <= 0) return deep < 0 ? -1 : at - 1;
  }
  return -1;
}

/** From a `<` to the token behind its `>`; -1 when there is none near. */
export function afterAngles(tape: Tape, from: number): number {
  let deep = 0;
  for (let at = from, steps = 0; at < tape.count && steps < FAR; at++, steps++) {
    const byte = tape.bytes[tape.start[at] ?? 0] ?? 0;
    const pair = tape.pair[at] ?? -1;
    if (pair > at && tape.code[at] !== CODE.arrow) at = pair;
    else if (byte === 41 || byte === 93 || byte === 125) return -1;
    else if (tape.code[at] === 62) deep--;
    else if (byte === 60) deep += (tape.end[at] ?? 0) - (tape.start[at] ?? 0);
    if (deep <= 0) return deep < 0 ? -1 : at + 1;
  }
  return -1;
}
