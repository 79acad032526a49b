/** The functions of Java: methods, constructors, lambdas with a block. */
import { hashOf } from '../bytes.ts';
import { beforeAngles, type Draft, isName, Scopes, textOf } from '../draft.ts';
import { BRACE, DOT, PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { CASE, DEFAULT, MODIFIERS, NEW, PRIMITIVES, PRIVATE, THROWS, TYPE_WORDS } from './words.ts';

const AT = 64;
const COLON = 58;
const EQUALS = 61;
const SEMICOLON = 59;
const GREATER = 62;
const BRACKET_END = 93;
const FAR = 64;
const RECORD = hashOf('record');

export function javaUnits(tape: Tape): Draft[] {
  return new JavaUnits(tape).find();
}

class JavaUnits {
  readonly #tape: Tape;
  readonly #scopes = new Scopes();
  readonly #drafts: Draft[] = [];
  /** The arrows of `case … ->`. */
  readonly #cases = new Set<number>();

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  find(): Draft[] {
    const tape = this.#tape;
    for (let at = 0; at < tape.count; at++) {
      const code = tape.code[at] ?? 0;
      if (code === PAREN) this.#method(at);
      else if (code === CODE.arrow) this.#lambda(at);
      else if (code === BRACE) this.#compact(at);
      else if (TYPE_WORDS.has(code) || tape.hash[at] === RECORD) this.#type(at);
      else if (code === CASE || code === DEFAULT) this.#case(at);
    }
    return this.#drafts;
  }

  /** `Type name(…) throws A, B {` and `Name(…) {` in the class of that name. */
  #method(open: number): void {
    const tape = this.#tape;
    const close = tape.pair[open] ?? -1;
    const name = open - 1;
    if (close < open || !isName(tape, name)) return;
    const body = bodyBehind(tape, close);
    if (body < 0) return;
    if (isType(tape, name - 1) || this.#isOwner(name)) this.#add({ name, first: open, body });
  }

  /** `Name {` in the record of that name: its parameters are the record's. */
  #compact(body: number): void {
    const name = body - 1;
    if (isName(this.#tape, name) && this.#isOwner(name)) this.#add({ name, first: name, body });
  }

  /** Whether a constructor of the class around has its name here. */
  #isOwner(name: number): boolean {
    const before = this.#tape.code[name - 1] ?? 0;
    const isOther = before === DOT || before === NEW || TYPE_WORDS.has(before);
    if (isOther || this.#tape.hash[name - 1] === RECORD) return false;
    const { owner } = this.#scopes.at(name);
    return owner !== '' && textOf(this.#tape, name) === owner;
  }

  #lambda(arrow: number): void {
    const tape = this.#tape;
    if (tape.code[arrow + 1] !== BRACE || this.#cases.has(arrow)) return;
    const first = tape.code[arrow - 1] === 41 ? (tape.pair[arrow - 1] ?? -1) : arrow - 1;
    if (first < 0 || (first === arrow - 1 && !isName(tape, first))) return;
    const name = tape.code[first - 1] === EQUALS && isName(tape, first - 2) ? first - 2 : -1;
    this.#add({ name, first, body: arrow + 1 });
  }

  #add({ name, first, body }: { name: number; first: number; body: number }): void {
    const tape = this.#tape;
    const end = (tape.pair[body] ?? -1) + 1;
    if (end <= body) return;
    const head = name < 0 ? first : headOf(tape, name);
    const { owner, exported } = this.#scopes.at(first);
    const reach = exported && name >= 0 && !hasPrivate(tape, head, first);
    this.#drafts.push({ name, owner, exported: reach, head, first, body: body + 1, end });
    this.#scopes.enter({ end, owner: '', exported: false });
  }

  /** Remembers a class by its body. */
  #type(word: number): void {
    const tape = this.#tape;
    const name = word + 1;
    if (!isName(tape, name) || tape.code[word - 1] === DOT) return;
    let body = name + 1;
    for (let steps = 0; body < tape.count && tape.code[body] !== BRACE && steps < 400; steps++) {
      if (tape.code[body] === SEMICOLON || tape.code[body] === 61) return;
      const pair = tape.pair[body] ?? -1;
      body = pair > body ? pair + 1 : body + 1;
    }
    const end = tape.pair[body] ?? -1;
    if (tape.code[body] !== BRACE || end < body) return;
    const outer = this.#scopes.at(word);
    const exported = outer.exported && !hasPrivate(tape, headOf(tape, word), word);
    this.#scopes.enter({ end, owner: textOf(tape, name), exported });
  }

  /** Finds the arrow of a case: no lambda. */
  #case(word: number): void {
    const tape = this.#tape;
    for (let at = word + 1, steps = 0; at < tape.count && steps < FAR; at++, steps++) {
      const code = tape.code[at] ?? 0;
      if (code === CODE.arrow) this.#cases.add(at);
      if (code === CODE.arrow || code === COLON || code === BRACE || code === SEMICOLON) return;
      if ((tape.pair[at] ?? -1) > at) at = tape.pair[at] ?? at;
    }
  }
}

/** From the parenthesis that closes parameters to the brace of the body, over any list of names; -1 when there is none. */
function bodyBehind(tape: Tape, close: number): number {
  let at = close + 1;
  if (tape.code[at] === BRACE) return at;
  for (let steps = 0; at < tape.count && steps < FAR; at++, steps++) {
    const code = tape.code[at] ?? 0;
    if (code === BRACE) return at;
    const isList = code === DOT || code === 44 || code === AT || code === THROWS || isName(tape, at);
    if (!isList) return -1;
  }
  return -1;
}

/** Whether the token before a name can be the end of a type. */
function isType(tape: Tape, token: number): boolean {
  const code = tape.code[token] ?? 0;
  if (code === GREATER) {
    const before = beforeAngles(tape, token);
    // `<T> Name(` is a constructor, `new Name<T>(` has no type before it.
    return before >= 0 && !isCreated(tape, before);
  }
  if (code === BRACKET_END) return true;
  if (PRIMITIVES.has(code)) return true;
  return isName(tape, token) && tape.hash[token] !== RECORD && !isCreated(tape, token);
}

/** Whether `new` stands before a dotted name that ends here. */
function isCreated(tape: Tape, token: number): boolean {
  let at = token;
  while (tape.code[at - 1] === DOT) at -= 2;
  return tape.code[at - 1] === NEW;
}

/** The first token that belongs to a member: annotations, modifiers, type parameters, type. */
function headOf(tape: Tape, name: number): number {
  let head = name;
  for (let steps = 0; head > 0 && steps < FAR; steps++) {
    const before = head - 1;
    const code = tape.code[before] ?? 0;
    if (MODIFIERS.has(code) || PRIMITIVES.has(code) || code === DOT || code === AT || isName(tape, before))
      head--;
    else if (code === GREATER) {
      const start = beforeAngles(tape, before);
      if (start < -1) return head;
      head = start + 1;
    } else if (code === BRACKET_END || (code === 41 && isAnnotation(tape, before)))
      head = tape.pair[before] ?? head;
    else return head;
  }
  return head;
}

/** `@Name(…)` */
function isAnnotation(tape: Tape, close: number): boolean {
  let at = (tape.pair[close] ?? 0) - 1;
  while (isName(tape, at) && tape.code[at - 1] === DOT) at -= 2;
  return isName(tape, at) && tape.code[at - 1] === AT;
}

function hasPrivate(tape: Tape, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (tape.code[at] === PRIVATE) return true;
  return false;
}
