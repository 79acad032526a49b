/** What a condition says of variables: where it holds, they can only be one of a few safe values. */
import type { Node } from '../node.ts';
import { called } from './checked.ts';
import { compared } from './compared.ts';
import { among, NOTHING, safe, type All, type Asked } from './told.ts';

const MAX_DEPTH = 30;

/** What is known where the condition is true, or where it is not. */
export function toldBy(condition: Node | null, holds: boolean, asked: Asked): All {
  if (!condition || asked.depth > MAX_DEPTH) return NOTHING;
  const { kind, value, kids } = condition;
  const [left = null, right = null] = kids;
  const again = (node: Node | null, isTrue: boolean): All =>
    toldBy(node, isTrue, { ...asked, depth: asked.depth + 1 });
  if (holds && asked.isVouched(condition)) return vouched(condition, asked);
  if (kind === 'unary' && (value === '!' || value === 'not')) return again(left, !holds);
  const isAnd = value === '&&' || value === 'and';
  if (kind === 'binary' && (isAnd || value === '||' || value === 'or')) {
    const both = [again(left, holds), again(right, holds)] as const;
    return isAnd === holds ? new Map([...both[0], ...both[1]]) : common(both);
  }
  if (kind === 'binary') return compared(condition, holds, asked);
  if (kind === 'call') return called(condition, holds, asked);
  if (kind === 'id') return meant(condition, holds, asked);
  return NOTHING;
}

/** What both say. */
function common([a, b]: readonly [All, All]): All {
  return new Map(
    [...a].flatMap(([key, told]) =>
      b.has(key)
        ? [[key, { ...told, constant: told.constant === b.get(key)?.constant ? told.constant : undefined }]]
        : [],
    ),
  );
}

/** A name that holds what a condition said, or whether a table has a key. */
function meant(node: Node, holds: boolean, asked: Asked): All {
  const binding = asked.facts.definitionOf(node);
  if (!binding) return NOTHING;
  if (binding.value) return toldBy(binding.value, holds, { ...asked, depth: asked.depth + 1 });
  const [left, right] = binding.at.kids;
  const isSecond = left?.kind === 'tuple' && left.kids[1]?.value === node.value;
  return holds && isSecond && right?.kind === 'index' ? among(right.kids[1], right.kids[0], asked) : NOTHING;
}

/** All that a vouched condition is about. */
function vouched({ kids }: Node, asked: Asked): All {
  const subjects = kids.flatMap((kid) =>
    kid?.kind === 'args' ? kid.kids : kid?.kind === 'dot' ? kid.kids.slice(0, 1) : [kid],
  );
  return new Map(subjects.flatMap((subject) => [...safe(subject, asked)]));
}
