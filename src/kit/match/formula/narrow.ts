/** Brings what conditions say of a variable to the patterns that bind it. */
import type { Limit } from '../pattern/limit.ts';
import type { Variable } from '../rule.ts';
import type { Ready } from './formula.ts';
import type { Workshop } from './workshop.ts';

export interface Demand {
  readonly variable: Variable;
  readonly limit: Limit;
}

/** The same parts; the condition itself still has to be asked. */
export function narrowed(
  of: readonly Ready[],
  { variable, limit }: Demand,
  workshop: Workshop,
): readonly Ready[] {
  // What one pattern holds with its quotes another may hold without them.
  const isText = of.some((part) => mentions(part, `"${variable}`));
  if (isText && of.some((part) => mentions(part, variable))) return of;
  const name = isText ? `"${variable}` : variable;
  const narrow = (part: Ready): Ready => {
    switch (part.kind) {
      case 'pattern':
        return part.pattern.variables.includes(name)
          ? { kind: 'pattern', pattern: workshop.limited(part.pattern, variable, limit) }
          : part;
      case 'any':
      case 'all':
        return { ...part, of: part.of.map(narrow) };
      case 'inside':
      case 'not':
        return { ...part, of: narrow(part.of) };
      default:
        return part;
    }
  };
  return of.map(narrow);
}

/** Whether a place that the part finds may bind the variable so. */
function mentions(part: Ready, name: string): boolean {
  switch (part.kind) {
    case 'pattern':
      return part.pattern.variables.includes(name);
    case 'any':
    case 'all':
      return part.of.some((inner) => mentions(inner, name));
    case 'generic':
    case 'regex':
      return true;
    default:
      return mentions(part.of, name);
  }
}
