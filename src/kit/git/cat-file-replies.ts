/** Takes the output of `git cat-file --batch-command` or `--batch` apart, chunk by chunk. */
import type { Blob } from '../../domain/tree.ts';

export type Reply = Blob | { readonly kind: 'size'; readonly size: number };

interface Options {
  readonly max: number;
  /** Whether the answer that comes next was asked for its size or for its content. */
  readonly expects: () => 'size' | 'content';
}

/** The bytes of an object and the LF that git writes after them; a null target means that they are let go by. */
interface Body {
  readonly reply: Reply;
  readonly target: Buffer | null;
  filled: number;
  left: number;
}

const LF = 10;
/** Why a blob cannot be had that its tree names. */
export const NOT_HERE = 'git does not have the object: clone anew and without --filter';

const NOT_THERE = /(?: missing| ambiguous| submodule)$/;
const HEADER = /^[0-9a-f]+ ([a-z]+) (\d+)$/;

export class Replies {
  readonly #options: Options;
  #header = '';
  #body: Body | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Yields each answer as soon as it is complete. */
  *take(chunk: Buffer): Generator<Reply> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#body) {
        rest = this.#fill(this.#body, rest);
        if (this.#body.left > 0) return;
        const { reply } = this.#body;
        this.#body = null;
        yield reply;
        continue;
      }
      const end = rest.indexOf(LF);
      this.#header += rest.toString('latin1', 0, end === -1 ? rest.length : end);
      if (end === -1) return;
      rest = rest.subarray(end + 1);
      const reply = this.#open(this.#header);
      this.#header = '';
      if (reply) yield reply;
    }
  }

  #fill(body: Body, chunk: Buffer): Buffer {
    const taken = Math.min(body.left, chunk.length);
    if (body.target) body.filled += chunk.copy(body.target, body.filled, 0, taken);
    body.left -= taken;
    return chunk.subarray(taken);
  }

  /** Reads a header: an answer that is complete with it, or null and a body to wait for. */
  #open(header: string): Reply | null {
    const parts = HEADER.exec(header);
    if (!parts) {
      const reason = NOT_THERE.test(header) ? NOT_HERE : 'git cat-file answered in a form that is not known';
      return { kind: 'unreadable', reason };
    }
    const [type, size] = [parts[1], Number(parts[2])];
    const isBlob = type === 'blob';
    if (this.#options.expects() === 'size') {
      return isBlob ? { kind: 'size', size } : { kind: 'unreadable', reason: `the object is a ${type}` };
    }
    const target = isBlob && size <= this.#options.max ? Buffer.allocUnsafeSlow(size) : null;
    this.#body = { reply: replyOf(target, isBlob, size), target, filled: 0, left: size + 1 };
    return null;
  }
}

function replyOf(target: Buffer | null, isBlob: boolean, size: number): Reply {
  if (target) return { kind: 'bytes', bytes: target };
  return isBlob ? { kind: 'too-large', size } : { kind: 'unreadable', reason: 'the object is not a blob' };
}
