/** A rate limit as the provider keeps and tells it: so many requests until a time, then all of them again. */

export interface Meter {
  /** Takes one request, or refuses it; either way with what the headers of the answer say. */
  take(): { readonly refused: boolean; readonly headers: Readonly<Record<string, string>> };
}

export function meterOf(limit: number, windowMs: number): Meter {
  let [left, fullAt] = [limit, Date.now() + windowMs];
  return {
    take() {
      if (Date.now() >= fullAt) [left, fullAt] = [limit, Date.now() + windowMs];
      const refused = left < 1;
      if (!refused) left--;
      const said = { limit, remaining: left, reset: new Date(fullAt).toISOString() };
      const headers = Object.entries(said).map(([end, value]) => [
        `anthropic-ratelimit-requests-${end}`,
        String(value),
      ]);
      return { refused, headers: Object.fromEntries(headers) as Record<string, string> };
    },
  };
}
