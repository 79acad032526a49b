/** The functions of JavaScript and TypeScript: declarations, methods, accessors, arrows. */
import { KIND } from '../../tokens.ts';
import { hashOf } from '../bytes.ts';
import { beforeAngles, afterAngles, type Draft, isName, lastLine, Scopes, textOf } from '../draft.ts';
import { BRACE, DOT, PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { pairArrows } from './arrows.ts';
import { Exports } from './exports.ts';
import { headOf, nameBefore } from './heads.ts';
import { bodyBehind, endOfDeclaration, endOfType } from './types.ts';
import { ASYNC, BEFORE_TYPES, BINDERS, CLASS_WORD, CONTROL, FUNCTION, INTERFACE, PRIVATE } from './words.ts';

const STAR = 42;
const COLON = 58;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;
const TYPE = hashOf('type');
/** An expression is a function worth naming from this many lines on. */
const LINES = 5;

export function scriptUnits(tape: Tape): Draft[] {
  pairArrows(tape);
  return new ScriptUnits(tape).find();
}

class ScriptUnits {
  readonly #tape: Tape;
  readonly #scopes = new Scopes();
  readonly #exports: Exports;
  readonly #drafts: Draft[] = [];
  /** Where types of results start, and the brace or arrow that they end at. */
  readonly #results = new Map<number, number>();
  /** The names that a `=` behind a type binds. */
  readonly #bound = new Map<number, number>();

  constructor(tape: Tape) {
    this.#tape = tape;
    this.#exports = new Exports(tape);
  }

  find(): Draft[] {
    const { code, count, hash } = this.#tape;
    for (let at = 0; at < count; at++) {
      const of = code[at] ?? 0;
      if (of === PAREN) this.#group(at);
      else if (of === CODE.arrow) this.#bare(at);
      else if (of === CLASS_WORD) this.#class(at);
      else if (of === COLON) at = this.#results.get(at) ?? at;
      else if (of === INTERFACE || hash[at] === TYPE || BINDERS.has(of)) at = this.#types(at);
    }
    return this.#drafts;
  }

  /** Looks for a function whose parameters stand between this parenthesis and its partner. */
  #group(open: number): void {
    const tape = this.#tape;
    const close = tape.pair[open] ?? -1;
    if (close < open) return;
    const body = bodyBehind(tape, close);
    if (body < 0) return;
    if (body > close + 1) this.#results.set(close + 1, body);
    const before = tape.code[open - 1] === GREATER ? beforeAngles(tape, open - 1) : open - 1;
    if (tape.code[body] === CODE.arrow) {
      if (body > close + 1 && tape.code[open - 1] === QUESTION) return;
      this.#arrow({ open, body, before });
    } else if ((tape.pair[body] ?? -1) > body) {
      this.#method({ open, body, before });
    }
  }

  /** `x => …` */
  #bare(arrow: number): void {
    const first = arrow - 1;
    if (!isName(this.#tape, first)) return;
    this.#arrow({ open: first, body: arrow, before: first - 1 });
  }

  #arrow({ open, body, before }: { open: number; body: number; before: number }): void {
    const tape = this.#tape;
    const head = tape.code[before] === ASYNC ? before : before + 1;
    if (isTypeBefore(tape, head - 1)) return;
    const last = tape.pair[body] ?? -1;
    const isBlock = tape.code[body + 1] === BRACE && tape.pair[body + 1] === last;
    if (last <= body || (isBlock && isTypeLiteral(tape, body + 1))) return;
    if (!isBlock && lastLine(tape, last) - (tape.line[body + 1] ?? 0) + 1 < LINES) return;
    this.#add({
      name: this.#nameBefore(head - 1),
      head,
      first: open,
      body: body + (isBlock ? 2 : 1),
      end: last + 1,
    });
  }

  /** `function name() {`, `name() {`, `[name]() {`; not `if () {`. */
  #method({ open, body, before }: { open: number; body: number; before: number }): void {
    const tape = this.#tape;
    const end = (tape.pair[body] ?? 0) + 1;
    let head = tape.code[before] === STAR ? before - 1 : before;
    if (tape.code[head] === FUNCTION) {
      const name = this.#nameBefore((tape.code[head - 1] === ASYNC ? head - 1 : head) - 1);
      this.#add({ name, head, first: open, body: body + 1, end });
      return;
    }
    head = before;
    const computed = tape.code[before] === 93;
    if (computed) head = tape.pair[before] ?? before;
    else if (CONTROL.has(tape.code[before] ?? 0) || (tape.kind[before] ?? 0) === KIND.punctuation) return;
    if (head < 0 || tape.code[head - 1] === DOT) return;
    const name = computed ? before - 1 : before;
    if (tape.code[head - 1] === STAR) head--;
    if (tape.code[head - 1] === FUNCTION) head--;
    this.#add({ name, head, first: open, body: body + 1, end });
  }

  #add({ name, head, first, body, end }: Omit<Draft, 'owner' | 'exported'>): void {
    const tape = this.#tape;
    const start = headOf(tape, head, name);
    const scope = this.#scopes.at(first);
    const hidden =
      tape.bytes[tape.start[name] ?? 0] === 35 || hasWord(tape, PRIVATE, { from: start, to: first });
    const exported =
      scope.exported && !hidden && (scope.owner !== '' || this.#exports.has({ name, start, head }));
    this.#drafts.push({ name, owner: scope.owner, exported, head: start, first, body, end });
    this.#scopes.enter({ end, owner: '', exported: false });
  }

  #nameBefore(token: number): number {
    return this.#bound.get(token) ?? nameBefore(this.#tape, token);
  }

  /** Passes over a type: of `interface`, of `type Name =`, of a variable. The last token of it. */
  #types(word: number): number {
    const tape = this.#tape;
    if (!isName(tape, word + 1)) return word;
    if (!BINDERS.has(tape.code[word] ?? 0)) return endOfDeclaration(tape, word);
    const equals = tape.code[word + 2] === COLON ? endOfType(tape, word + 3) : -1;
    if (tape.code[equals] !== EQUALS) return word;
    this.#bound.set(equals, word + 1);
    return equals;
  }

  /** Remembers a class by its body. */
  #class(at: number): void {
    const tape = this.#tape;
    const named = isName(tape, at + 1);
    let body = named ? at + 2 : at + 1;
    while (body < tape.count && tape.code[body] !== BRACE) {
      const pair = tape.pair[body] ?? -1;
      if (tape.bytes[tape.start[body] ?? 0] === 60) {
        const after = afterAngles(tape, body);
        if (after < 0) return;
        body = after;
      } else if (tape.broken[body] === 1 || tape.code[body] === CLASS_WORD) return;
      else body = pair > body ? pair + 1 : body + 1;
    }
    const end = tape.pair[body] ?? -1;
    if (end < body) return;
    const name = named ? at + 1 : this.#nameBefore(at - 1);
    const start = headOf(tape, at, name);
    const scope = this.#scopes.at(at);
    const exported = scope.exported && scope.owner === '' && this.#exports.has({ name, start, head: at });
    this.#scopes.enter({ end, owner: textOf(tape, name), exported });
  }
}

/** Whether an arrow behind this token is part of a type. */
function isTypeBefore(tape: Tape, token: number): boolean {
  const code = tape.code[token] ?? 0;
  if (token < 0) return false;
  if (BEFORE_TYPES.has(code) || code === 124 || code === 38 || code === 60) return true;
  // `):`, `?:`, `!:`
  const before = tape.code[token - 1] ?? 0;
  return code === COLON && (before === 41 || before === QUESTION || before === 33);
}

/** Whether the brace opens the members of a type: no statement begins with `name:` or `name?:`. */
function isTypeLiteral(tape: Tape, brace: number): boolean {
  const next = tape.code[brace + 2] ?? 0;
  if (tape.kind[brace + 1] === KIND.punctuation) return false;
  return next === COLON || (next === QUESTION && tape.code[brace + 3] === COLON);
}

function hasWord(tape: Tape, word: number, { from, to }: { from: number; to: number }): boolean {
  for (let at = from; at < to; at++) if (tape.code[at] === word) return true;
  return false;
}
