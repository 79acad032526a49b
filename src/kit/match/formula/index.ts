/** The nodes of a file by what a pattern may look for: kinds, and the names of what is called. */
import type { Facts } from '../facts/facts.ts';
import type { Node } from '../node.ts';

export interface Index {
  readonly all: readonly Node[];
  /** The nodes that a pattern can fit, and some that it does not. */
  candidates(pattern: Node): readonly Node[];
}

const STRINGS = ['str', 'concat', 'binary', 'tmpl', 'id', 'dot'];
const LOOPS = ['for', 'foreach', 'while', 'do_statement'];
const WIDE: Readonly<Record<string, readonly string[]>> = {
  anystr: STRINGS,
  strre: STRINGS,
  strvar: STRINGS,
  str: STRINGS,
  num: ['num', 'id', 'dot'],
  id: ['id', 'dot'],
  dot: ['dot', 'id'],
  for: LOOPS,
  while: LOOPS,
  import: ['import', 'importfrom'],
  object: ['object', 'set'],
  true: ['true', 'id'],
  false: ['false', 'id'],
  tmpl: ['tmpl', 'str'],
};
/** These fit whatever they fit inside. */
const OPEN = new Set(['variable', 'typed', 'deep', 'dots', 'ellipsis']);

export function indexOf(all: readonly Node[], facts: Facts): Index {
  const byKind = new Map<string, Node[]>();
  const calls = new Map<string, Node[]>();
  for (const node of all) {
    add(byKind, node.kind, node);
    if (node.kind === 'call') for (const name of namesOf(node, facts)) add(calls, name, node);
  }
  return {
    all,
    candidates(pattern) {
      if (OPEN.has(pattern.kind)) return all;
      const name = pattern.kind === 'call' ? literalName(pattern) : null;
      if (name !== null) return calls.get(name) ?? [];
      const given =
        pattern.kind === 'assign' && pattern.kids[1]?.kind === 'call' ? literalName(pattern.kids[1]) : null;
      if (given !== null)
        return (calls.get(given) ?? []).flatMap(({ parent }) => (parent?.kind === 'assign' ? [parent] : []));
      const kinds = Object.hasOwn(WIDE, pattern.kind) ? WIDE[pattern.kind] : undefined;
      return kinds ? kinds.flatMap((kind) => byKind.get(kind) ?? []) : (byKind.get(pattern.kind) ?? []);
    },
  };
}

function add(map: Map<string, Node[]>, key: string, node: Node): void {
  const list = map.get(key);
  if (list) list.push(node);
  else map.set(key, [node]);
}

/** The name of what is called, as written and as imported. */
function namesOf({ kids: [callee] }: Node, facts: Facts): ReadonlySet<string> {
  const names = new Set<string>();
  const last = callee?.kind === 'dot' ? callee.kids[1] : callee;
  if (last?.kind === 'id') names.add(last.value);
  const imported = callee && facts.pathOf(callee)?.at(-1);
  if (imported) names.add(imported);
  return names;
}

function literalName({ kids: [callee] }: Node): string | null {
  const last = callee?.kind === 'dot' ? callee.kids[1] : callee;
  return last?.kind === 'id' ? last.value : null;
}
