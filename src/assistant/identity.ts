/** The token by which a job proves who it is: given, in a file, or asked of the runner each time that it is needed. */
import fs from 'node:fs/promises';
import { boundedFetch } from './bounded-fetch.ts';

/** Rejects with NoIdentity. */
export type Identity = () => Promise<string>;

/** Nobody vouches for this job. */
export class NoIdentity extends Error {}

/** What the federation's issuer is told to expect (platform docs, manage-claude/wif-providers/github-actions). */
const AUDIENCE = 'https://api.anthropic.com';
const PATIENCE_MS = 20_000;

/** Null where there is none of the three. A token may be taken once only, so the runner is asked for each. */
export function identityFrom(given: (name: string) => string | null): Identity | null {
  const [file, value] = [given('ANTHROPIC_IDENTITY_TOKEN_FILE'), given('ANTHROPIC_IDENTITY_TOKEN')];
  const [url, token] = [given('ACTIONS_ID_TOKEN_REQUEST_URL'), given('ACTIONS_ID_TOKEN_REQUEST_TOKEN')];
  if (file !== null) return () => orNone(async () => (await fs.readFile(file, 'utf8')).trim());
  if (value !== null) return async () => value;
  return url !== null && token !== null ? () => orNone(() => askRunner(url, token)) : null;
}

/** `core.getIDToken` as one request: its client would try ten times and follow redirects with the token. */
async function askRunner(address: string, token: string): Promise<string> {
  const url = new URL(address);
  url.searchParams.set('audience', AUDIENCE);
  const response = await boundedFetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const told: unknown = await response.json();
  return response.ok ? String(Object(told).value ?? '') : '';
}

/** What went wrong stays unsaid: the words of a server, and of a file that is none, may hold anything. */
async function orNone(ask: () => Promise<string>): Promise<string> {
  const token = await ask().catch(() => '');
  if (token === '') throw new NoIdentity();
  return token;
}
