/** Expressions of Python. */
import { fieldOf, type Shape } from '../lowerer.ts';
import { codeIn, template } from '../shapes.ts';

export const call: Shape = (raw, low) => {
  const args = fieldOf(raw, 'arguments');
  const made = low.one(args);
  const list = made && args && made.kind !== 'args' ? low.make('args', args, { kids: [made] }) : made;
  return low.make('call', raw, { kids: [low.field(raw, 'function'), list] });
};

export const index: Shape = (raw, low) => {
  const keys = raw.kids.filter((kid) => kid.field === 'subscript');
  const made = keys.flatMap((key) => low.all(key));
  const key = made.length === 1 ? (made[0] ?? null) : low.make('tuple', raw, { kids: made });
  return low.make('index', raw, { kids: [low.field(raw, 'value'), key] });
};

export const comparison: Shape = (raw, low) => {
  const kids = codeIn(raw).flatMap((kid) => low.all(kid));
  const words = raw.kids.filter((kid) => !kid.named).map((kid) => low.source(kid).replace(/\s+/g, ' '));
  const value = words.join(' ').replace('not in', 'not-in').replace('is not', 'is-not');
  return low.make(kids.length === 2 ? 'binary' : 'comparison', raw, { kids, value });
};

export const conditional: Shape = (raw, low) => {
  const [then, condition, otherwise] = codeIn(raw);
  return low.make('cond', raw, { kids: [low.one(condition), low.one(then), low.one(otherwise)] });
};

export const string: Shape = (raw, low) => {
  const open = raw.kids.find((kid) => kid.type === 'string_start');
  const close = raw.kids.find((kid) => kid.type === 'string_end');
  const quotes = [open ? open.end - open.start : 1, close ? close.end - close.start : 0] as const;
  if (open && /f/i.test(low.source(open))) return template(low, raw, { code: 'interpolation', quotes });
  return low.string(raw, low.text.slice(raw.start + quotes[0], raw.end - quotes[1]));
};

export const splat: Shape = (raw, low) => {
  const inner = low.one(codeIn(raw)[0]);
  if (inner?.kind === 'ellipsis' || inner?.kind === 'variables') return inner;
  return low.make('spread', raw, { kids: [inner], value: low.text[raw.start + 1] === '*' ? '**' : '*' });
};
