/** The functions of Python. */
import { KIND } from '../../tokens.ts';
import { type Draft, isName, Scopes, textOf } from '../draft.ts';
import { PAREN } from '../lexemes.ts';
import { CODE, type Tape } from '../tape.ts';
import { ASYNC, CLASS_WORD, DEF } from './words.ts';

const UNDERSCORE = 95;
const COLON = 58;
const AT = 64;

export function pythonUnits(tape: Tape): Draft[] {
  const drafts: Draft[] = [];
  const scopes = new Scopes();
  for (let at = 0; at < tape.count; at++) {
    const code = tape.code[at] ?? 0;
    if (code !== DEF && code !== CLASS_WORD) continue;
    const block = blockBehind(tape, at + 2);
    if (!block || !isWord(tape, at + 1)) continue;
    const { owner, exported } = scopes.at(at);
    const open = tape.bytes[tape.start[at + 1] ?? 0] !== UNDERSCORE;
    const reach = exported && open;
    if (code === CLASS_WORD) {
      scopes.enter({ end: block.end, owner: textOf(tape, at + 1), exported: reach });
      continue;
    }
    const first = parametersOf(tape, at + 2);
    if (first < 0 || first > block.body) continue;
    drafts.push({ name: at + 1, owner, exported: reach, head: headOf(tape, at), first, ...block });
    scopes.enter({ end: block.end, owner: '', exported: false });
  }
  return drafts;
}

function isWord(tape: Tape, token: number): boolean {
  return isName(tape, token) || tape.kind[token] === KIND.keyword;
}

/** The parenthesis behind a function's name and type parameters; -1 when there is none. */
function parametersOf(tape: Tape, from: number): number {
  const at = tape.code[from] === 91 ? (tape.pair[from] ?? 0) + 1 : from;
  return tape.code[at] === PAREN ? at : -1;
}

/** The block behind a head, without the layout at its end. Undefined when there is none. */
function blockBehind(tape: Tape, from: number): { body: number; end: number } | undefined {
  let at = from;
  while (at < tape.count && tape.code[at] !== COLON) {
    const code = tape.code[at] ?? 0;
    if (tape.kind[at] === KIND.layout || code === DEF || code === CLASS_WORD) return undefined;
    const pair = tape.pair[at] ?? -1;
    at = pair > at ? pair + 1 : at + 1;
  }
  if (at >= tape.count) return undefined;
  let body = at + 1;
  let end = body;
  if (tape.code[body] === CODE.newline) {
    const indent = body + 1;
    end = tape.pair[indent] ?? -1;
    if (tape.code[indent] !== CODE.indent || end < 0) return undefined;
    body = indent + 1;
    while (tape.kind[end - 1] === KIND.layout) end--;
  } else {
    while (end < tape.count && tape.kind[end] !== KIND.layout) end++;
  }
  return { body: Math.min(body, end), end };
}

/** The first token that belongs to a function: `async`, or its first decorator. */
function headOf(tape: Tape, def: number): number {
  let head = tape.code[def - 1] === ASYNC ? def - 1 : def;
  for (;;) {
    const decorator = decoratorBefore(tape, head);
    if (decorator < 0) return head;
    head = decorator;
  }
}

function decoratorBefore(tape: Tape, token: number): number {
  if (tape.code[token - 1] !== CODE.newline) return -1;
  let at = token - 2;
  for (let steps = 0; at >= 0 && steps < 64 && tape.kind[at] !== KIND.layout; steps++) {
    const pair = tape.pair[at] ?? -1;
    if (tape.code[at] === AT && (at === 0 || tape.kind[at - 1] === KIND.layout)) return at;
    at = pair >= 0 && pair < at ? pair - 1 : at - 1;
  }
  return -1;
}
