/** What a pattern looks for somewhere inside a place. */
import type { Node } from '../node.ts';
import type { Matcher, Next } from './matcher.ts';

const CHAIN = new Set(['dot', 'call', 'index']);

/** `<... x ...>`: in a node and all inside it, but for what functions in it do later. */
export function matchDeep(m: Matcher, { p, t }: { p: Node; t: Node }, next: Next): void {
  const [wanted] = p.kids;
  if (!wanted) return next();
  const open: Node[] = [t];
  for (let node = open.pop(); node; node = open.pop()) {
    m.node(wanted, node, next);
    for (const kid of node.kids.toReversed())
      if (kid && !(kid.kind === 'block' && m.text[kid.start] === '{')) open.push(kid);
  }
}

/** `$X. ... .end()`: any number of members, calls and indexes down to the object. */
export function matchChain(m: Matcher, { p, t }: { p: Node; t: Node }, next: Next): void {
  const [object] = p.kids;
  if (!object) return;
  for (let node: Node | null = t; node; node = CHAIN.has(node.kind) ? (node.kids[0] ?? null) : null)
    m.node(object, node, next);
}
