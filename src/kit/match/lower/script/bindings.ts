/** Variables and fields of JavaScript and TypeScript. */
import type { Node } from '../../node.ts';
import { fieldOf, type Lowerer, type Shape } from '../lowerer.ts';
import type { Raw } from '../raw.ts';
import { taken } from './members.ts';

/** `const a = 1, b = 2` is two assignments with a word each. */
export const declaration: Shape = (raw, low) => {
  // `var` in a pattern stands for any of the words.
  const [word] = raw.kids;
  const declarators = raw.kids.filter((kid) => kid.type === 'variable_declarator');
  return declarators.map((kid) => {
    const at = declarators.length === 1 ? raw : kid;
    return bind(low, at, {
      name: fieldOf(kid, 'name'),
      type: fieldOf(kid, 'type'),
      value: fieldOf(kid, 'value'),
      words: word ? [word] : [],
    });
  });
};

interface Binding {
  readonly name: Raw | undefined;
  readonly type: Raw | undefined;
  readonly value: Raw | undefined;
  readonly words: readonly Raw[];
}

export function bind(low: Lowerer, at: Raw, { name, type, value, words }: Binding): Node {
  const left = low.one(name);
  const marks =
    words.length > 0 ? low.make('marks', at, { kids: words.flatMap((word) => wordsFor(low, word)) }) : null;
  if (!value && left?.kind === 'ellipsis') return { ...left, start: at.start, end: at.end };
  if (!value) return low.make('declare', at, { kids: [left, low.one(type), marks] });
  const right = low.one(value);
  return low.make('assign', at, { kids: [taken(low, left, right), right, low.one(type), marks], value: '=' });
}

export const assigned: Shape = (raw, low) => {
  const [left, right] = [low.field(raw, 'left'), low.field(raw, 'right')];
  return low.make('assign', raw, { kids: [taken(low, left, right), right, null, null], value: '=' });
};

function wordsFor(low: Lowerer, raw: Raw): Node[] {
  const word = low.leaf('id', raw);
  return word.value === 'var' ? [word] : [word, { ...word, value: 'var' }];
}

export const field: Shape = (raw, low) =>
  bind(low, raw, {
    name: fieldOf(raw, 'name') ?? fieldOf(raw, 'property'),
    type: fieldOf(raw, 'type'),
    value: fieldOf(raw, 'value'),
    words: [],
  });
