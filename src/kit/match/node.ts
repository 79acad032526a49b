/** The tree that patterns and files are compared as: few kinds, the same for every language. */

/**
 * A node of a file or of a pattern. A kind of `SLOTS` has its children in fixed places, null where the source says
 * nothing; all other kinds hold a list. Offsets are UTF-16 units of the text.
 */
export interface Node {
  readonly kind: string;
  /** Of a leaf its text (of a string its content), of an operation its operator. */
  readonly value: string;
  readonly kids: readonly (Node | null)[];
  readonly start: number;
  readonly end: number;
  parent: Node | null;
}

/** What stands where, in the kinds whose children have fixed places. */
export const SLOTS: Readonly<Record<string, readonly string[]>> = {
  call: ['callee', 'arguments'],
  new: ['class', 'arguments', 'body'],
  dot: ['object', 'name'],
  index: ['object', 'key'],
  assign: ['left', 'right', 'type', 'words'],
  declare: ['name', 'type', 'words'],
  func: ['name', 'parameters', 'body', 'result', 'marks', 'receiver'],
  lambda: ['parameters', 'body'],
  param: ['name', 'type', 'default', 'words'],
  class: ['name', 'bases', 'body', 'marks'],
  if: ['condition', 'then', 'else', 'first'],
  while: ['condition', 'body', 'otherwise'],
  for: ['first', 'condition', 'step', 'body'],
  foreach: ['left', 'right', 'body', 'type', 'otherwise'],
  with: ['items', 'body'],
  try: ['body', 'handlers', 'last', 'items', 'otherwise'],
  catch: ['what', 'name', 'body'],
  case: ['value', 'body', 'guard'],
  return: ['value'],
  throw: ['value', 'cause'],
  cond: ['condition', 'then', 'else'],
  binary: ['left', 'right'],
  unary: ['operand'],
  pair: ['key', 'value', 'member'],
  kw: ['name', 'value'],
  cast: ['type', 'value'],
  generic: ['type', 'arguments'],
  import: ['path', 'alias'],
  importfrom: ['path', 'name', 'alias'],
  annotation: ['name', 'arguments'],
  as: ['value', 'name'],
  await: ['value'],
  spread: ['value'],
  composite: ['type', 'value'],
  jsx: ['name', 'attributes', 'children'],
  typed: ['name', 'type'],
  deep: ['inside'],
  dots: ['object'],
};

/** The kinds of loops. */
export const LOOPS: ReadonlySet<string> = new Set(['for', 'foreach', 'while', 'do_statement']);

/** Every node below and including this one, parents first. */
export function nodesOf(root: Node): Node[] {
  const all: Node[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    all.push(node);
    for (let i = node.kids.length - 1; i >= 0; i--) {
      const kid = node.kids[i];
      if (kid) open.push(kid);
    }
  }
  return all;
}

/** The first of nodes, sorted by where they begin, that begins no earlier than there. */
export function firstFrom(sorted: readonly Node[], start: number): number {
  let [first, end] = [0, sorted.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((sorted[middle] as Node).start < start) first = middle + 1;
    else end = middle;
  }
  return first;
}

/** Whether two nodes are written alike, white space, comments and quotes aside. */
export function alike(a: Node | null, b: Node | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.kind !== b.kind || a.value !== b.value || a.kids.length !== b.kids.length) return false;
  return a.kids.every((kid, i) => alike(kid, b.kids[i] ?? null));
}
