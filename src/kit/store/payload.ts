/** Facts as the bytes of a record: JSON, compressed where that saves something. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const PLAIN = 0;
const DEFLATED = 1;
/** Below this, compression costs more than it saves. */
const COMPRESS_FROM = 1024;
/** Facts of the largest blob that is read are far below. */
const MAX_BYTES = 32_000_000;

/** Null when they are too large to be kept. */
export function encodePayload(json: string): Uint8Array | null {
  const plain = Buffer.from(json, 'utf8');
  if (plain.length > MAX_BYTES) return null;
  const deflates = plain.length >= COMPRESS_FROM;
  return Buffer.concat([
    Buffer.of(deflates ? DEFLATED : PLAIN),
    deflates ? deflateRawSync(plain, { level: 1 }) : plain,
  ]);
}

/** The record is our own: the shelf has verified it. */
export function decodePayload(record: Uint8Array): string {
  const payload = Buffer.from(record.buffer, record.byteOffset + 1, record.byteLength - 1);
  if (record[0] === PLAIN) return payload.toString('utf8');
  return inflateRawSync(payload, { maxOutputLength: MAX_BYTES }).toString('utf8');
}
