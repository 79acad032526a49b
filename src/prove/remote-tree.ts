/** Trees as a judge process sees them: no repository, no path on disk, only questions to the parent. */
import type { Blob, Oid, Tree } from '../domain/tree.ts';
import { parseJson, type Frame } from '../kit/child/frames.ts';
import { parseTree } from '../kit/git/records.ts';
import { alteredTree } from '../kit/tree/altered-tree.ts';
import { lazyTree } from '../kit/tree/lazy-tree.ts';
import { ASK, ASKS_AT_ONCE, type Ask, type Reply, type WireAlteration } from './protocol.ts';

export type Send = (kind: number, header: object, payload?: Uint8Array) => void;

type Question = { readonly what: 'list' } | { readonly what: 'bytes'; readonly oid: Oid };

/** An answer: the last reply to a question, and what came with it and with those before it. */
interface Answer {
  readonly reply: Reply;
  readonly payloads: readonly Buffer[];
}

interface Waiting {
  onReply(reply: Reply, payload: Buffer): void;
}

/** Asks the parent, a bounded number of questions at a time. */
export class Wire {
  readonly #send: Send;
  readonly #waiting = new Map<number, Waiting>();
  readonly #trees = new Map<number, Tree>();
  readonly #queue: (() => void)[] = [];
  #asked = 0;

  constructor(send: Send) {
    this.#send = send;
  }

  /** The tree of that number; the same object, with what it has learnt, as long as judgements use it. */
  tree(number: number): Tree {
    const tree = this.#trees.get(number) ?? this.#remote(number);
    this.#trees.set(number, tree);
    return tree;
  }

  /** Lets go of every tree but these. */
  keep(numbers: readonly number[]): void {
    for (const number of this.#trees.keys()) if (!numbers.includes(number)) this.#trees.delete(number);
  }

  /** Takes a reply; the parent is trusted, so a reply that nobody waits for is our bug. */
  reply(frame: Frame): void {
    const reply = frame.header as Reply;
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) throw new Error(`a reply to question ${reply.id}, which is not open`);
    waiting.onReply(reply, frame.payload);
  }

  /** One list instead of a round trip for each of the thousands of names that resolving imports tries. */
  #remote(number: number): Tree {
    let told: Promise<Tree> | undefined;
    const bytes = async (oid: Oid): Promise<Blob> => blobOf(await this.#ask(number, { what: 'bytes', oid }));
    const listed = (): Promise<Tree> =>
      (told ??= this.#ask(number, { what: 'list' }).then((answer) => this.#listed(answer, bytes)));
    return {
      id: null,
      list: async () => (await listed()).list(),
      entry: async (path) => (await listed()).entry(path),
      bytes,
    };
  }

  #listed({ reply, payloads }: Answer, bytes: Tree['bytes']): Tree {
    if (reply.kind === 'entries') {
      const entries = payloads.flatMap(parseTree);
      return lazyTree({ id: null, list: async () => entries, bytes });
    }
    if (reply.kind !== 'altered') throw new Error('there is no list, since the judgement that asked is over');
    const altered = new Map(payloads.flatMap((json) => parseJson(json) as WireAlteration[]));
    return alteredTree({ id: null, tree: this.tree(reply.since), alterations: async () => altered, bytes });
  }

  async #ask(tree: number, question: Question): Promise<Answer> {
    if (this.#waiting.size >= ASKS_AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    const id = ++this.#asked;
    return new Promise((resolve) => {
      const payloads: Buffer[] = [];
      this.#waiting.set(id, {
        onReply: (reply, payload) => {
          if (payload.length > 0) payloads.push(payload);
          if ('more' in reply && reply.more) return;
          this.#waiting.delete(id);
          this.#queue.shift()?.();
          resolve({ reply, payloads });
        },
      });
      this.#send(ASK, { id, tree, ...question } satisfies Ask);
    });
  }
}

function blobOf({ reply, payloads }: Answer): Blob {
  if (reply.kind === 'bytes') return { kind: 'bytes', bytes: payloads[0] ?? Buffer.alloc(0) };
  if (reply.kind === 'too-large') return { kind: 'too-large', size: reply.size };
  if (reply.kind === 'unreadable') return { kind: 'unreadable', reason: reply.reason };
  throw new Error('a list came in the place of a blob');
}
