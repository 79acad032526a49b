/** Where a patch may begin a new file: beside files that are there, under a name that is nobody else's on any system. */
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { hidesStandard, isLoadedByName, takesPlaceOf } from './loaded-path.ts';

// What every file system stores as it is given, with no dot, space or dash where one of them minds.
const PLAIN = /^[\w@$([][\w@$()[\]+.-]*(?<!\.)$/;
// Names that Windows keeps for devices, with any extension.
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Why no file may begin there; null when it may. `others` begin with the same patch. */
export async function newPathRefusal(
  path: RepoPath,
  tree: Tree,
  others: readonly RepoPath[],
): Promise<string | null> {
  const shown = displayPath(path);
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (!PLAIN.test(name) || DEVICE.test(name)) return `${shown} is no plain name for a new file`;
  const [folder, folded] = [path.slice(0, slash + 1), fold(path)];
  if (isLoadedByName(folded)) return `${shown} would be loaded for its name or its folder alone`;
  let [hasFolder, isPackage] = [folder === '', false];
  for (const entry of await tree.list()) {
    if (entry.path.startsWith(folder)) hasFolder = true;
    if (entry.path === `${folder}__init__.py`) isPackage = true;
    const other = fold(entry.path);
    if (isOrHolds(other, folded)) return `${shown} is there already, as ${displayPath(entry.path)}`;
    if (takesPlaceOf(folded, other)) return `${shown} could be loaded in place of ${displayPath(entry.path)}`;
  }
  if (!hasFolder) return `${shown} lies in a folder that is not there`;
  if (!isPackage && hidesStandard(folded)) return `${shown} could be loaded in place of a module of Python`;
  return others.some((other) => fold(other) === folded) ? `${shown} is made twice` : null;
}

/** The path itself, or a folder of that name; on some file systems letter case and composition make no other name. */
function isOrHolds(entry: string, path: string): boolean {
  return entry === path || entry.startsWith(`${path}/`);
}

function fold(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
