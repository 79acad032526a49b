/**
 * Workload identity: a runner that vouches for its job, and the exchange of its word for a token (RFC 7523;
 * platform docs, manage-claude/wif-reference: the betas, and that an assertion is taken once).
 */
import type http from 'node:http';
import { fails, hangs, type Behaviour } from './behaviours.ts';

export const RUNNER_TOKEN = 'runner-canary-0123456789';
const AUDIENCE = 'https://api.anthropic.com';

export interface Federation {
  /** Tokens that a request may bear, with the beta of such tokens. */
  admits(headers: http.IncomingHttpHeaders): boolean;
  /** Null for a path that is no part of it. */
  answer(request: http.IncomingMessage, body: Readonly<Record<string, unknown>>): Behaviour | null;
}

export function openFederation(): Federation {
  const assertions = new Set<string>();
  const tokens = new Set<string>();
  let count = 0;
  const make = (into: Set<string>, name: string): string => {
    const made = `${name}-canary-${++count}`;
    into.add(made);
    return made;
  };
  return {
    admits: ({ authorization = '', 'anthropic-beta': beta = '' }) =>
      tokens.has(authorization.replace(/^Bearer /, '')) && String(beta).includes('oauth-2025-04-20'),
    answer({ url = '', headers, method }, body) {
      const { pathname, searchParams } = new URL(url, 'http://local');
      if (pathname === '/hang') return hangs;
      if (pathname === '/runner/token') {
        const isAsked =
          headers.authorization === `Bearer ${RUNNER_TOKEN}` && searchParams.get('audience') === AUDIENCE;
        return isAsked ? json({ count: 1, value: make(assertions, 'jwt') }) : fails(401, 'unauthorized');
      }
      if (pathname !== '/v1/oauth/token') return null;
      const isGrant =
        method === 'POST' &&
        body['grant_type'] === 'urn:ietf:params:oauth:grant-type:jwt-bearer' &&
        String(headers['anthropic-beta']).includes('oidc-federation-2026-04-01') &&
        body['federation_rule_id'] === 'fdrl_1' &&
        body['organization_id'] === 'org_1';
      if (!isGrant || !assertions.delete(String(body['assertion']))) return fails(401, 'invalid_grant');
      return json({ access_token: make(tokens, 'federated'), token_type: 'Bearer', expires_in: 3600 });
    },
  };
}

function json(value: unknown): Behaviour {
  return (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
