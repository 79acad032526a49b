/** A route of GitHub's documentation and its parameters, as a message. */
import { endpoint } from '@octokit/endpoint';
import type { Parameters } from './api.ts';

export interface Target {
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
}

export interface Addressed {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
}

/**
 * Null when a parameter cannot stand in a URL, or would change what the URL means (`..`). Throws for a route whose
 * parameters are missing: an empty one would silently ask for something else.
 */
export function address(route: string, parameters: Parameters, target: Target): Addressed | null {
  const names = [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const filled: Record<string, unknown> = { ...parameters };
  for (const name of ['owner', 'repo'] as const) if (names.includes(name)) filled[name] = target[name];
  for (const name of names)
    if (!['string', 'number'].includes(typeof filled[name]) || filled[name] === '')
      throw new Error(`${route}: the parameter ${name} is missing`);
  const { method, url, body } = expand(route, filled, target.apiUrl) ?? {};
  if (method === undefined || url === undefined) return null;
  return { method, url, body: body === undefined || body === '' ? undefined : JSON.stringify(body) };
}

function expand(route: string, parameters: Parameters, baseUrl: string) {
  try {
    const made = endpoint(route, { ...parameters, baseUrl: new URL(baseUrl).href.replace(/\/+$/, '') });
    // `..` and `.` survive percent-encoding; whoever parses the URL would take them as steps.
    const path = made.url.replace(/\?.*$/s, '');
    return new URL(path).href === path ? made : null;
  } catch (error) {
    // A lone surrogate has no UTF-8 and so no percent-encoding.
    if (error instanceof URIError) return null;
    throw error;
  }
}
