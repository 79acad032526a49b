/** Who pays for the assistant, and where it is: from the environment alone, which has it no longer then. */
import { UserError } from '../errors.ts';
import { cloudIn, type Bedrock, type Provider, type Vertex } from './clouds.ts';
import { identityFrom, type Identity } from './identity.ts';

/** A job that proves who it is gets a token for a while, instead of holding a key: ids of the federation, no secrets. */
export interface Federation {
  readonly rule: string;
  readonly organization: string;
  readonly serviceAccount: string | null;
  readonly workspace: string | null;
  readonly identity: Identity;
}

export interface Access {
  /** The key wins over the token, and both over the federation, as everywhere. */
  readonly credential:
    | { readonly apiKey: string }
    | { readonly authToken: string }
    | { readonly federation: Federation }
    | { readonly bedrock: Bedrock }
    | { readonly vertex: Vertex };
  readonly baseURL: string;
}

const DEFAULT_URL = 'https://api.anthropic.com';
/** Of the SDK, and the runner's own means to prove who a job is. */
const OURS = /^(?:ANTHROPIC|ACTIONS_ID_TOKEN_REQUEST)_/i;
/** Credentials of clouds; their regions and projects are no secrets. */
const OF_CLOUDS =
  /^AWS_(?:BEARER_TOKEN_BEDROCK|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$|^GOOGLE_OAUTH_ACCESS_TOKEN$/i;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Takes every variable of the SDK out of `env`, so that no child can have one and the SDK itself reads none; of a cloud
 * its credential as well, where that is asked. Null when there is no credential; throws UserError for an address to which
 * none may be sent, for half a federation, and for a cloud of which too little is said.
 */
export function takeAccess(env: NodeJS.ProcessEnv, provider: Provider = 'claude'): Access | null {
  const isOurs = (name: string) => OURS.test(name) || (provider !== 'claude' && OF_CLOUDS.test(name));
  const taken = new Map(Object.entries(env).filter(([name]) => isOurs(name)));
  for (const name of taken.keys()) delete env[name];
  const given = (name: string): string | null => (taken.get(name) ?? env[name])?.trim() || null;
  if (provider !== 'claude') {
    const { variable, address, credential } = cloudIn(provider, given);
    return { credential, baseURL: safeAddress(variable, address) };
  }
  const baseURL = safeAddress('ANTHROPIC_BASE_URL', given('ANTHROPIC_BASE_URL') ?? DEFAULT_URL);
  const [apiKey, authToken] = [given('ANTHROPIC_API_KEY'), given('ANTHROPIC_AUTH_TOKEN')];
  if (apiKey !== null) return { credential: { apiKey }, baseURL };
  if (authToken !== null) return { credential: { authToken }, baseURL };
  const federation = federationIn(given);
  return federation && { credential: { federation }, baseURL };
}

function federationIn(given: (name: string) => string | null): Federation | null {
  const [rule, organization] = [given('ANTHROPIC_FEDERATION_RULE_ID'), given('ANTHROPIC_ORGANIZATION_ID')];
  if (rule === null) return null;
  if (organization === null)
    throw new UserError('ANTHROPIC_FEDERATION_RULE_ID needs ANTHROPIC_ORGANIZATION_ID beside it.');
  const runner = given('ACTIONS_ID_TOKEN_REQUEST_URL');
  if (runner !== null) safeAddress('ACTIONS_ID_TOKEN_REQUEST_URL', runner);
  const identity = identityFrom(given);
  if (identity === null) {
    throw new UserError(
      'ANTHROPIC_FEDERATION_RULE_ID needs an identity: in a workflow the permission id-token: write, ' +
        'elsewhere ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN.',
    );
  }
  const [serviceAccount, workspace] = [
    given('ANTHROPIC_SERVICE_ACCOUNT_ID'),
    given('ANTHROPIC_WORKSPACE_ID'),
  ];
  return { rule, organization, serviceAccount, workspace, identity };
}

function safeAddress(name: string, address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!url || !isSafe || url.username !== '' || url.password !== '') {
    throw new UserError(
      `${name} is not an address for a key: give one that starts with https:// and names no user.`,
    );
  }
  return address;
}
