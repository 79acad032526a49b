/** Expressions of Java, and names that have parts. */
import { fieldOf, type Shape } from '../lowerer.ts';
import { codeIn } from '../shapes.ts';

export const invocation: Shape = (raw, low) => {
  const object = fieldOf(raw, 'object');
  const name = fieldOf(raw, 'name');
  const callee =
    object && name
      ? low.make('dot', { start: raw.start, end: name.end }, { kids: [low.one(object), low.one(name)] })
      : low.one(name);
  return low.make('call', raw, { kids: [callee, low.field(raw, 'arguments')] });
};

export const creation: Shape = (raw, low) =>
  low.make('new', raw, {
    kids: [
      low.field(raw, 'type'),
      low.field(raw, 'arguments'),
      low.one(raw.kids.find((kid) => kid.type === 'class_body')),
    ],
  });

export const scoped: Shape = (raw, low) => {
  const [first, ...rest] = codeIn(raw).filter((kid) => !kid.type.includes('annotation'));
  let node = low.one(first);
  for (const kid of rest)
    node = low.make('dot', { start: raw.start, end: kid.end }, { kids: [node, low.one(kid)] });
  return node;
};

export const imported: Shape = (raw, low) => {
  const path = codeIn(raw).find((kid) => kid.type === 'scoped_identifier' || kid.type === 'identifier');
  const star = raw.kids.find((kid) => kid.type === 'asterisk');
  const made = low.one(path);
  const whole =
    star && made
      ? low.make(
          'dot',
          { start: made.start, end: star.end },
          { kids: [made, low.make('id', star, { value: '*' })] },
        )
      : made;
  return low.make('import', raw, { kids: [whole, null] });
};
