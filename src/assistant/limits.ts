/** What the provider's headers say of its rate limits: how much there is, how much is left, and until when. */

/** Per minute and organisation; a provider may tell any of them, or none. */
const METERS = ['requests', 'input-tokens', 'output-tokens', 'tokens'] as const;
export type Meter = (typeof METERS)[number];

export interface Gauge {
  readonly limit: number;
  readonly left: number;
  /** Milliseconds until all of it is there again. */
  readonly resetIn: number;
}

/** What cannot be read is not limited: who goes beyond is told so by a 429. */
export function gaugesIn(headers: Headers): ReadonlyMap<Meter, Gauge> {
  // By the server's own clock, where it tells it: that of a runner may be wrong.
  const told = Date.parse(headers.get('date') ?? '');
  const now = Number.isNaN(told) ? Date.now() : told;
  const gauges = new Map<Meter, Gauge>();
  for (const meter of METERS) {
    const at = (end: string) => headers.get(`anthropic-ratelimit-${meter}-${end}`) ?? '';
    const [limit, left] = [numberOf(at('limit')), numberOf(at('remaining'))];
    const reset = Date.parse(at('reset'));
    if (limit === null || left === null || Number.isNaN(reset)) continue;
    gauges.set(meter, { limit, left, resetIn: Math.max(0, reset - now) });
  }
  return gauges;
}

function numberOf(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Milliseconds that a refusal asks to wait: seconds or a date (RFC 9110, 10.2.3), or the provider's own header. */
export function retryAfterIn(headers: Headers | undefined): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const said = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(said);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(said);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
