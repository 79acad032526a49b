/** One request on the wire: sent once, with a time limit for every wait and a bound on what is read. */
import type { Times } from './times.ts';

/** What one answer may weigh when it is unpacked: a page of the hundred longest comments has 26 MB. */
const MOST_BYTES = 32_000_000;

export interface Message {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type Reply =
  | { readonly kind: 'reply'; readonly status: number; readonly headers: Headers; readonly body: string }
  /** `why` continues a sentence; `sent` unless it is certain that no byte of the request arrived. */
  | { readonly kind: 'broken'; readonly why: string; readonly sent: boolean };

export interface Limits {
  readonly times: Times;
  /** Milliseconds that the run has left. */
  readonly left: number;
  readonly signal: AbortSignal;
}

/** Never throws, and never takes longer than the limits; a body that is cut off, too large or not UTF-8 is `broken`. */
export async function exchange(message: Message, { times, left, signal }: Limits): Promise<Reply> {
  const watch = openWatch(signal);
  watch.during(Math.min(times.whole, left), 'the exchange took too long', 'whole');
  watch.during(message.body === undefined ? times.answer : times.upload, 'no answer came in time');
  try {
    // A redirect is an answer like any other: whoever follows one decides where a token may go.
    const response = await fetch(message.url, { ...message, redirect: 'manual', signal: watch.signal });
    const body = await readBody(response, () => watch.during(times.idle, 'the answer stopped midway'));
    if (typeof body !== 'string') return { kind: 'broken', why: body.why, sent: true };
    return { kind: 'reply', status: response.status, headers: response.headers, body };
  } catch (error) {
    return { kind: 'broken', ...(watch.why() ?? explain(error)) };
  } finally {
    watch.close();
  }
}

async function readBody(response: Response, onPiece: () => void): Promise<string | { why: string }> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  onPiece();
  for await (const piece of response.body ?? []) {
    onPiece();
    pieces.push(piece);
    bytes += piece.length;
    // Leaving the loop closes the connection.
    if (bytes > MOST_BYTES) return { why: `the answer is larger than ${MOST_BYTES / 1e6} MB` };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    return { why: 'the answer is not UTF-8' };
  }
}

type Slot = 'whole' | 'next';

/** Aborts its signal when a wait is over or the run is cancelled, and remembers why. */
function openWatch(run: AbortSignal) {
  const abort = new AbortController();
  const timers = new Map<Slot, NodeJS.Timeout>();
  let why: string | null = null;
  const end = (reason: string) => {
    why ??= reason;
    abort.abort();
  };
  const cancel = () => end('the run was cancelled');
  run.addEventListener('abort', cancel);
  if (run.aborted) cancel();
  return {
    signal: abort.signal,
    why: () => (why === null ? null : { why, sent: true }),
    /** Begins a wait, and ends the one before it in the same slot. */
    during(milliseconds: number, reason: string, slot: Slot = 'next') {
      clearTimeout(timers.get(slot));
      timers.set(slot, setTimeout(end, Math.max(0, milliseconds), reason));
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      run.removeEventListener('abort', cancel);
    },
  };
}

/** Failures before a connection stands: the name is not known, nobody listens, or no route leads there. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Node's fetch throws a TypeError whose cause has the code; its text may quote the request, so it is not used. */
function explain(error: unknown): { why: string; sent: boolean } {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!/^[A-Z][A-Z_\d]{2,60}$/.test(code)) return { why: 'the connection broke', sent: true };
  const sent = !UNSENT.has(code);
  return { why: `${sent ? 'the connection broke' : 'there was no connection'} (${code})`, sent };
}
