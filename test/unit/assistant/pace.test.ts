import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Patience } from '../../../src/domain/assistant.ts';
import type { Load } from '../../../src/assistant/levels.ts';
import { openPace, type Pace, type Turn } from '../../../src/assistant/pace.ts';

const HOUR = 3_600_000;
const load = (input: number, output = 10): Load => ({
  requests: 1,
  'input-tokens': input,
  'output-tokens': output,
  tokens: input + output,
});

function headersOf(meter: string, left: number, more: { limit?: number; resetIn?: number } = {}): Headers {
  const { limit = 1000, resetIn = HOUR } = more;
  const reset = new Date(Date.now() + resetIn).toISOString();
  const said = { limit, remaining: left, reset };
  return new Headers(
    Object.entries(said).map(([end, value]) => [`anthropic-ratelimit-${meter}-${end}`, `${value}`]),
  );
}

const patience = (ms = 60_000, signal = new AbortController().signal): Patience => ({
  signal,
  left: () => ms,
});

async function turnOf(pace: Pace, given: Load): Promise<Turn> {
  const turn = await pace.take(given, patience());
  if (typeof turn === 'string') throw new Error(turn);
  return turn;
}

/** What it says at once; null while it waits. */
async function now(taken: Promise<unknown>): Promise<unknown> {
  const soon = new Promise((resolve) => setTimeout(resolve, 20, null));
  const said = await Promise.race([taken, soon]);
  return typeof said === 'object' && said !== null ? 'goes' : said;
}

describe('a question', () => {
  it('goes alone until the first was heard of, or has ended', async () => {
    for (const end of ['heard', 'done'] as const) {
      const pace = openPace();
      const first = await turnOf(pace, load(10));
      const second = pace.take(load(10), patience());
      expect(await now(second)).toBeNull();
      first[end](new Headers());
      expect(await now(second)).toBe('goes');
      expect(await now(pace.take(load(10), patience()))).toBe('goes');
    }
  });

  it.each(['requests', 'input-tokens', 'output-tokens', 'tokens'])(
    '[T17] is refused at once when %s are there again too late for it',
    async (meter) => {
      const pace = openPace();
      (await turnOf(pace, load(100))).heard(headersOf(meter, 0));
      expect(await pace.take(load(100), patience())).toBe('rate-limited');
    },
  );

  it('waits for those on their way of which the provider has not told, and no longer', async () => {
    const pace = openPace();
    (await turnOf(pace, load(100))).heard(headersOf('input-tokens', 250));
    const away = await turnOf(pace, load(200));
    const next = pace.take(load(100), patience(3 * HOUR));
    expect(await now(next)).toBeNull();
    away.done();
    expect(await now(next)).toBe('goes');
  });

  it('goes when everything is there again', async () => {
    const pace = openPace();
    (await turnOf(pace, load(100))).heard(headersOf('requests', 0, { limit: 1, resetIn: 0 }));
    const next = await turnOf(pace, load(100));
    expect(await now(pace.take(load(100), patience()))).toBeNull();
    next.done();
  });

  it('that is larger than all there ever is goes when all of it is there', async () => {
    const pace = openPace();
    (await turnOf(pace, load(100))).heard(headersOf('input-tokens', 500, { limit: 500 }));
    expect(await now(pace.take(load(100_000), patience()))).toBe('goes');
  });

  it('is not sent any more when nobody waits for its answer', async () => {
    const pace = openPace();
    await turnOf(pace, load(10));
    const abort = new AbortController();
    const next = pace.take(load(10), patience(60_000, abort.signal));
    abort.abort();
    expect(await next).toBe('timed-out');
    expect(await pace.take(load(10), patience(0))).toBe('timed-out');
  });
});

describe('headers of a limit', () => {
  it('may say whatever they like: a question goes, or is told at once that it does not', async () => {
    const value = fc.oneof(
      fc.stringMatching(/^[ -~]{0,30}$/),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.constantFrom('0', '1', '1e308', 'NaN', '-1', '2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
    );
    const ends = ['limit', 'remaining', 'reset'].map((end) => `anthropic-ratelimit-requests-${end}`);
    const name = fc.constantFrom(...ends, 'date', 'retry-after', 'retry-after-ms');
    const headers = fc.dictionary(name, value, { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(headers, async (said) => {
        const pace = openPace();
        (await turnOf(pace, load(10))).heard(new Headers(said));
        const next = await pace.take(load(10), patience(1));
        expect(typeof next === 'string' ? next : 'goes').toMatch(/^(?:goes|rate-limited)$/);
      }),
    );
  });

  it.each<[string, Record<string, string>]>([
    ['none', {}],
    ['words', { limit: 'many', remaining: 'none', reset: 'later' }],
    ['no numbers that can be', { limit: '-1', remaining: '1e9', reset: '2026-01-01T00:00:00Z' }],
    ['half of them', { remaining: '0' }],
  ])('hold nobody up when they are %s', async (_name, said) => {
    const pace = openPace();
    const headers = Object.entries(said).map(([end, value]): [string, string] => [
      `anthropic-ratelimit-requests-${end}`,
      value,
    ]);
    (await turnOf(pace, load(10))).heard(new Headers(headers));
    expect(await now(pace.take(load(10), patience()))).toBe('goes');
  });

  it('[T113] are read by the server’s clock, not by ours', async () => {
    const pace = openPace();
    const headers = headersOf('requests', 0, { resetIn: -10 * HOUR });
    headers.set('date', new Date(Date.now() - 11 * HOUR).toUTCString());
    (await turnOf(pace, load(10))).heard(headers);
    expect(await pace.take(load(10), patience())).toBe('rate-limited');
  });
});
