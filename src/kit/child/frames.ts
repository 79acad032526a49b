/** Frames on a pipe: a length, a kind, a JSON header and raw bytes; read incrementally and never beyond a cap. */

/** The largest frame that a child may send: a batch of observations is about 1 MB, a blob stays below 5 MB. */
export const FRAME_CAP = 16_000_000;

export interface Frame {
  readonly kind: number;
  /** Parsed JSON, of whatever shape: data from a child is checked by whoever knows what it should be. */
  readonly header: unknown;
  readonly payload: Buffer;
}

const LENGTH_BYTES = 4;
const FIXED_BYTES = 5;

/** The bytes of a frame: `u32 length, u8 kind, u32 header length, header, payload`. The payload is not copied. */
export function encodeFrame(kind: number, header: object, payload?: Uint8Array): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const start = Buffer.alloc(LENGTH_BYTES + FIXED_BYTES);
  start.writeUInt32BE(FIXED_BYTES + json.length + (payload?.length ?? 0), 0);
  start.writeUInt8(kind, LENGTH_BYTES);
  start.writeUInt32BE(json.length, LENGTH_BYTES + 1);
  const first = Buffer.concat([start, json]);
  return payload?.length ? [first, payload] : [first];
}

export interface Read {
  readonly frames: readonly Frame[];
  /** Why no more frames can be read from this pipe; nothing after it is looked at. */
  readonly broken: string | null;
}

/** Takes chunks as a pipe gives them and returns the frames that are whole. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #held = 0;
  #broken: string | null = null;
  readonly #cap: number;

  constructor(cap = FRAME_CAP) {
    this.#cap = cap;
  }

  /** Whether the pipe ended, or would end, in the middle of a frame. */
  get partial(): boolean {
    return this.#held > 0;
  }

  read(chunk: Buffer): Read {
    const frames: Frame[] = [];
    if (this.#broken === null) {
      this.#chunks.push(chunk);
      this.#held += chunk.length;
      for (let frame = this.#next(); frame; frame = this.#next()) frames.push(frame);
    }
    if (this.#broken !== null) this.#chunks = [];
    return { frames, broken: this.#broken };
  }

  #next(): Frame | null {
    if (this.#broken !== null || this.#held < LENGTH_BYTES) return null;
    if ((this.#chunks[0]?.length ?? 0) < LENGTH_BYTES) this.#join();
    const length = this.#chunks[0]?.readUInt32BE(0) ?? 0;
    if (length < FIXED_BYTES || length > this.#cap) {
      this.#broken = `a frame of ${length} bytes`;
      return null;
    }
    if (this.#held < LENGTH_BYTES + length) return null;
    const all = this.#join();
    const end = LENGTH_BYTES + length;
    this.#chunks = all.length > end ? [all.subarray(end)] : [];
    this.#held = all.length - end;
    return this.#parse(all.subarray(LENGTH_BYTES, end));
  }

  #join(): Buffer {
    const [only, ...others] = this.#chunks;
    const joined = only && others.length === 0 ? only : Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #parse(body: Buffer): Frame | null {
    const headerEnd = FIXED_BYTES + body.readUInt32BE(1);
    const header = headerEnd <= body.length ? parseJson(body.subarray(FIXED_BYTES, headerEnd)) : undefined;
    if (header === undefined) {
      this.#broken = 'a frame without a readable header';
      return null;
    }
    return { kind: body.readUInt8(0), header, payload: body.subarray(headerEnd) };
  }
}

/** Undefined when the bytes are no JSON: no JSON text has that value. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
