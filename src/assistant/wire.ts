/** One request to the Messages API through the SDK, with what came of it as data. Only `wire…` files load the SDK. */
import { BaseAnthropic, type ClientOptions } from '@anthropic-ai/sdk/client';
import { APIError } from '@anthropic-ai/sdk/core/error';
import { oidcFederationProvider } from '@anthropic-ai/sdk/lib/credentials/oidc-federation';
import { Messages, type Message } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Question } from '../domain/assistant.ts';
import type { Access, Federation } from './access.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { fault, failureOf, type Fault } from './failures.ts';
import { faultOf } from './wire-faults.ts';

export interface Usage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
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

interface Sending {
  readonly signal: AbortSignal;
  /** Is told the headers of the answer before the answer is whole. */
  readonly heard: (headers: Headers) => void;
}

export interface Wire {
  count(question: Question, signal: AbortSignal): Promise<Counted>;
  send(question: Question, sending: Sending): Promise<WholeMessage | Fault>;
}

/** How every client behaves, whoever answers. */
export type Manners = Pick<ClientOptions, 'maxRetries' | 'timeout' | 'logger' | 'logLevel' | 'fetch'> & {
  readonly baseURL: string;
};

const silent = (): void => {};
/** The default logger writes to standard output, which is the report's. */
const LOGGER: ClientOptions['logger'] = { error: silent, warn: silent, info: silent, debug: silent };
/** Longer than any call: its own time-out would end at the headers, the signal ends everything. */
const NO_TIMEOUT = 3_600_000;

/** A client without retries and without a word of its own. */
export async function openWire(access: Access, model: string): Promise<Wire> {
  const client = await openClient(access, {
    baseURL: access.baseURL,
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
    send: (question, { signal, heard }) =>
      faultless(signal, async () => {
        const params = { ...paramsOf(question, model), max_tokens: question.maxTokens };
        const stream = messages.stream(params, { signal });
        stream.withResponse().then(
          ({ response }) => heard(response.headers),
          () => undefined,
        );
        try {
          // Rejects when the stream ends without its last event; reading the events alone would not notice.
          return messageOf(await stream.finalMessage(), stream.request_id ?? null);
        } catch (error) {
          if (error instanceof APIError && error.headers) heard(error.headers);
          throw error;
        }
      }),
  };
}

/** What a cloud needs besides is loaded where it is asked. */
async function openClient({ credential, baseURL }: Access, manners: Manners): Promise<BaseAnthropic> {
  if ('bedrock' in credential)
    return (await import('./wire-bedrock.ts')).openBedrock(credential.bedrock, manners);
  if ('vertex' in credential)
    return (await import('./wire-vertex.ts')).openVertex(credential.vertex, manners);
  const own = 'federation' in credential ? exchanging(credential.federation, baseURL) : credential;
  return new BaseAnthropic({ ...own, ...manners });
}

/** The identity of the job for a token of a few minutes, which the client renews (RFC 7523). */
function exchanging(federation: Federation, baseURL: string): ClientOptions {
  const { rule, organization, serviceAccount, workspace, identity } = federation;
  return {
    credentials: oidcFederationProvider({
      identityTokenProvider: identity,
      federationRuleId: rule,
      organizationId: organization,
      serviceAccountId: serviceAccount ?? undefined,
      workspaceId: workspace ?? undefined,
      baseURL: baseURL.replace(/\/+$/, ''),
      fetch: boundedFetch,
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

/** The exchange for a token knows nothing of the signal: whatever is waited for, the signal ends it. */
async function faultless<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | Fault> {
  try {
    signal.throwIfAborted();
    const ended = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    return await Promise.race([work(), ended]);
  } catch (error) {
    return faultOf(error, signal);
  }
}
