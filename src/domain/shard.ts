/** One of several runs that judge a change together, each a share of it. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** Each shard reads the whole tree: beyond so many they do little else. */
export const MAX_SHARDS = 64;
