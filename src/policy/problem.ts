/** What is wrong with a file that people write: all of it at once, each with its place and the nearest right word. */
import { distance } from 'fastest-levenshtein';
import { displayPath, type RepoPath } from '../domain/path.ts';
import { UserError } from '../errors.ts';

export interface Problem {
  readonly line: number;
  readonly column: number;
  /** What is there, and what was expected. */
  readonly said: string;
}

const SHOWN = 10;

/** The error that tells all problems of a file, one line each, in the order of the file. */
export function problemsError(file: string, problems: readonly Problem[]): UserError {
  const name = shown(file);
  // Two alternatives of the schema can both expect the same of one value.
  const once = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  const ordered = [...once.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  const lines = ordered
    .slice(0, SHOWN)
    .map(({ line, column, said }) => `${name}:${line}:${column}: ${shown(said)}`);
  const more = ordered.length > SHOWN ? [`and ${ordered.length - SHOWN} more`] : [];
  const count = ordered.length === 1 ? '1 problem' : `${ordered.length} problems`;
  return new UserError([`${name} is not a valid policy, ${count}:`, ...lines, ...more].join('\n'));
}

/** A value of the file, short enough for a line. */
export function given(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? quoted(value) : String(value);
}

export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}

/** Text of a file without control or invisible characters. */
export function shown(text: string): string {
  return displayPath(text as RepoPath);
}

/** ` Nearest: "threshold".` when a valid word is near enough to be what was meant; empty otherwise. */
export function nearest(word: string, valid: readonly string[]): string {
  const small = word.slice(0, 100).toLowerCase();
  const ranked = valid.map((one) => ({ one, off: distance(small, one.toLowerCase()) }));
  ranked.sort((a, b) => a.off - b.off);
  const best = ranked[0];
  const near = best && best.off <= best.one.length / (best.one.length > 6 ? 3 : 2);
  return near ? ` Nearest: "${best.one}".` : '';
}
