/** Loops, branches and the like of JavaScript and TypeScript. */
import type { Node } from '../../node.ts';
import { fieldOf, type Shape } from '../lowerer.ts';
import { blockOf } from '../shapes.ts';

export const loop: Shape = (raw, low) => {
  const bodyless = (name: string): Node | null => {
    const part = fieldOf(raw, name);
    return part && part.type !== 'empty_statement' ? low.one(part) : null;
  };
  return low.make('for', raw, {
    kids: [
      bodyless('initializer'),
      bodyless('condition'),
      bodyless('increment'),
      blockOf(low, fieldOf(raw, 'body')),
    ],
  });
};

export const branch: Shape = (raw, low) =>
  low.make('if', raw, {
    kids: [
      low.field(raw, 'condition'),
      blockOf(low, fieldOf(raw, 'consequence')),
      blockOf(low, fieldOf(raw, 'alternative')),
      null,
    ],
  });

export const caseShape: Shape = (raw, low) => {
  const body = raw.kids.filter((kid) => kid.field === 'body');
  const at = { start: body[0]?.start ?? raw.end, end: raw.end };
  return low.make('case', raw, { kids: [low.field(raw, 'value'), low.list('block', at, body)] });
};

export const attempt: Shape = (raw, low) => {
  const handler = fieldOf(raw, 'handler');
  return low.make('try', raw, {
    kids: [
      low.field(raw, 'body'),
      handler ? low.list('handlers', handler, [handler]) : null,
      low.field(raw, 'finalizer'),
      null,
    ],
  });
};
