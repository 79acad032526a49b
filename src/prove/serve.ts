/** The judge process: takes trees and changed files from its parent, runs one validator, reports what it saw. */
import fs from 'node:fs';
import type { RepoPath } from '../domain/path.ts';
import type { Facts, Judgement, Scope, Validator } from '../domain/validator.ts';
import { encodeFrame, FrameReader, parseJson, type Frame } from '../kit/child/frames.ts';
import type { Trouble } from '../kit/store/trouble.ts';
import * as protocol from './protocol.ts';
import { Wire } from './remote-tree.ts';
import { openSight } from './scope.ts';

/** Facts that outlive the judge. */
export interface KeptFacts extends Facts {
  /** Why they are not kept; null while they are. */
  readonly trouble: Trouble | null;
  /** Keeps what was learned, as far as the disk lets it. */
  save(): void;
}

export interface ServeOptions {
  readonly validator: Validator;
  openFacts(dir: string | null, key: Buffer): KeptFacts;
}

/** The parent is trusted; this only stops a length that a bug made up. */
const PARENT_CAP = 1_000_000_000;
const REPORTS = 3;

/** Serves until standard input ends, then exits with 0. */
export function serve(options: ServeOptions): void {
  const session = new Session(options);
  const reader = new FrameReader(PARENT_CAP);
  process.stdin.on('data', (chunk: Buffer) => {
    const { frames, broken } = reader.read(chunk);
    for (const frame of frames) session.take(frame);
    if (broken !== null) throw new Error(`the parent sent ${broken}`);
  });
  // Whatever a validator left running (timers, sockets) must not keep the process.
  process.stdin.on('end', () => part(session));
}

function part(session: Session): void {
  try {
    session.keep();
    sendFrame(protocol.PARTED, {});
  } finally {
    // Also when the parent is gone and there is nobody to say it to.
    process.exit(0);
  }
}

class Session {
  readonly #validator: Validator;
  readonly #openFacts: ServeOptions['openFacts'];
  readonly #judge: ReturnType<Validator['load']>;
  readonly #wire = new Wire(sendFrame);
  #facts: KeptFacts | undefined;
  #files: protocol.WireFile[] = [];

  constructor({ validator, openFacts }: ServeOptions) {
    this.#validator = validator;
    this.#openFacts = openFacts;
    // Begins at once, while the parent still reads git; a failure is told by the first judgement.
    this.#judge = validator.load();
    this.#judge.catch(() => {});
  }

  take(frame: Frame): void {
    switch (frame.kind) {
      case protocol.HELLO:
        this.#facts = this.#openFacts((frame.header as protocol.Hello).cacheDir, Buffer.from(frame.payload));
        break;
      case protocol.FILES:
        this.#files.push(...(parseJson(frame.payload) as protocol.WireFile[]));
        break;
      case protocol.JUDGE:
        void this.#run(frame.header as protocol.JudgeHeader, frame.payload);
        break;
      case protocol.REPLY:
        this.#wire.reply(frame);
        break;
      default:
        throw new Error(`the parent sent a frame of kind ${frame.kind}`);
    }
  }

  /** Keeps what was learned, and says when the disk refused: it changes no verdict, and somebody may wonder. */
  keep(): void {
    this.#facts?.save();
    const trouble = this.#facts?.trouble;
    if (trouble) sendFrame(protocol.TROUBLE, trouble);
  }

  async #run(header: protocol.JudgeHeader, payload: Buffer): Promise<void> {
    const files = this.#files;
    this.#files = [];
    try {
      const judge = await this.#judge;
      report(header.judgement, await judge(this.#scope(header, files, payload)));
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      sendFrame(protocol.FAULT, { judgement: header.judgement, message: message.slice(0, 10_000) });
    }
  }

  #scope(header: protocol.JudgeHeader, files: readonly protocol.WireFile[], payload: Buffer): Scope {
    const { judgement, base, head, sight, gated } = header;
    const { rules, sightings } = payload.length > 0 ? (parseJson(payload) as protocol.Besides) : NOTHING;
    if (!this.#facts) throw new Error(`${this.#validator.id} was asked to judge before it was greeted`);
    this.#wire.keep([base, head]);
    return {
      base: this.#wire.tree(base),
      head: this.#wire.tree(head),
      files: files.flatMap(([applies, file]) => (applies ? [file] : [])),
      changed: files.map(([, file]) => file),
      sees: openSight(sight),
      facts: this.#facts,
      gated,
      rules,
      ...(sightings && { sightings: new Map(sightings) }),
      at: (path: RepoPath) => sendFrame(protocol.AT, { judgement, path }),
    };
  }
}

const NOTHING: protocol.Besides = { rules: [] };

function report(judgement: number, { observations, failed, notes = [] }: Judgement): void {
  for (const { json, count } of protocol.batches(observations)) {
    sendFrame(protocol.FOUND, { judgement, count }, json);
  }
  const reasons = Buffer.from(JSON.stringify([...failed]));
  const counts = { observations: observations.length, failed: failed.size };
  const header: protocol.DoneHeader = { judgement, ...counts, notes };
  sendFrame(protocol.DONE, header, reasons);
}

/** Synchronous: what was sent has arrived even when the next file crashes or hangs the process. */
function sendFrame(kind: number, header: object, payload?: Uint8Array): void {
  for (const part of encodeFrame(kind, header, payload)) {
    for (let at = 0; at < part.length;) at += fs.writeSync(REPORTS, part, at);
  }
}
