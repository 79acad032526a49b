/** A shard as people write it: `2/3`. */
import { MAX_SHARDS, type Shard } from '../domain/shard.ts';
import { UserError } from '../errors.ts';

/** `given` is the flag or the input that holds the text. Throws UserError for what is no shard. */
export function parseShard(text: string, given: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= MAX_SHARDS) return { index, of };
  throw new UserError(
    `${given} ${JSON.stringify(text)}: expected I/N, the I-th of N shards, such as 2/3, with N from 1 to ${MAX_SHARDS}.`,
  );
}
