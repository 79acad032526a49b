/** Masks what is secret in a text that leaves the process: for a report, a cache or somebody's server. */
import { findSecrets } from './find.ts';
import type { Secret } from './format.ts';

/** The text as it may leave, of the same length and with the same lines, and what was hidden in it. */
export interface Masked {
  readonly text: string;
  readonly secrets: readonly Secret[];
}

const MASK = '*';
/** Values that are looked for elsewhere in the text; a text with more of them is a list of secrets. */
const MOST_VALUES = 200;
/** Shorter values are words. */
const LEAST_VALUE = 8;

/**
 * Guesses are masked too: a text that lost a fixture is better than one that tells a password. A value that was found
 * once is masked wherever it stands.
 */
export function screen(text: string): Masked {
  const secrets = findSecrets(text);
  if (secrets.length === 0) return { text, secrets };
  const values = new Set(secrets.map(({ start, end }) => text.slice(start, end)));
  let masked = maskSpans(text, secrets);
  for (const value of [...values].slice(0, MOST_VALUES)) {
    if (value.length >= LEAST_VALUE) masked = masked.replaceAll(value, maskOf(value));
  }
  return { text: masked, secrets };
}

function maskSpans(text: string, spans: readonly Secret[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end } of spans) {
    masked += text.slice(at, start) + maskOf(text.slice(start, end));
    at = end;
  }
  return masked + text.slice(at);
}

const maskOf = (value: string): string => value.replace(/[^\r\n]/g, MASK);
