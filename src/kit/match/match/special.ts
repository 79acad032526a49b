/** Kinds that fit more than their like: bodies, loops, imports, words that may be left out. */
import { dotted } from '../facts/imports.ts';
import { LOOPS, type Node } from '../node.ts';
import type { Matcher, Next } from './matcher.ts';
import { matchSubset } from './lists.ts';
import { matchBody } from './sequence.ts';

interface At {
  readonly p: Node;
  readonly t: Node;
}

type Special = (m: Matcher, at: At, next: Next) => boolean;

const SPECIAL: Readonly<Record<string, Special>> = {
  block: (m, { p, t }, next) => {
    if (t.kind === 'block') matchBody(m, { p, t }, next);
    return true;
  },
  for: loop,
  while: loop,
  foreach: loop,
  func(m, { p, t }, next) {
    if (t.kind !== 'func') return true;
    const [name = null, ...rest] = p.kids;
    if (m.ways.has('apart-arrows') && p.value !== t.value) return true;
    if (!name && !m.isScript && t.kids[0]) return true;
    const isNameless = !t.kids[0] && name?.kind === 'variable';
    const pattern = isNameless ? { ...p, kids: [null, ...rest] } : p;
    m.slots({ p: pattern, t, from: 0 }, next);
    return true;
  },
  assign(m, { p, t }) {
    if (t.kind !== 'assign') return true;
    const [isDeclaration, isPlain] = [t.kids[2] ?? t.kids[3], !p.kids[2] && !p.kids[3]];
    // Go: a declaration of several names is no assignment to something.
    if (p.kids[0]?.kind === 'ellipsis' && t.kids[3]?.kids.at(-1)?.value === 'several') return true;
    if (m.ways.has('apart-declarations') && isDeclaration && isPlain) return true;
    const word = (node: Node): string | undefined => node.kids[3]?.kids[0]?.value;
    if (m.ways.has('apart-let') && word(p) !== undefined && word(p) !== word(t)) return true;
    return false;
  },
  binary(m, { p, t }, next) {
    const isSwapped =
      (m.ways.has('symmetric-equality') && EQUALITIES.has(p.value)) ||
      (m.ways.has('commutative-logic') && LOGIC.has(p.value));
    if (!isSwapped || t.kind !== 'binary' || t.value !== p.value) return false;
    m.same(p, t, next);
    m.same({ ...p, kids: p.kids.toReversed() }, t, next);
    return true;
  },
  return(m, { p, t }, next) {
    if (t.kind !== 'return') return true;
    const [wanted = null] = p.kids;
    const [value = null] = t.kids;
    if (wanted || !value) m.slot(wanted, value, next);
    return true;
  },
  import(m, { p, t }, next) {
    const [wanted] = p.kids;
    const [path] = t.kids;
    if (t.kind !== 'import' && t.kind !== 'importfrom') return true;
    const names = wanted ? dotted(wanted) : null;
    const has = path ? (dotted(path) ?? []) : [];
    const whole = t.kind === 'importfrom' ? [...has, t.kids[1]?.value ?? ''] : has;
    if (names) {
      if (names.every((name, i) => whole[i] === name))
        m.slot(p.kids[1] ?? null, t.kind === 'import' ? (t.kids[1] ?? null) : null, next);
      return true;
    }
    return t.kind !== 'import';
  },
  importfrom(m, { p, t }, next) {
    if (t.kind !== 'importfrom') return true;
    const [path = null, name = null, alias = null] = p.kids;
    m.slot(path, t.kids[0] ?? null, () =>
      m.slot(name, t.kids[1] ?? null, () =>
        alias && !t.kids[2] ? undefined : m.slot(alias, t.kids[2] ?? null, next),
      ),
    );
    return true;
  },
  import_statement(m, { p, t }, next) {
    const from = (node: Node): Node | null => node.kids.find((kid) => kid && STRINGS.has(kid.kind)) ?? null;
    const clause = (node: Node): Node['kids'] =>
      node.kids.find((kid) => kid?.kind === 'import_clause')?.kids ?? [];
    if (t.kind !== 'import_statement') return true;
    m.slot(from(p), from(t), () => parts(m, { ps: clause(p), ts: clause(t) }, next));
    return true;
  },
  tmpl(m, { p, t }, next) {
    const isOpen = p.kids.every((kid) => kid?.kind === 'ellipsis');
    if (t.kind === 'str' && isOpen && m.text[t.start] === '`') next();
    else m.same(p, t, next);
    return true;
  },
  object(m, { p, t }, next) {
    if (t.kind === 'set' && p.kids.every((kid) => kid?.kind === 'ellipsis')) next();
    else m.same(p, t, next);
    return true;
  },
  concat(m, { p, t }, next) {
    // Strings in a row, however many.
    if (t.kind === 'concat' && p.kids.every((kid) => kid?.kind === 'anystr')) next();
    else m.same(p, t, next);
    return true;
  },
  case: ofOneKind,
  as: ofOneKind,
  regex(m, { p, t }, next) {
    const wanted = p.value.replace(/\/[a-z]*$/, '/').replaceAll('__ELL', '...');
    if (t.kind === 'regex' && wanted === '/.../') next();
    else if (t.kind === 'id') {
      const value = m.facts.definitionOf(t)?.value;
      if (value?.kind === 'regex') m.node(p, value, next);
    } else if (t.kind === 'regex' && /^\/__MV_\w+\/$/.test(wanted)) regexVariable(m, { p, t }, next);
    else m.same(p, t, next);
    return true;
  },
};

