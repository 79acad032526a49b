/** What a change adds without a test, and where a test of it would be. */
import type { RepoPath } from '../../../../domain/path.ts';
import { isTest } from '../../../../kit/protected-path.ts';
import { sourceOf } from '../../source-of.ts';
import type { Scene } from '../../task.ts';
import { functionsAdded, type AddedFunction } from './added.ts';
import { readNaming, type TestPlace } from './naming.ts';

export interface Untested {
  readonly source: RepoPath;
  readonly functions: readonly [AddedFunction, ...AddedFunction[]];
  readonly place: TestPlace;
}

/** Functions that neither a test of the change names, nor the test that they belong in. */
export async function untestedIn({ change, protection }: Scene): Promise<Untested[]> {
  const sources = change.files.filter(({ path }) => protection(path) === null && !isTest(path));
  const some: { readonly source: RepoPath; readonly functions: readonly AddedFunction[] }[] = [];
  // One after another: a change can be as large as the repository, and each file is read twice.
  for (const file of sources) {
    const functions = await functionsAdded(file, change);
    if (functions.length > 0) some.push({ source: file.path, functions });
  }
  if (some.length === 0) return [];
  const paths = (await change.head.list()).filter(({ mode }) => mode === 'file').map(({ path }) => path);
  const read = async (path: RepoPath) => words((await sourceOf(change.head, path)) ?? '');
  const changedTests = change.files.filter(({ path, head }) => head !== null && isTest(path));
  const told = new Set((await Promise.all(changedTests.map(({ path }) => read(path)))).flat());
  const placesFor = readNaming(paths);
  const isOpen = ({ path, sample }: TestPlace) => protection(path) === null && protection(sample) === null;
  const untested = some.map(async ({ source, functions }) => {
    const place = placesFor(source).find((one) => mayHold(one) && isOpen(one));
    if (!place) return [];
    const names = new Set(await read(place.path));
    const [first, ...rest] = functions.filter(({ name }) => !told.has(name) && !names.has(name));
    return first ? [{ source, functions: [first, ...rest] as const, place }] : [];
  });
  return (await Promise.all(untested)).flat();
}

/** A test of Java lies within its class, so none can be added at the end of a file. */
function mayHold({ path, sample }: TestPlace): boolean {
  return isTest(path) && !(path === sample && path.endsWith('.java'));
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
