/** Names and members: as they are written, or by what they were imported as. */
import { dotted } from '../facts/imports.ts';
import type { Node } from '../node.ts';
import type { Matcher, Next } from './matcher.ts';

export function matchName(m: Matcher, { p, t }: { p: Node; t: Node }, next: Next): void {
  if (t.kind === 'generic' && t.kids[0]) return matchName(m, { p, t: t.kids[0] }, next);
  if (t.kind !== 'id' && t.kind !== 'dot') return p.kind === t.kind ? m.same(p, t, next) : undefined;
  const path = m.facts.pathOf(t);
  const wanted = path && dotted(p);
  if (wanted && path && samePath(wanted, path)) return next();
  if (p.kind === 'id') return t.kind === 'id' && p.value === t.value ? next() : undefined;
  if (t.kind === 'dot') return m.slots({ p, t, from: 0 }, next);
  // A name from inside a module is a member of that module.
  const [object, name] = p.kids;
  if (!path || path.length < 2 || !object || !name) return;
  const member = virtual(path.slice(-1), t);
  m.node(name, member, () => m.node(object, virtual(path.slice(0, -1), t), next));
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

/** A name that stands nowhere in the file, at the place of the one that means it. */
function virtual(path: readonly string[], at: Node): Node {
  const make = (kind: string, value: string, kids: Node[]): Node => ({
    kind,
    value,
    kids,
    start: at.start,
    end: at.end,
    parent: at.parent,
  });
  return path.map((part) => make('id', part, [])).reduce((object, name) => make('dot', '', [object, name]));
}
