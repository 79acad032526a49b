/** What a judge process and its parent say to each other: kinds of frames, their headers, and batching. */
import type { ChangedFile } from '../domain/change.ts';
import type { RepoPath } from '../domain/path.ts';
import type { RuleFileText } from '../domain/policy.ts';
import type { Sighted } from '../domain/sighting.ts';
import type { Entry } from '../domain/tree.ts';
import type { Sight } from './scope.ts';

/** Parent to child. */
export const HELLO = 1;
export const FILES = 2;
export const JUDGE = 3;
export const REPLY = 4;

/** Child to parent. */
export const ASK = 16;
export const AT = 17;
export const FOUND = 18;
export const DONE = 19;
export const FAULT = 20;
/** It was dismissed and has done all it had to do: only Node's own end is left. */
export const PARTED = 21;
/** It was dismissed, and the cache folder does not serve it: two words, never a sentence that it made up. */
export const TROUBLE = 22;

/** The first frame: where facts may be kept. Its payload is the key that signs them. */
export interface Hello {
  readonly cacheDir: string | null;
}

/** A batch of changed files; the payload is a JSON array of {@link WireFile}. */
export interface FilesHeader {
  readonly judgement: number;
}

/** A changed file, and whether the validator applies to it. */
export type WireFile = readonly [applies: boolean, file: ChangedFile];

/**
 * Starts a judgement of the files sent so far. Trees are numbered: the same number is the same tree. The payload is the
 * JSON of {@link Besides}, for a validator that takes rules.
 */
export interface JudgeHeader {
  readonly judgement: number;
  readonly base: number;
  readonly head: number;
  readonly sight: Sight;
  readonly gated?: boolean;
}

/** What a judgement goes by besides trees and files. */
export interface Besides {
  readonly rules: readonly RuleFileText[];
  readonly sightings?: readonly (readonly [RepoPath, Sighted])[] | undefined;
}

/** `bytes` wants the blob `oid`, `list` every entry of the tree. */
export type Ask =
  | { readonly id: number; readonly tree: number; readonly what: 'list' }
  | { readonly id: number; readonly tree: number; readonly what: 'bytes'; readonly oid: string };

/**
 * Answers an {@link Ask}: `entries` as git writes them, or as JSON arrays of {@link WireAlteration} what differs from the list
 * of the tree `since`, which belongs to the same judgement; these come in batches, the last without `more`.
 */
export type Reply =
  | { readonly id: number; readonly kind: 'entries' }
  | { readonly id: number; readonly kind: 'altered'; readonly since: number; readonly more: boolean }
  | { readonly id: number; readonly kind: 'bytes' }
  | { readonly id: number; readonly kind: 'too-large'; readonly size: number }
  | { readonly id: number; readonly kind: 'unreadable'; readonly reason: string };

/** What a path is in a tree; null when it is nothing there. */
export type WireAlteration = readonly [path: RepoPath, entry: Entry | null];

/** Ends a judgement: the numbers must match what was sent. The payload is a JSON array of `[path, reason]`. */
export interface DoneHeader {
  readonly judgement: number;
  readonly observations: number;
  readonly failed: number;
  readonly notes: readonly string[];
}

/** How many blobs a judge may ask for at a time, so that no process holds them all. */
export const ASKS_AT_ONCE = 16;

const BATCH_CHARS = 500_000;

/** JSON arrays of about a megabyte at most, each parsed and let go before the next arrives. */
export function* batches(items: Iterable<unknown>): Generator<{ json: Buffer; count: number }> {
  let parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const json = JSON.stringify(item);
    if (length + json.length > BATCH_CHARS && parts.length > 0) {
      yield { json: Buffer.from(`[${parts.join()}]`), count: parts.length };
      parts = [];
      length = 0;
    }
    parts.push(json);
    length += json.length;
  }
  if (parts.length > 0) yield { json: Buffer.from(`[${parts.join()}]`), count: parts.length };
}
