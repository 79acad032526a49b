/** The client for Claude on Vertex AI, with an access token that it is given. */
import type { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk';
import type { Vertex } from './clouds.ts';
import type { Manners } from './wire.ts';

type Options = NonNullable<ConstructorParameters<typeof AnthropicVertex>[0]>;

export function openVertex({ region, project, token }: Vertex, manners: Manners): BaseAnthropic {
  const headers = new Headers({ authorization: `Bearer ${token}` });
  // All that the client asks of it; the library behind it would look for credentials on the machine.
  const authClient = { getRequestHeaders: async () => headers, projectId: project } as Options['authClient'];
  return new AnthropicVertex({
    ...manners,
    region,
    projectId: project,
    authClient,
  });
}
