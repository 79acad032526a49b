/** The names that a file imports, and what they stand for. */
import type { Node } from '../node.ts';

interface Imported {
  /** Where the name is bound: the nearest above a use counts. */
  readonly at: number;
  readonly path: readonly string[];
}
export type Imports = ReadonlyMap<string, readonly Imported[]>;

/** Everything that is imported, by the name that it has in the file; `all` in the order of the text. */
export function importsOf(all: readonly Node[]): Imports {
  const imports = new Map<string, Imported[]>();
  const add = (name: string, at: number, path: readonly string[]): void => {
    const list = imports.get(name);
    if (list) list.push({ at, path });
    else imports.set(name, [{ at, path }]);
  };
  for (const node of all) {
    if (node.kind === 'import') plain(node, add);
    else if (node.kind === 'importfrom') from(node, add);
    else if (node.kind === 'import_statement') script(node, add);
    else if (node.kind === 'assign') required(node, add);
  }
  return imports;
}

type Add = (name: string, at: number, path: readonly string[]) => void;

function plain({ kids: [path, alias], start }: Node, add: Add): void {
  if (path?.kind === 'str') {
    // Go: the name is the package's own, by habit the last part of its path.
    const name =
      path.value
        .replace(/\/v\d+$/, '')
        .split('/')
        .at(-1) ?? '';
    return add(alias?.kind === 'id' ? alias.value : name, start, [name]);
  }
  const parts = path ? dotted(path) : null;
  if (!parts) return;
  if (alias) return add(alias.value, start, parts);
  // Python binds the first part, Java the last: each name means itself in the other's sense.
  const first = parts[0] ?? '';
  add(first, start, [first]);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && /^[A-Z]/.test(last)) add(last, start, parts);
}

function from({ kids: [path, name, alias], start }: Node, add: Add): void {
  const parts = path ? (dotted(path) ?? [path.value]) : [];
  const what = name ? dotted(name) : null;
  if (what) add(alias?.value ?? what.at(-1) ?? '', start, [...parts, ...what]);
}

function script(node: Node, add: Add): void {
  const source = node.kids.findLast((kid) => kid?.kind === 'str');
  const clause = node.kids.find((kid) => kid?.kind === 'import_clause');
  if (!source || !clause) return;
  const module = source.value.replace(/^node:/, '');
  for (const part of clause.kids) {
    if (part?.kind === 'id') add(part.value, node.start, [module]);
    else if (part?.kind === 'namespace_import') add(part.kids[0]?.value ?? '', node.start, [module]);
    else if (part?.kind === 'named_imports') {
      for (const specifier of part.kids) {
        const [name, alias] = specifier?.kids ?? [];
        if (name) add((alias ?? name).value, node.start, [module, name.value]);
      }
    }
  }
}

/** `const m = require('m')`, `const {f} = require('m')`, `const f = require('m').f`. */
function required({ kids: [left, right], start }: Node, add: Add): void {
  const path = right ? requiredPath(right) : null;
  if (!left || !path) return;
  if (left.kind === 'id') add(left.value, start, path);
  if (left.kind !== 'object') return;
  for (const pair of left.kids) {
    const [key, value] = pair?.kids ?? [];
    if (pair?.kind === 'pair' && key?.kind === 'id' && value?.kind === 'id')
      add(value.value, start, [...path, key.value]);
  }
}

function requiredPath(node: Node): readonly string[] | null {
  const [first, second] = node.kids;
  if (node.kind === 'dot' && first && second?.kind === 'id') {
    const path = requiredPath(first);
    return path && [...path, second.value];
  }
  const [module] = second?.kids ?? [];
  const isRequire =
    node.kind === 'call' && first?.kind === 'id' && first.value === 'require' && module?.kind === 'str';
  return isRequire ? [module.value.replace(/^node:/, '')] : null;
}

/** `a.b.c` as its parts; null for anything else. */
export function dotted(node: Node): readonly string[] | null {
  if (node.kind === 'id') return [node.value];
  const [object, name] = node.kids;
  if (node.kind !== 'dot' || !object || name?.kind !== 'id') return null;
  const parts = dotted(object);
  return parts && [...parts, name.value];
}
