/** What a byte may be the start of, and the hash over bytes (FNV-1a, 32 bits). */

export const FNV_START = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

/** Classes of bytes. `letter` takes in every byte of a character beyond ASCII. */
export const CLASS = { other: 0, space: 1, line: 2, letter: 3, digit: 4, open: 5, close: 6 } as const;

export const CLASS_OF: Uint8Array = classes();
/** 1 where a byte can go on in a name. */
export const IN_WORD: Uint8Array = CLASS_OF.map((of) => (of === CLASS.letter || of === CLASS.digit ? 1 : 0));
/** The hash of a token of one byte. */
export const BYTE_HASH: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => hashStep(FNV_START, byte));

function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, FNV_PRIME);
}

/** The hash of a token that reads `text`. */
export function hashOf(text: string): number {
  return Buffer.from(text, 'utf8').reduce(hashStep, FNV_START);
}

function classes(): Uint8Array {
  const of = new Uint8Array(256);
  of.fill(CLASS.space, 0, 33);
  of[10] = CLASS.line;
  of.fill(CLASS.digit, 48, 58);
  of.fill(CLASS.letter, 65, 91);
  of.fill(CLASS.letter, 97, 123);
  of.fill(CLASS.letter, 128, 256);
  for (const byte of Buffer.from('_$')) of[byte] = CLASS.letter;
  for (const byte of Buffer.from('([{')) of[byte] = CLASS.open;
  for (const byte of Buffer.from(')]}')) of[byte] = CLASS.close;
  return of;
}
