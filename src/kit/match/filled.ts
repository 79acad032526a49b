/** A template with its metavariables written out. */
import type { Match } from './match.ts';

const METAVARIABLE = /\$(?:(?:\.\.\.)?[A-Z_][A-Z0-9_]*|\d+)/g;

/** Names that stand for nothing stay as they are. */
export function filled(template: string, { bindings }: Pick<Match, 'bindings'>): string {
  return template.replace(METAVARIABLE, (name) => bindings.get(name)?.text ?? name);
}

/** More of a value hides what a sentence says of it. */
const SHOWN = 80;
/** Units of a sentence that anybody reads, whatever a value repeats. */
const MOST = 2000;

/** A sentence about a match, on one line. */
export function sentenceOf(template: string, { bindings }: Pick<Match, 'bindings'>): string {
  const said = template.slice(0, MOST).replace(METAVARIABLE, (name) => {
    const value = bindings.get(name)?.text.replace(/\s+/g, ' ').trim();
    if (value === undefined) return name;
    return value.length > SHOWN ? `${value.slice(0, SHOWN - 1)}…` : value;
  });
  return said.slice(0, MOST).replace(/\s+/g, ' ').trim();
}
