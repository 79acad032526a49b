/** What branches, repeats and catches in Java. */
import { fieldOf, type Shape } from '../lowerer.ts';
import { blockOf, codeIn } from '../shapes.ts';
import { marksOf } from './definitions.ts';

export const loop: Shape = (raw, low) =>
  low.make('for', raw, {
    kids: [
      low.field(raw, 'init'),
      low.field(raw, 'condition'),
      low.field(raw, 'update'),
      blockOf(low, fieldOf(raw, 'body')),
    ],
  });

export const branch: Shape = (raw, low) =>
  low.make('if', raw, {
    kids: [
      low.field(raw, 'condition'),
      blockOf(low, fieldOf(raw, 'consequence')),
      blockOf(low, fieldOf(raw, 'alternative')),
      null,
    ],
  });

export const attempt: Shape = (raw, low) => {
  const handlers = raw.kids.filter((kid) => kid.type === 'catch_clause');
  const last = raw.kids.find((kid) => kid.type === 'finally_clause');
  return low.make('try', raw, {
    kids: [
      low.field(raw, 'body'),
      handlers.length > 0 ? low.list('handlers', raw, handlers) : null,
      last ? low.one(codeIn(last)[0]) : null,
      low.field(raw, 'resources'),
    ],
  });
};

export const handler: Shape = (raw, low) => {
  const caught = raw.kids.find((kid) => kid.type === 'catch_formal_parameter');
  const types = caught?.kids.find((kid) => kid.type === 'catch_type');
  return low.make('catch', raw, {
    kids: [
      types ? low.one(codeIn(types)[0]) : null,
      caught ? low.field(caught, 'name') : null,
      low.field(raw, 'body'),
    ],
  });
};

export const resource: Shape = (raw, low) => {
  const value = low.field(raw, 'value');
  if (!value) return low.one(codeIn(raw)[0]);
  return low.make('assign', raw, {
    kids: [low.field(raw, 'name'), value, low.field(raw, 'type'), marksOf(raw, low)],
    value: '=',
  });
};

export const group: Shape = (raw, low) => {
  const label = raw.kids.find((kid) => kid.type === 'switch_label');
  const body = codeIn(raw).filter((kid) => kid.type !== 'switch_label');
  const at = { start: body[0]?.start ?? raw.end, end: raw.end };
  return low.make('case', raw, {
    kids: [label ? low.one(codeIn(label)[0]) : null, low.list('block', at, body)],
  });
};
