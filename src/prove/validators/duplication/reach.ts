/** How code in one file reaches a function of another one, where that is simple to say. */
import { repoPath, type RepoPath } from '../../../domain/path.ts';
import { nameOf, pathOf, type Named } from './place.ts';
import { code } from './words.ts';

const MAX_IMPORT = 200;

/** One sentence: call the original, and how it is imported; or what stands in the way. */
export function howToCall(copy: Named, original: Named): string {
  const name = nameOf(original);
  if (original.unit.name === '') return 'Give it a name and call it in both places.';
  if (copy.path === original.path) return `Call ${name} instead.`;
  // Whether a method needs its object is not known here.
  if (original.unit.owner !== '') return `Call ${name} instead, or move it to where both can call it.`;
  if (!original.unit.exported) return `Make ${name} reachable from outside ${pathOf(original)} and call it.`;
  const how = importOf(copy, original);
  return how === null ? `Call ${name} instead.` : `Call ${name} instead: ${code(how, MAX_IMPORT)}.`;
}

/** Null where there is nothing to import, or no simple way to say it. */
function importOf(copy: Named, original: Named): string | null {
  const { name } = original.unit;
  switch (original.language) {
    case 'script':
      return `import { ${name} } from '${relative(copy.path, original.path)}'`;
    case 'python':
      return `from ${moduleOf(original.path)} import ${name}`;
    // Whatever Java has belongs to a class.
    case 'java':
      return null;
    case 'go':
      return folderOf(copy.path) === folderOf(original.path)
        ? null
        : `${lastOf(folderOf(original.path))}.${name}`;
  }
}

/** `../ids` from `src/a/b.ts` to `src/ids.ts`. */
function relative(from: RepoPath, to: RepoPath): string {
  const [here, there] = [folderOf(from).split('/'), to.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '').split('/')];
  if (here[0] === '') here.shift();
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const up = here.slice(same).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...there.slice(same)].join('/');
}

function moduleOf(path: RepoPath): string {
  return path
    .replace(/(?:\/__init__)?\.pyw?$/, '')
    .replace(/^src\//, '')
    .replaceAll('/', '.');
}

const folderOf = (path: RepoPath): RepoPath => repoPath(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
const lastOf = (path: RepoPath): string => path.slice(path.lastIndexOf('/') + 1);
