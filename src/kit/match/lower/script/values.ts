/** Objects, strings and calls of JavaScript and TypeScript. */
import { fieldOf, type Shape } from '../lowerer.ts';
import { template } from '../shapes.ts';

export const pair: Shape = (raw, low) => {
  const key = low.field(raw, 'key');
  const named = key?.kind === 'str' && /^[A-Za-z_$][\w$]*$/.test(key.value) ? { ...key, kind: 'id' } : key;
  return low.make('pair', raw, { kids: [named, low.field(raw, 'value')] });
};

export const shorthand: Shape = (raw, low) => {
  const name = low.leaf('id', raw);
  if (name.kind === 'ellipsis' || name.kind === 'variables') return name;
  return low.make('pair', raw, { kids: [name, { ...name }] });
};

export const templateString: Shape = (raw, low) => {
  const made = template(low, raw, { code: 'template_substitution', quotes: [1, 1] });
  const only = made.kids[0];
  if (made.kids.length === 0) return low.string(raw, '');
  return made.kids.length === 1 && only?.kind === 'text' && only.value !== '...'
    ? low.string(raw, only.value)
    : made;
};

export const call: Shape = (raw, low) => {
  const args = fieldOf(raw, 'arguments');
  const made = low.one(args);
  const list = made && args && made.kind !== 'args' ? low.make('args', args, { kids: [made] }) : made;
  return low.make('call', raw, { kids: [low.field(raw, 'function'), list] });
};

export const creation: Shape = (raw, low) => {
  const args = low.field(raw, 'arguments') ?? low.make('args', { start: raw.end, end: raw.end }, {});
  return low.make('new', raw, { kids: [low.field(raw, 'constructor'), args, null] });
};
