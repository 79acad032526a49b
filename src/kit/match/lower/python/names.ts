/** Names of Python that have parts, and what brings them. */
import type { Shape } from '../lowerer.ts';
import { codeIn } from '../shapes.ts';

export const imported: Shape = (raw, low) => {
  const names = raw.kids.filter((kid) => kid.field === 'name');
  return names.map((name) => {
    const at = names.length === 1 ? raw : name;
    const isAliased = name.type === 'aliased_import';
    const path = isAliased ? low.field(name, 'name') : low.one(name);
    return low.make('import', at, { kids: [path, isAliased ? low.field(name, 'alias') : null] });
  });
};

export const importedFrom: Shape = (raw, low) => {
  const path =
    raw.type === 'future_import_statement'
      ? low.make('id', raw, { value: '__future__' })
      : low.field(raw, 'module_name');
  const names = raw.kids.filter((kid) => kid.field === 'name' || kid.type === 'wildcard_import');
  return names.map((name) => {
    const isAliased = name.type === 'aliased_import';
    const what = isAliased ? low.field(name, 'name') : low.one(name);
    const at = names.length === 1 ? raw : { start: raw.start, end: name.end };
    return low.make('importfrom', at, { kids: [path, what, isAliased ? low.field(name, 'alias') : null] });
  });
};

export const dotted: Shape = (raw, low) => {
  const [first, ...rest] = codeIn(raw);
  let node = low.one(first);
  for (const kid of rest) {
    node = low.make('dot', { start: raw.start, end: kid.end }, { kids: [node, low.one(kid)] });
  }
  return node;
};
