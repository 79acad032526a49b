/** What a model costs, in US dollars for a million tokens. */
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Usage } from './wire.ts';

export interface Price {
  readonly input: number;
  readonly output: number;
}

/** As published in October 2026; `--prices` says what changed since. Up to 100,000 tokens of input where that matters. */
const PUBLISHED: Readonly<Record<string, Price>> = {
  'claude-fable-5-1': { input: 10, output: 50 },
  'claude-opus-5-5': { input: 4, output: 20 },
  'claude-sonnet-5-5': { input: 2, output: 10 },
  'claude-haiku-5-5': { input: 0.1, output: 0.5 },
  'claude-haiku-4-5': { input: 1, output: 5 },
};

const WRITTEN_TO_CACHE = 1.25;
/** The dearest that any page says. */
const READ_FROM_CACHE = 0.1;
const MILLION = 1_000_000;

const amount = z.number().nonnegative().max(100_000);
const table = z.record(z.string(), z.strictObject({ input: amount, output: amount }));

export type Prices = ReadonlyMap<string, Price>;

/** A table as somebody wrote it, and where. */
export interface OwnPrices {
  readonly name: string;
  readonly text: string;
}

/** Prices by model: those of a caller's own table go before the published ones. Throws UserError for no table. */
export function pricesWith(own: OwnPrices | null): Prices {
  return new Map([...Object.entries(PUBLISHED), ...Object.entries(own === null ? {} : readTable(own))]);
}

function readTable({ name, text }: OwnPrices): Readonly<Record<string, Price>> {
  try {
    return table.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `${name} holds no table of prices: give JSON such as {"claude-x": {"input": 2, "output": 10}}, in dollars for a million tokens.`,
    );
  }
}

export function dollarsOf({ input, cacheRead, cacheWrite, output }: Usage, price: Price): number {
  const read = input + cacheWrite * WRITTEN_TO_CACHE + cacheRead * READ_FROM_CACHE;
  return (read * price.input + output * price.output) / MILLION;
}
