/** How much of a file's content another one has: git's estimate, over lines and pieces of long lines. */
const LF = 10;
const PIECE = 64;

/** Bytes of each distinct piece. */
export interface Sketch {
  readonly size: number;
  readonly pieces: ReadonlyMap<string, number>;
}

/** Cuts at line ends and after 64 bytes, as git does, so that scores are comparable with `git diff -M`. */
export function sketch(content: Uint8Array): Sketch {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const pieces = new Map<string, number>();
  for (let start = 0; start < bytes.length;) {
    const line = bytes.subarray(start, start + PIECE).indexOf(LF);
    const end = line === -1 ? Math.min(start + PIECE, bytes.length) : start + line + 1;
    const key = bytes.toString('latin1', start, end);
    pieces.set(key, (pieces.get(key) ?? 0) + end - start);
    start = end;
  }
  return { size: bytes.length, pieces };
}

/** Copied bytes over the larger size: 1 for the same content, 0 for none in common. */
export function similarity(from: Sketch, to: Sketch): number {
  const larger = Math.max(from.size, to.size);
  const smaller = Math.min(from.size, to.size);
  if (larger === 0 || smaller / larger < 0.5) return 0;
  let copied = 0;
  for (const [piece, bytes] of from.pieces) copied += Math.min(bytes, to.pieces.get(piece) ?? 0);
  return copied / larger;
}
