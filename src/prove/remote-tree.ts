/** Trees as a judge process sees them: no repository, no path on disk, only questions to the parent. */
import type { RepoPath } from '../domain/path.ts';
import type { Blob, Entry, Oid, Tree } from '../domain/tree.ts';
import { parseJson, type Frame } from '../kit/child/frames.ts';
import { ASK, ASKS_AT_ONCE, type Ask, type Reply, type WireEntry } from './protocol.ts';

export type Send = (kind: number, header: object, payload?: Uint8Array) => void;

type Question = { readonly what: 'list' } | { readonly what: 'bytes'; readonly oid: Oid };

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
    const tree = this.#trees.get(number) ?? remoteTree((question) => this.#ask(number, question));
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

  async #ask(tree: number, question: Question): Promise<Blob | readonly Entry[]> {
    if (this.#waiting.size >= ASKS_AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    const id = ++this.#asked;
    return new Promise((resolve) => {
      const entries: Entry[] = [];
      const finish = (answer: Blob | readonly Entry[]): void => {
        this.#waiting.delete(id);
        this.#queue.shift()?.();
        resolve(answer);
      };
      this.#waiting.set(id, {
        onReply: (reply, payload) => {
          if (reply.kind !== 'entries') return finish(blobOf(reply, payload));
          for (const entry of readEntries(payload)) entries.push(entry);
          if (!reply.more) finish(entries);
        },
      });
      this.#send(ASK, { id, tree, ...question } satisfies Ask);
    });
  }
}

function remoteTree(ask: (question: Question) => Promise<Blob | readonly Entry[]>): Tree {
  let listed: Promise<readonly Entry[]> | undefined;
  let byPath: Promise<ReadonlyMap<RepoPath, Entry>> | undefined;
  const list = (): Promise<readonly Entry[]> => {
    listed ??= ask({ what: 'list' }) as Promise<readonly Entry[]>;
    return listed;
  };
  return {
    id: null,
    list,
    async entry(path) {
      // One list instead of a round trip for each of the thousands of names that resolving imports tries.
      byPath ??= list().then((entries) => new Map(entries.map((entry) => [entry.path, entry])));
      return (await byPath).get(path);
    },
    bytes: (oid) => ask({ what: 'bytes', oid }) as Promise<Blob>,
  };
}

function blobOf(reply: Exclude<Reply, { kind: 'entries' }>, payload: Buffer): Blob {
  if (reply.kind === 'bytes') return { kind: 'bytes', bytes: payload };
  if (reply.kind === 'too-large') return { kind: 'too-large', size: reply.size };
  return { kind: 'unreadable', reason: reply.reason };
}

function readEntries(payload: Buffer): Entry[] {
  const wire = (payload.length > 0 ? parseJson(payload) : []) as WireEntry[];
  return wire.map(([path, mode, oid]) => ({ path: path as RepoPath, mode, oid }));
}
