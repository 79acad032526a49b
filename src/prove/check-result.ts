/** Checks what a judge sent: data from a process that read hostile bytes. The result is made of known keys only. */
import {
  MOST_IN_FLOW,
  type Observation,
  type Place,
  type RelatedPlace,
  type RuleId,
} from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Edit, Patch } from '../domain/proposal.ts';

/** What a judgement may speak of. */
export interface Bounds {
  readonly rules: ReadonlySet<string>;
  /** The paths of the files in scope. */
  readonly paths: ReadonlySet<string>;
  /** Takes the paths that observations name besides: whoever has the tree says whether they are in it. */
  readonly elsewhere: Set<RepoPath>;
}

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

const MAX_TEXT = 20_000;
const MAX_EDIT_TEXT = 5_000_000;
const MAX_RELATED = 1000;
const MAX_NOTES = 10_000;

/** The one throw of this file, caught in it: a value that is not what it should be. */
class Mismatch extends Error {}

/** The observations of one batch. */
export function checkObservations(value: unknown, bounds: Bounds): Checked<Observation[]> {
  return checked(() => array(value, 'observations').map((item) => observation(item, bounds)));
}

/** The files that a judge says it could not judge. */
export function checkFailed(value: unknown, bounds: Bounds): Checked<Map<RepoPath, string>> {
  return checked(() => {
    const pairs = array(value, 'failed').map((pair): [RepoPath, string] => {
      const [path, reason, ...rest] = array(pair, 'failed');
      if (rest.length > 0) throw new Mismatch('failed has more than a path and a reason');
      return [scoped(path, bounds), text(reason, 'reason')];
    });
    return new Map(pairs);
  });
}

/** What people have to know of how it was judged. */
export function checkNotes(value: unknown): Checked<string[]> {
  return checked(() => {
    const notes = array(value, 'notes');
    if (notes.length > MAX_NOTES) throw new Mismatch(`there are ${notes.length} notes`);
    return notes.map((note) => text(note, 'a note'));
  });
}

function checked<T>(read: () => T): Checked<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, problem: error.message };
    throw error;
  }
}

function observation(value: unknown, bounds: Bounds): Observation {
  const fields = record(value, 'an observation', OBSERVATION_KEYS);
  const rule = fields.get('rule');
  if (typeof rule !== 'string' || !bounds.rules.has(rule)) {
    throw new Mismatch(`an observation names the unknown rule ${JSON.stringify(rule)?.slice(0, 100)}`);
  }
  const at = place(fields.get('at'));
  // A change breaks unchanged files too: what it deletes, others import.
  if (!bounds.paths.has(at.path)) bounds.elsewhere.add(at.path);
  return {
    rule: rule as RuleId,
    at,
    message: text(fields.get('message'), 'message'),
    ...optional(fields, 'hint', text),
    ...optional(fields, 'suppressed', text),
    ...optional(fields, 'suppressedByChange', boolean),
    ...optional(fields, 'doubted', boolean),
    ...optional(fields, 'wholeFile', boolean),
    ...optional(fields, 'subject', text),
    ...optional(fields, 'related', related),
    ...optional(fields, 'flow', flow),
    ...optional(fields, 'fix', patch),
  };
}

const OBSERVATION_KEYS = [
  'rule',
  'at',
  'message',
  'hint',
  'suppressed',
  'suppressedByChange',
  'doubted',
  'wholeFile',
  'subject',
  'related',
  'flow',
  'fix',
];
const PLACE_KEYS = ['path', 'line', 'column', 'endLine', 'endColumn'];
const EDIT_KEYS = ['path', 'start', 'end', 'expect', 'replace'];

function optional<K extends string, T>(
  fields: ReadonlyMap<string, unknown>,
  key: K,
  read: (value: unknown, name: string) => T,
): Partial<Record<K, T>> {
  const value = fields.get(key);
  return value === undefined ? {} : ({ [key]: read(value, key) } as Record<K, T>);
}

function place(value: unknown, more: readonly string[] = []): Place {
  const fields = record(value, 'a place', [...PLACE_KEYS, ...more]);
  const [line, column] = [count(fields.get('line'), 1), count(fields.get('column'), 1)];
  const [endLine, endColumn] = [count(fields.get('endLine'), 1), count(fields.get('endColumn'), 1)];
  if (endLine < line || (endLine === line && endColumn < column))
    throw new Mismatch('a place ends before it starts');
  return { path: anyPath(fields.get('path')), line, column, endLine, endColumn };
}

function related(value: unknown): RelatedPlace[] {
  const places = array(value, 'related');
  if (places.length > MAX_RELATED) throw new Mismatch(`an observation has ${places.length} related places`);
  return places.map(noted);
}

function flow(value: unknown): RelatedPlace[] {
  const places = array(value, 'flow');
  if (places.length < 2 || places.length > MOST_IN_FLOW)
    throw new Mismatch(`an observation has a flow of ${places.length} places`);
  return places.map(noted);
}

function noted(item: unknown): RelatedPlace {
  const at = place(item, ['note']);
  return { ...at, note: text((item as { note: unknown }).note, 'note') };
}

function patch(value: unknown): Patch {
  const [first, ...others] = array(value, 'fix').map(edit);
  if (!first) throw new Mismatch('a fix has no edit');
  return [first, ...others];
}

function edit(value: unknown): Edit {
  const fields = record(value, 'an edit', EDIT_KEYS);
  const [start, end] = [count(fields.get('start'), 0), count(fields.get('end'), 0)];
  const expect = string(fields.get('expect'), 'expect', MAX_EDIT_TEXT);
  if (end - start !== expect.length) throw new Mismatch('an edit expects more or less text than it replaces');
  const replace = string(fields.get('replace'), 'replace', MAX_EDIT_TEXT);
  return { path: anyPath(fields.get('path')), start, end, expect, replace };
}

function scoped(value: unknown, { paths }: Bounds): RepoPath {
  const path = anyPath(value);
  if (!paths.has(path))
    throw new Mismatch(`it speaks of ${JSON.stringify(path).slice(0, 200)}, which it was not given`);
  return path;
}

/** A path somewhere in the repository; whether it exists is not for this file to know. */
function anyPath(value: unknown): RepoPath {
  const path = string(value, 'path', MAX_TEXT);
  if (path === '' || path.startsWith('/') || path.includes('\0') || path.split('/').includes('..')) {
    throw new Mismatch(`${JSON.stringify(path).slice(0, 200)} is no path in a repository`);
  }
  return path as RepoPath;
}

function count(value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  const said = typeof value === 'number' ? value : JSON.stringify(value)?.slice(0, 40);
  throw new Mismatch(`${said} is no position in a text`);
}

function text(value: unknown, name: string): string {
  if (value === '') throw new Mismatch(`${name} is empty`);
  return string(value, name, MAX_TEXT);
}

function string(value: unknown, name: string, longest: number): string {
  if (typeof value !== 'string') throw new Mismatch(`${name} is not a text`);
  if (value.length > longest) throw new Mismatch(`${name} has ${value.length} characters`);
  return value;
}

function boolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new Mismatch(`${name} is neither true nor false`);
  return value;
}

function array(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Mismatch(`${name} is not a list`);
  return value;
}

/** The own keys of an object, all of them known; a map, so that no key can reach a prototype. */
function record(value: unknown, name: string, keys: readonly string[]): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Mismatch(`${name} is no object`);
  const fields = new Map(Object.entries(value));
  for (const key of fields.keys()) {
    if (!keys.includes(key))
      throw new Mismatch(`${name} has the unknown key ${JSON.stringify(key).slice(0, 100)}`);
  }
  return fields;
}
