/** Files written for another place: an index that a generator wrote for the layout that the build makes. */
import type { Tree } from '../../../domain/tree.ts';
import { Files } from '../../../kit/graph/files.ts';
import { ScriptGraph } from '../../../kit/graph/javascript/resolve.ts';
import type { Fault } from './fault.ts';
import type { Source } from './source.ts';

/** Nobody invents or forgets so many files at once. */
const MANY = 20;

/** The faults, less certain where every one of many relative imports leads nowhere, now and in the base. */
export async function weighPlace(source: Source, faults: readonly Fault[], base: Tree): Promise<Fault[]> {
  const lost = faults.filter(({ rule }) => rule === 'imports/missing-file');
  if (lost.length < MANY) return [...faults];
  const starts = new Set(lost.map(({ span }) => span.start));
  const relative = source.facts.imports.filter(({ specifier }) => /^\.\.?(?:\/|$)/.test(specifier));
  if (relative.some(({ start }) => !starts.has(start))) return [...faults];
  const specifiers = new Set(relative.map(({ specifier }) => specifier));
  if (specifiers.size < MANY || (await resolvedBefore(source, specifiers, base))) return [...faults];
  return faults.map((fault) =>
    lost.includes(fault) ? { ...fault, rule: 'imports/likely-missing-file' } : fault,
  );
}

async function resolvedBefore(
  { path }: Source,
  specifiers: ReadonlySet<string>,
  base: Tree,
): Promise<boolean> {
  const graph = new ScriptGraph(await Files.of(base));
  for (const specifier of specifiers) {
    const { kind } = await graph.resolve({ from: path, specifier, types: false });
    if (kind === 'found') return true;
  }
  return false;
}
