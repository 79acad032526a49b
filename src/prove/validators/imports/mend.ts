/** Corrections of an import: the one specifier that is certainly meant, or the nearest names as a hint. */
import { baseOf, directoryOf, join, relativePath, type Files } from '../../../kit/graph/files.ts';
import type { ImportKind } from '../../../kit/syntax/facts.ts';
import { shown, type Fault } from './fault.ts';
import { difference, meant, nearest } from '../../../kit/graph/nearest.ts';

export interface Correction {
  readonly replacement?: string;
  readonly hint?: string;
}

const SCRIPT = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** For a relative path that names no file: the only file that is meant, written as the path was. */
export function mendPath(files: Files, from: string, specifier: string): Correction {
  const target = join(directoryOf(from), specifier);
  if (target === null || specifier.length > MAX_SPECIFIER) return {};
  const folder = directoryOf(target);
  const wanted = stemLike(target);
  const here = [...files.names(folder)].filter(
    (name) => name !== baseOf(from) || folder !== directoryOf(from),
  );
  const close = here.filter(
    (name) => difference(stemLike(name), wanted) <= 1 && !/\.(?:test|spec)\./.test(name),
  );
  const elsewhere = close.length > 0 ? [] : files.stemmed(wanted).filter((path) => isLike(path, target));
  const found = close.length > 0 ? close.map((name) => join(folder, name) ?? name) : elsewhere;
  const [only] = found;
  if (only !== undefined && found.length === 1 && wanted.length > 2) {
    const replacement = writtenLike(relativePath(directoryOf(from), only), specifier, files.isFile(only));
    return replacement === specifier ? {} : { replacement };
  }
  return hintOf(found.length > 0 ? found.slice(0, 3) : nearest(wanted, here.map(stemLike)));
}

/** For a module that is not a part of a Python package: the only other one that is meant. */
export function mendModule(files: Files, specifier: string, target: string): Correction {
  const names = [...files.names(directoryOf(target))]
    .filter((name) => /\.pyi?$/.test(name) || files.isDirectory(join(directoryOf(target), name) ?? ''))
    .map((name) => name.replace(/\.pyi?$/, ''))
    .filter((name) => /^[a-zA-Z]\w*$/.test(name));
  const last = baseOf(target);
  const answer = specifier.endsWith(last) && last.length > 3 ? meant(last, names) : null;
  if (answer === null || difference(answer, last) > 1) return hintOf(nearest(last, names));
  return { replacement: specifier.slice(0, specifier.length - last.length) + answer };
}

/** For a name that should be one of a list: built-in modules, declared packages. */
export function mendName(wrong: string, names: Iterable<string>): Correction {
  const known = [...names];
  const answer = meant(wrong, known);
  return answer === null ? hintOf(nearest(wrong, known)) : { replacement: answer };
}

/** For a name that a module does not give: what the code calls it stays. Only `import` and `export` write it with `as`. */
export function mendExport(
  { imported, local }: { readonly imported: string; readonly local: string },
  names: Iterable<string>,
  kind: ImportKind,
): Correction {
  const { replacement: real, hint } = mendName(imported, names);
  if (real === undefined) return { hint };
  if (local !== imported) return { replacement: real };
  const renames = kind === 'static' || kind === 'type' || kind === 're-export';
  return renames ? { replacement: `${real} as ${imported}` } : { hint: `Nearest names: ${real}.` };
}

/** A correction as a fault has it: a replacement where it can stand, and otherwise as a hint. */
export function told({ replacement, hint }: Correction, plain: boolean): Pick<Fault, 'hint' | 'replacement'> {
  if (replacement !== undefined && plain) return { replacement };
  const said = hint ?? (replacement === undefined ? undefined : `Nearest names: ${replacement}.`);
  return said === undefined ? {} : { hint: shown(said) };
}

const MAX_SPECIFIER = 1000;

function hintOf(names: readonly string[]): Correction {
  return names.length === 0 ? {} : { hint: `Nearest names: ${names.join(', ')}.` };
}

function stemLike(path: string): string {
  return baseOf(path).replace(SCRIPT, '');
}

function isLike(path: string, target: string): boolean {
  return stemLike(path) === stemLike(target) && SCRIPT.test(path) && !path.includes('node_modules/');
}

/** With an extension where the wrong path had one (TypeScript writes `.js` for `.ts`), otherwise without. */
function writtenLike(path: string, specifier: string, isFile: boolean): string {
  const extension = /\.[cm]?[jt]sx?$/.exec(specifier)?.[0];
  if (!isFile || !SCRIPT.test(path)) return path;
  const bare = path.replace(SCRIPT, '');
  if (extension === undefined) return bare;
  const own = SCRIPT.exec(path)?.[0] ?? '';
  return bare + (extension.includes('j') ? own.replace('.d', '').replace('t', 'j').replace('x', '') : own);
}
