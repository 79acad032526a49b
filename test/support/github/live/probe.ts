/**
 * Questions to a GitHub, each with the answer that the local one gives: `scripts/live-check.ts` puts them to
 * github.com, a test to the local server, so that neither can drift from the table of behaviours.
 */
import { gzipSync } from 'node:zlib';
import { BEHAVIOURS, type BehaviourId } from '../behaviours.ts';

export interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where the questions go: an open pull request of a repository that may be written to. */
export interface Place {
  /** `METHOD /path`, `{repo}` standing for `/repos/owner/name`. A text is sent as it is. */
  ask(line: string, body?: unknown, headers?: Readonly<Record<string, string | null>>): Promise<Said>;
  readonly pull: number;
  readonly head: string;
  /** A file of the diff and a line of it that was added. */
  readonly path: string;
  readonly line: number;
  /** The workflow run that asks; null outside of one. */
  readonly run: number | null;
}

export type Outcome =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'differs'; readonly seen: string }
  | { readonly kind: 'skipped'; readonly why: string };

export interface Probe {
  readonly row: BehaviourId;
  /** What is asked, for a person. */
  readonly asks: string;
  readonly run: (place: Place) => Promise<Outcome>;
}

const agrees: Outcome = { kind: 'agrees' };
const short = (value: unknown): string => JSON.stringify(value).slice(0, 300);
export const outcome = (fine: boolean, seen: unknown): Outcome =>
  fine ? agrees : { kind: 'differs', seen: short(seen) };

export interface Asked {
  readonly line: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** A part of the details of a 422. */
  readonly detail?: string;
}

/** A request that is refused with the status and the words of the row. */
export function refusal(row: BehaviourId, asks: string, make: (place: Place) => Asked): Probe {
  const run = async (place: Place): Promise<Outcome> => {
    const { line, body, headers, detail = '' } = make(place);
    const said = await place.ask(line, body, headers);
    const { status, message = '' } = BEHAVIOURS[row];
    const [begin = ''] = message.split('{');
    const words = String(said.body['message'] ?? '').startsWith(begin);
    const details = JSON.stringify(said.body['errors'] ?? '').includes(detail);
    return outcome(said.status === status && words && details, { status: said.status, ...said.body });
  };
  return { row, asks, run };
}

export const NAME = 'Gatewright live check';
export const NOWHERE = 'f'.repeat(40);
export const mark = { start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' };

export const check = (place: Place, more: object): Asked => ({
  line: 'POST {repo}/check-runs',
  body: { name: NAME, head_sha: place.head, status: 'completed', conclusion: 'neutral', ...more },
});
export const output = (more: object): object => ({ output: { title: 't', summary: 's', ...more } });
export const comment =
  (body: string) =>
  (place: Place): Asked => ({ line: `POST {repo}/issues/${place.pull}/comments`, body: { body } });
export const review = (place: Place, more: object): Asked => ({
  line: `POST {repo}/pulls/${place.pull}/reviews`,
  body: { commit_id: place.head, event: 'COMMENT', ...more },
});
export const anchored = (place: Place, more: object): object => ({
  comments: [{ path: place.path, line: place.line, side: 'RIGHT', body: NAME, ...more }],
});
const packed = (log: object): string =>
  gzipSync(JSON.stringify({ version: '2.1.0', runs: [], ...log })).toString('base64');
export const upload = (place: Place, more: object): Asked => ({
  line: 'POST {repo}/code-scanning/sarifs',
  body: { commit_sha: place.head, ref: `refs/pull/${place.pull}/head`, sarif: packed({}), ...more },
});

export const OUTSIDE = 1_000_000;

export const countOf = ({ body }: Said): number => (Array.isArray(body) ? body.length : -1);
