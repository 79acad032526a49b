/** The functions that a change adds to a file and that other code can reach: what a test would be about. */
import { countWithin, type Change, type ChangedFile } from '../../../../domain/change.ts';
import type { Entry, Tree } from '../../../../domain/tree.ts';
import { cloneLanguageOf } from '../../../../kit/clones/language.ts';
import { scan } from '../../../../kit/clones/scan.ts';
import type { CloneLanguage, Unit } from '../../../../kit/clones/tokens.ts';

export interface AddedFunction {
  readonly name: string;
  /** The class or receiver; empty when it stands alone. */
  readonly owner: string;
  /** 1-based, both inclusive. */
  readonly line: number;
  readonly endLine: number;
}

/** Less has nothing in it that could be wrong. */
const LEAST_LINES = 3;
/** A function of which less is new was edited, and whoever wrote it has tests for it or has not. */
const NEW = 0.8;

/** In the order of their lines; none for a language that no scanner reads. */
export async function functionsAdded(file: ChangedFile, change: Change): Promise<AddedFunction[]> {
  const language = cloneLanguageOf(file.path);
  if (!language || file.hunks.length === 0 || file.exempt !== null) return [];
  const [now, before] = await Promise.all([
    unitsOf(change.head, file.head, language),
    unitsOf(change.base, file.base, language),
  ]);
  const known = new Set(before.map(nameOf));
  return now
    .filter((unit) => isReachable(unit) && isNew(unit, file) && !known.has(nameOf(unit)))
    .map(({ name, owner, startLine, endLine }) => ({ name, owner, line: startLine, endLine }));
}

async function unitsOf(tree: Tree, entry: Entry | null, language: CloneLanguage): Promise<readonly Unit[]> {
  const blob = entry && (await tree.bytes(entry.oid));
  return blob?.kind === 'bytes' ? scan(blob.bytes, language).units : [];
}

/** By its name, and not a function that only holds values. */
function isReachable({ name, exported, holder }: Unit): boolean {
  return name !== '' && exported && !holder;
}

function isNew({ startLine, endLine }: Unit, { hunks }: ChangedFile): boolean {
  const lines = endLine - startLine + 1;
  return lines >= LEAST_LINES && countWithin(hunks, startLine, endLine) >= NEW * lines;
}

const nameOf = ({ owner, name }: Unit): string => `${owner}.${name}`;
