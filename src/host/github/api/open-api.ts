/** Opens GitHub's API for one repository; what speaks to it is loaded with the first request. */
import http from 'node:http';
import { UserError } from '../../../errors.ts';
import { visible } from '../../../kit/visible.ts';
import type { Api } from './api.ts';
import type { Client } from './client.ts';
import { CLOCK, TIMES, type Clock, type Times } from './times.ts';

export interface ApiOptions {
  /** `GITHUB_API_URL`: `https://api.github.com`, or `https://<server>/api/v3`. */
  readonly apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`: `https://api.github.com/graphql`, or `https://<server>/api/graphql`. */
  readonly graphqlUrl: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** Milliseconds until the run must be over, by a clock that never jumps. */
  readonly timeLeft: () => number;
  readonly signal: AbortSignal;
}

/**
 * Nothing that GitHub or the network does makes its methods throw; a route without its parameters does. Throws
 * UserError when one of the addresses, or that of the proxy, is no URL.
 */
export function openApi(
  options: ApiOptions,
  { clock, times }: { readonly clock: Clock; readonly times: Times } = { clock: CLOCK, times: TIMES },
): Api {
  for (const url of [options.apiUrl, options.graphqlUrl])
    if (!URL.canParse(url)) throw new UserError(`The address of GitHub's API is not a URL: ${visible(url)}`);
  useProxy();
  let client: Client | undefined;
  let loading: Promise<Client> | undefined;
  const load = () =>
    (loading ??= import('./client.ts').then(({ Client }) => (client = new Client(options, clock, times))));
  return {
    request: async (route, parameters) => (await load()).request(route, parameters),
    list: async (route, parameters, more) => (await load()).list(route, parameters, more),
    graphql: async (query, variables) => (await load()).graphql(query, variables),
    get sent() {
      return client?.sent ?? 0;
    },
  };
}

/**
 * Runners reach GitHub through the proxy that their environment names (docs: "Using a proxy server with a runner");
 * Node's fetch learned to in 24.14. Without such variables this does nothing.
 */
function useProxy(): void {
  try {
    http.setGlobalProxyFromEnv?.();
  } catch {
    // The error quotes the address, in which a password may stand.
    throw new UserError('The proxy that http_proxy or https_proxy names is not a URL of http or https.');
  }
}
