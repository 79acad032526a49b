/** JSX: tags, attributes, text. */
import { fieldOf, type Shape } from '../lowerer.ts';
import { codeIn } from '../shapes.ts';

export const element: Shape = (raw, low) => {
  const open = fieldOf(raw, 'open_tag') ?? raw;
  const attributes = open.kids.filter((kid) => kid.field === 'attribute');
  const children =
    raw.type === 'jsx_element' ? codeIn(raw).filter((kid) => !kid.field?.endsWith('_tag')) : [];
  return low.make('jsx', raw, {
    kids: [
      low.field(open, 'name'),
      low.list('attributes', open, attributes),
      low.list('children', raw, children),
    ],
  });
};

export const attribute: Shape = (raw, low) => {
  const [name, value] = codeIn(raw);
  const made = low.one(name);
  if (made?.kind === 'ellipsis' || made?.kind === 'variables') return made;
  return low.make('pair', raw, { kids: [made, low.one(value)] });
};

/** Text between tags: what is only white space says nothing. */
export const jsxText: Shape = (raw, low) => {
  const text = low.source(raw).trim();
  if (text === '') return null;
  const start = raw.start + low.source(raw).indexOf(text);
  return low.leaf('jsxtext', { ...raw, start, end: start + text.length });
};
