/** The client for Claude on Amazon Bedrock: it signs each request with the keys that it is given. */
import { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk/mantle-client';
import type { BaseAnthropic } from '@anthropic-ai/sdk/client';
import type { Middleware } from '@anthropic-ai/sdk/core/middleware';
import { discreet } from './bounded-fetch.ts';
import type { Bedrock } from './clouds.ts';
import type { Manners } from './wire.ts';

/** What is signed cannot be taken out any more on the way. */
const discreetly: Middleware = (request, next) => next({ ...request, headers: discreet(request.headers) });

export function openBedrock({ region, keyId, secret, session }: Bedrock, manners: Manners): BaseAnthropic {
  return new AnthropicBedrockMantle({
    ...manners,
    awsRegion: region,
    awsAccessKey: keyId,
    awsSecretAccessKey: secret,
    awsSessionToken: session,
    middleware: [discreetly],
  });
}
