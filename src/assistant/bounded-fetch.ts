/** `fetch` as the SDK may use it: no redirect, no body without end, no page for a reply, no word about the machine. */

/** A reply of the most tokens that we ask for is below a tenth of this, events and all. */
const MAX_BODY_BYTES = 4_000_000;

/** Why a body was not read on. */
export class Breach extends Error {
  readonly failure: 'too-large' | 'malformed';

  constructor(failure: Breach['failure']) {
    super(failure);
    this.failure = failure;
  }
}

/** A redirect is an error: the key goes to the address that it was given for and to no other. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, headers: discreet(init?.headers), redirect: 'error' });
  const { body, status, statusText, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (response.ok && !/^(?:application\/json|text\/event-stream)\b/i.test(type)) {
    await body?.cancel();
    throw new Breach('malformed');
  }
  return new Response(body && body.pipeThrough(capped()), { status, statusText, headers });
};

/** The SDK adds which system, processor and Node it runs on, and how often it tried. */
export function discreet(given: RequestInit['headers']): Headers {
  const headers = new Headers(given);
  for (const name of [...headers.keys()]) if (name.startsWith('x-stainless-')) headers.delete(name);
  headers.set('user-agent', 'gatewright');
  return headers;
}

function capped(): TransformStream<Uint8Array, Uint8Array> {
  let room = MAX_BODY_BYTES;
  return new TransformStream({
    transform(chunk, controller) {
      room -= chunk.byteLength;
      if (room < 0) controller.error(new Breach('too-large'));
      else controller.enqueue(chunk);
    },
  });
}

/** The breach that an error of the SDK was made of. */
export function breachOf(error: unknown): Breach | null {
  return causeOf(error, Breach);
}

/** The first of this kind among an error and its causes. */
export function causeOf<T extends Error>(error: unknown, kind: new (...args: never[]) => T): T | null {
  return causesOf(error).find((cause): cause is T => cause instanceof kind) ?? null;
}

/** An error, its cause, the cause of that: as far as anybody has to look. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = error; at instanceof Error && causes.length < 10; at = at.cause) causes.push(at);
  return causes;
}
