/** A part as a file: one line of JSON, sealed against damage. */
import { createHash } from 'node:crypto';
import type { Part } from '../domain/part.ts';
import { EnvironmentError } from '../errors.ts';
import { printableJson } from '../kit/printable-json.ts';
import { PART_SCHEMA } from './schema.ts';

/** A share with so much to say is too large a share. */
export const MAX_PART_BYTES = 32 * 1024 * 1024;

/** Throws EnvironmentError for a part that `merge` would not read. */
export function renderPart({ shard, tool, policy, change, statements, totalMs }: Part): string {
  const said = { schema: PART_SCHEMA, shard, tool, policy, change, statements, totalMs };
  const text = sealed(said);
  if (Buffer.byteLength(text) <= MAX_PART_BYTES) return text;
  throw new EnvironmentError(
    `Shard ${shard.index} of ${shard.of} has more to say than the ${MAX_PART_BYTES >> 20} MB that a part may have: use more shards.`,
  );
}

/** The text of a part: the digest is over the JSON of what was said, without spaces, in the order in which it stands. */
export function sealed(said: object): string {
  const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  return `${printableJson(JSON.stringify({ ...said, digest }))}\n`;
}
