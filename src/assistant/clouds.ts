/** Claude in somebody's cloud: where it answers there, and the credential that a workflow gives for it. */
import { UserError } from '../errors.ts';

export const PROVIDERS = ['claude', 'bedrock', 'vertex'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Keys with which requests are signed (SigV4). */
export interface Bedrock {
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  readonly session: string | null;
}

export interface Vertex {
  readonly region: string;
  readonly project: string;
  /** An OAuth access token, which lasts an hour. */
  readonly token: string;
}

/** Where it is by default, the variable that says another address, and what is sent there. */
interface Cloud {
  readonly variable: string;
  readonly address: string;
  readonly credential:
    { readonly apiKey: string } | { readonly bedrock: Bedrock } | { readonly vertex: Vertex };
}

type Given = (name: string) => string | null;

/** Only what is given counts: no profile, no metadata server and no program of the machine is asked. Throws UserError. */
export function cloudIn(provider: Exclude<Provider, 'claude'>, given: Given): Cloud {
  return provider === 'bedrock' ? bedrockIn(given) : vertexIn(given);
}

const REGION = /^[a-z0-9-]{1,40}$/;

/** The endpoint of Bedrock that speaks the Messages API itself; there an API key is a bearer, as everywhere. */
function bedrockIn(given: Given): Cloud {
  const region = regionOf(given('AWS_REGION') ?? given('AWS_DEFAULT_REGION'), 'AWS_REGION');
  const variable = 'ANTHROPIC_BEDROCK_MANTLE_BASE_URL';
  const address = given(variable) ?? `https://bedrock-mantle.${region}.api.aws/anthropic`;
  const apiKey = given('AWS_BEARER_TOKEN_BEDROCK');
  if (apiKey !== null) return { variable, address, credential: { apiKey } };
  const [keyId, secret] = [given('AWS_ACCESS_KEY_ID'), given('AWS_SECRET_ACCESS_KEY')];
  if (keyId === null || secret === null) {
    throw new UserError(
      'Bedrock needs AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in the environment.',
    );
  }
  const bedrock = { region, keyId, secret, session: given('AWS_SESSION_TOKEN') };
  return { variable, address, credential: { bedrock } };
}

function vertexIn(given: Given): Cloud {
  const region = regionOf(given('CLOUD_ML_REGION') ?? 'global', 'CLOUD_ML_REGION');
  const [project, token] = [given('ANTHROPIC_VERTEX_PROJECT_ID'), given('GOOGLE_OAUTH_ACCESS_TOKEN')];
  if (project === null || token === null) {
    throw new UserError(
      'Vertex needs ANTHROPIC_VERTEX_PROJECT_ID and GOOGLE_OAUTH_ACCESS_TOKEN in the environment.',
    );
  }
  const variable = 'ANTHROPIC_VERTEX_BASE_URL';
  const address = given(variable) ?? `https://${vertexHost(region)}.googleapis.com/v1`;
  return { variable, address, credential: { vertex: { region, project, token } } };
}

/** Regions, and the three that span many, as the cloud's own client names them. */
function vertexHost(region: string): string {
  if (region === 'global') return 'aiplatform';
  return region === 'us' || region === 'eu' ? `aiplatform.${region}.rep` : `${region}-aiplatform`;
}

/** It becomes part of a host. */
function regionOf(region: string | null, variable: string): string {
  if (region !== null && REGION.test(region)) return region;
  throw new UserError(`${variable} names no region, such as eu-central-1.`);
}
