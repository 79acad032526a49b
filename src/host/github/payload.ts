/** The event's payload as hostile data: what does not have the form that GitHub documents is not there. */
import fs from 'node:fs';
import { EnvironmentError } from '../../errors.ts';
import type { Actor } from './occasion.ts';

export type Payload = Readonly<Record<string, unknown>>;
type Path = readonly string[];

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const ZERO = /^0+$/;
/** Longer than GitHub lets a name or an address be. */
const MAX_TEXT = 1_000;

/** Throws EnvironmentError for a file that the runner did not write whole. Without one the payload is empty. */
export function readPayload(env: NodeJS.ProcessEnv): Payload {
  const file = env['GITHUB_EVENT_PATH'];
  if (!file) return {};
  try {
    const read: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof read === 'object' && read !== null ? (read as Payload) : {};
  } catch {
    throw new EnvironmentError(
      'The event payload at GITHUB_EVENT_PATH is not readable JSON: run the job again.',
    );
  }
}

export function valueAt(payload: Payload, path: Path): unknown {
  return path.reduce<unknown>((at, key) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Payload)[key] : undefined;
  }, payload);
}

/** The whole text of a field, of a comment say; empty when there is none. */
export function textAt(payload: Payload, path: Path): string {
  const value = valueAt(payload, path);
  return typeof value === 'string' ? value : '';
}

/** A name: one that is too long to be one is none. */
export function nameAt(payload: Payload, path: Path): string {
  const text = textAt(payload, path);
  return text.length > MAX_TEXT ? '' : text;
}

/** A commit id; null for anything else, the all-zero id of what is not there included. */
export function commitAt(payload: Payload, path: Path): string | null {
  const id = textAt(payload, path);
  return COMMIT.test(id) && !ZERO.test(id) ? id : null;
}

/** The number of a pull request, a comment or a run; null for anything else. */
export function numberAt(payload: Payload, path: Path): number | null {
  const value = valueAt(payload, path);
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null;
}

/** Whoever GitHub says it is. An account that is deleted has no name. */
export function actorAt(payload: Payload, path: Path): Actor {
  return {
    id: numberAt(payload, [...path, 'id']) ?? 0,
    login: nameAt(payload, [...path, 'login']),
    bot: valueAt(payload, [...path, 'type']) === 'Bot',
  };
}
