/** One request to the Messages API through the SDK, with what came of it as data. The only file that loads the SDK. */
import { BaseAnthropic, type ClientOptions } from '@anthropic-ai/sdk/client';
import { APIError } from '@anthropic-ai/sdk/core/error';
import { Messages, type Message } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Question } from '../domain/assistant.ts';
import type { Access } from './access.ts';
import { boundedFetch, breachOf } from './bounded-fetch.ts';
import { failureOf, failureOfStatus, type Failure } from './failures.ts';

export interface Usage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** What the server did not answer with what was asked for. */
export interface Fault extends Failure {
  readonly kind: 'fault';
  readonly requestId: string | null;
  /** The server said no before it began to answer, or never heard of it: nothing was used. */
  readonly unused: boolean;
  /** Whether the same request may do better a moment later. */
  readonly passing: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | null;
}

export interface WholeMessage {
  readonly kind: 'message';
  readonly requestId: string | null;
  readonly stopReason: string | null;
  /** Of all text blocks; blocks of other types, such as thinking, are left out. */
  readonly text: string;
  /** Null when it was not told in numbers that can be. */
  readonly usage: Usage | null;
}

type Counted = { readonly kind: 'counted'; readonly tokens: number } | Fault;

export interface Wire {
  count(question: Question, signal: AbortSignal): Promise<Counted>;
  send(question: Question, signal: AbortSignal): Promise<WholeMessage | Fault>;
}

const silent = (): void => {};
/** The default logger writes to standard output, which is the report's. */
const LOGGER: ClientOptions['logger'] = { error: silent, warn: silent, info: silent, debug: silent };
/** Longer than any call: its own time-out would end at the headers, the signal ends everything. */
const NO_TIMEOUT = 3_600_000;

/** A client without retries and without a word of its own. */
export function openWire({ credential, baseURL }: Access, model: string): Wire {
  const client = new BaseAnthropic({
    ...credential,
    baseURL,
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logger: LOGGER,
    logLevel: 'off',
    fetch: boundedFetch,
  });
  const messages = new Messages(client);
  return {
    count: (question, signal) =>
      faultless(signal, async () => {
        const { input_tokens: tokens } = await messages.countTokens(paramsOf(question, model), { signal });
        if (!Number.isSafeInteger(tokens) || tokens < 0) return fault(failureOf('malformed'));
        return { kind: 'counted', tokens };
      }),
    send: (question, signal) =>
      faultless(signal, async () => {
        const params = { ...paramsOf(question, model), max_tokens: question.maxTokens };
        const stream = messages.stream(params, { signal });
        // Rejects when the stream ends without its last event; reading the events alone would not notice.
        return messageOf(await stream.finalMessage(), stream.request_id ?? null);
      }),
  };
}

/** The system text is the stable prefix: the provider caches it from one question to the next. */
function paramsOf({ system, content, schema }: Question, model: string) {
  return {
    model,
    system: [{ type: 'text' as const, text: system, cache_control: { type: 'ephemeral' as const } }],
    messages: [{ role: 'user' as const, content }],
    ...(schema && { output_config: { format: { type: 'json_schema' as const, schema } } }),
  };
}

function messageOf(message: Message, requestId: string | null): WholeMessage {
  const { usage, content, stop_reason: stopReason } = message;
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  return {
    kind: 'message',
    requestId,
    stopReason,
    text,
    usage: usageOf(usage),
  };
}

/** Less than nothing would fill a purse. */
function usageOf(told: Message['usage']): Usage | null {
  const usage = {
    input: told.input_tokens,
    cacheRead: told.cache_read_input_tokens ?? 0,
    cacheWrite: told.cache_creation_input_tokens ?? 0,
    output: told.output_tokens,
  };
  const isSane = Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0);
  return isSane ? usage : null;
}

async function faultless<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | Fault> {
  try {
    return await work();
  } catch (error) {
    return faultOf(error, signal);
  }
}

function faultOf(error: unknown, signal: AbortSignal): Fault {
  const breach = breachOf(error);
  if (breach) return fault(failureOf(breach.failure));
  if (signal.aborted) return fault(failureOf('timed-out'));
  if (!(error instanceof APIError)) return fault(failureOf('cut-off'));
  const { status, headers } = error;
  // An event that says "error" after the headers said 200 is an APIError without a status.
  if (typeof status !== 'number') return withoutStatus(error);
  return {
    ...fault(failureOfStatus(status)),
    requestId: error.requestID ?? null,
    unused: true,
    passing: status === 408 || status === 409 || status === 429 || status >= 500,
    retryAfter: retryAfterOf(headers),
  };
}

function withoutStatus(error: APIError): Fault {
  const isConnection = error.name.startsWith('APIConnection');
  if (!isConnection) return fault(failureOf('cut-off'));
  const unheard = NEVER_HEARD.has(codeOf(error));
  return { ...fault(failureOf('unreachable')), unused: unheard, passing: unheard };
}

/** The request did not arrive. After any other break of the connection somebody may be at work, and charge for it. */
const NEVER_HEARD = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}

function fault(failure: Failure): Fault {
  return { kind: 'fault', ...failure, requestId: null, unused: false, passing: false, retryAfter: null };
}

/** Seconds or a date (RFC 9110, 10.2.3), or the provider's own milliseconds. */
function retryAfterOf(headers: Headers | undefined): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const said = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(said);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(said);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
