/** What a function takes from the module around it, and whether another module gives the same. */
import path from 'node:path';
import type { RepoPath } from '../../../domain/path.ts';
import { KIND } from '../../../kit/clones/tokens.ts';
import type { Outline } from './outline.ts';
import type { Named } from './place.ts';

/** Every name that it takes from around it is the same thing in both modules. */
export function meansTheSame(
  copy: Named,
  original: Named,
  [here, there]: readonly [Outline, Outline],
): boolean {
  return [...namesUsed(copy)].every((name) => {
    if (name === copy.unit.name) return true;
    if (here.bound.has(name)) return false;
    const one = thingOf(name, copy.path, here);
    return (
      one ===
      (there.bound.has(name) ? `${stemOf(original.path)} ${name}` : thingOf(name, original.path, there))
    );
  });
}

/** Which name of which module it is that is imported; null for what is not. */
function thingOf(name: string, file: RepoPath, { imports }: Outline): string | null {
  const imported = imports.get(name);
  if (!imported) return null;
  const { module } = imported;
  const folder = file.replace(/[^/]*$/, '');
  // Python's relative imports are counted in dots: they are equal only where they are written in one folder.
  const target =
    module.startsWith('./') || module.startsWith('../') ? stemOf(joined(folder, module)) : module;
  return `${target.startsWith('.') ? `${folder} ` : ''}${target} ${imported.name}`;
}

function joined(folder: string, module: string): string {
  return path.posix.join('/', folder, module).slice(1);
}

const stemOf = (file: string): string => file.replace(/(?:\/index)?(?:\.d)?(?:\.[cm]?[jt]sx?|\.py)?$/, '');

/** Names in its parameters and its body that are no properties. */
export function namesUsed({ unit, read: { scan, bytes } }: Named): ReadonlySet<string> {
  const { kind, start, end } = scan.tokens;
  const names = new Set<string>();
  for (let at = unit.first; at < unit.end; at++) {
    const isName = [KIND.variable, KIND.type, KIND.call].includes(kind[at] as 2);
    const [from, to] = [start[at] ?? 0, end[at] ?? 0];
    if (isName && bytes[from - 1] !== DOT) names.add(Buffer.from(bytes.subarray(from, to)).toString('utf8'));
  }
  return names;
}

const DOT = 0x2e;

/** The original's module imports the copy's, by whatever path: each would wait for the other. */
export function leadsBack({ path }: Named, there: Outline): boolean {
  const stem = path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const isOurs = (module: string): boolean =>
    (module
      .replace(/\.\w+$/, '')
      .split(/[./]/)
      .at(-1) ?? '') === stem;
  return [...there.imports.values()].some(({ module, name }) => isOurs(module) || name === stem);
}
