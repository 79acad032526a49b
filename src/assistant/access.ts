/** Who pays for the assistant, and where it is: from the environment alone, which has it no longer then. */
import { UserError } from '../errors.ts';

export interface Access {
  /** The key wins over the token, as everywhere. */
  readonly credential: { readonly apiKey: string } | { readonly authToken: string };
  readonly baseURL: string;
}

const DEFAULT_URL = 'https://api.anthropic.com';
const OURS = /^ANTHROPIC_/i;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Takes every variable of the SDK out of `env`, so that no child can have one and the SDK itself reads none. Null
 * when there is no credential; throws UserError for an address to which none may be sent.
 */
export function takeAccess(env: NodeJS.ProcessEnv): Access | null {
  const given = (name: string): string | null => env[name]?.trim() || null;
  const [apiKey, authToken] = [given('ANTHROPIC_API_KEY'), given('ANTHROPIC_AUTH_TOKEN')];
  const baseURL = safeAddress(given('ANTHROPIC_BASE_URL') ?? DEFAULT_URL);
  for (const name of Object.keys(env)) if (OURS.test(name)) delete env[name];
  if (apiKey !== null) return { credential: { apiKey }, baseURL };
  return authToken === null ? null : { credential: { authToken }, baseURL };
}

function safeAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!url || !isSafe || url.username !== '' || url.password !== '') {
    throw new UserError(
      'ANTHROPIC_BASE_URL is not an address for a key: give one that starts with https:// and names no user.',
    );
  }
  return address;
}
