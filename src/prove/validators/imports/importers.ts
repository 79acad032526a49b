/** Unchanged files that may import what the change deleted or renamed: found by the bytes of the name. */
import type { Entry } from '../../../domain/tree.ts';
import type { Scope } from '../../../domain/validator.ts';
import { baseOf, directoryOf, stemOf, type Files } from '../../../kit/graph/files.ts';
import { isScript, languageOf } from '../../../kit/syntax/language.ts';
import { appliesTo } from './applies.ts';

export interface Importer {
  readonly entry: Entry;
  /** Whether a specifier may mean one of the deleted files. */
  readonly named: (specifier: string) => boolean;
}

const MAX_IMPORTERS = 2_000;

/** Looks through the sources of the same languages; nothing is read unless the change deletes a source. */
export async function* findImporters(scope: Scope, files: Files): AsyncGenerator<Importer> {
  const deleted = scope.files.filter((file) => file.head === null).map((file) => file.path);
  // Their own judgement, maybe in another shard, says all that is wrong with their imports.
  const judged = scope.changed.filter((file) => appliesTo(file) === true && scope.sees(file.path));
  const changed = new Set(judged.map((file) => file.path));
  let found = 0;
  for (const python of [false, true]) {
    const names = new Set(deleted.filter((path) => isPython(path) === python).map(nameOf));
    if (names.size === 0) continue;
    const named = (specifier: string) =>
      specifier.split(/[/.]/).some((part) => names.has(part)) || isFolder(specifier);
    const needles = [...names].map((name) => Buffer.from(name, 'utf8'));
    for (const entry of files.entries) {
      if (changed.has(entry.path) || !isSource(entry, python) || found >= MAX_IMPORTERS) continue;
      const blob = await scope.head.bytes(entry.oid);
      if (blob.kind !== 'bytes') continue;
      const bytes = Buffer.from(blob.bytes.buffer, blob.bytes.byteOffset, blob.bytes.byteLength);
      if (!needles.some((needle) => bytes.includes(needle))) continue;
      found++;
      yield { entry, named };
    }
  }
}

function isPython(path: Entry['path']): boolean {
  return languageOf(path) === 'python';
}

function isSource({ path, mode }: Entry, python: boolean): boolean {
  if (mode !== 'file' && mode !== 'executable') return false;
  if (/(?:^|\/)(?:node_modules|vendor|dist|site-packages)\//.test(path)) return false;
  return python ? isPython(path) : isScript(languageOf(path));
}

/** What an importer would write: the file's stem, or the directory's name for an index or a package. */
function nameOf(path: string): string {
  const stem = stemOf(path);
  return stem === 'index' || stem === '__init__' ? baseOf(directoryOf(path)) || stem : stem;
}

/** `.` and `..` name an index without naming it. */
function isFolder(specifier: string): boolean {
  return /^[./]*$/.test(specifier);
}
