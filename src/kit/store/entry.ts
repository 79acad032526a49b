/** The bytes of one cache entry: proof that we wrote it under this very name, then the payload. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const MAC_BYTES = 32;
const PLAIN = 0;
const DEFLATED = 1;
/** Below this, compression saves no disk block. */
const COMPRESS_FROM = 4096;
/** Facts of the largest blob that is read are far below. */
export const MAX_ENTRY_BYTES = 32_000_000;

/** Seals a payload under its name: an entry that was copied to another name does not verify there. */
export function seal(name: string, payload: string, key: Buffer): Buffer {
  const plain = Buffer.from(payload, 'utf8');
  const deflates = plain.length >= COMPRESS_FROM;
  const body = Buffer.concat([
    Buffer.of(deflates ? DEFLATED : PLAIN),
    deflates ? deflateRawSync(plain, { level: 1 }) : plain,
  ]);
  return Buffer.concat([mac(name, body, key), body]);
}

/** The payload of an entry; null when any bit of it, its length or its name is not what was sealed. */
export function unseal(name: string, bytes: Buffer, key: Buffer): string | null {
  const body = bytes.subarray(MAC_BYTES);
  if (body.length === 0) return null;
  if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(name, body, key))) return null;
  // From here on the bytes are our own.
  const payload = body.subarray(1);
  if (body[0] === PLAIN) return payload.toString('utf8');
  return inflateRawSync(payload, { maxOutputLength: MAX_ENTRY_BYTES }).toString('utf8');
}

function mac(name: string, body: Buffer, key: Buffer): Buffer {
  return createHmac('sha256', key).update(name).update('\0').update(body).digest();
}