const EQUALITIES = new Set(['==', '!=', '===', '!==']);
const LOGIC = new Set(['&&', '||', 'and', 'or']);

const STRINGS = new Set(['str', 'anystr', 'strre', 'strvar']);

/** By their places, whatever word joins them. */
function ofOneKind(m: Matcher, { p, t }: At, next: Next): boolean {
  if (p.kind === t.kind) m.slots({ p, t, from: 0 }, next);
  return true;
}

/** Each part of a pattern's import is among those of the file's. */
function parts(m: Matcher, { ps, ts }: { ps: Node['kids']; ts: Node['kids'] }, next: Next): void {
  const [first, ...rest] = ps;
  if (!first) return next();
  for (const t of ts) {
    if (!t) continue;
    const follow: Next = () => parts(m, { ps: rest, ts }, next);
    if (first.kind === 'named_imports' && t.kind === 'named_imports') matchSubset(m, { p: first, t }, follow);
    else if (first.kind === 'variable' && t.kind === 'named_imports')
      for (const kid of t.kids) m.slot(first, kid?.kids.at(-1) ?? null, follow);
    else if (first.kind === 'variable' && t.kind === 'namespace_import')
      m.slot(first, t.kids[0] ?? null, follow);
    else m.node(first, t, follow);
  }
}

function regexVariable(m: Matcher, { p, t }: At, next: Next): void {
  const name = `$${/__MV_(\w+)\//.exec(p.value)?.[1] ?? ''}`;
  const text = t.value.slice(1, t.value.lastIndexOf('/'));
  m.hold(name, { start: t.start, end: t.end, text, nodes: [t], isContent: true }, next);
}

/** `for (...) {…}` is any loop. */
function loop(m: Matcher, { p, t }: At, next: Next): boolean {
  const heads = p.kids.filter((kid) => kid !== null && kid.kind !== 'block');
  const isAny = heads.length > 0 && heads.every((kid) => kid?.kind === 'ellipsis') && p.kind !== 'foreach';
  if (!isAny || !LOOPS.has(t.kind)) return false;
  const body = (node: Node): Node | null => node.kids.find((kid) => kid?.kind === 'block') ?? null;
  m.slot(body(p), body(t), next);
  return true;
}

/** Whether the kind has rules of its own and they were applied. */
export function matchSpecial(m: Matcher, at: At, next: Next): boolean {
  if (at.t.kind === 'as' && at.p.kind !== 'as' && at.p.kind !== 'block' && at.t.kids[0]) {
    m.node(at.p, at.t.kids[0], next);
    return true;
  }
  const special = Object.hasOwn(SPECIAL, at.p.kind) ? SPECIAL[at.p.kind] : undefined;
  return special ? special(m, at, next) : false;
}
