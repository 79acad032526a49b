/** One judge process from the parent's side: gives it judgements one at a time and takes its word, or its end. */
import type { RepoPath } from '../domain/path.ts';
import type { Sighted } from '../domain/sighting.ts';
import type { Tree } from '../domain/tree.ts';
import type { Frame } from '../kit/child/frames.ts';
import { Peer, type Ending } from '../kit/child/peer.ts';
import { checkTrouble, type Trouble } from '../kit/store/trouble.ts';
import { answerAsk } from './answer-ask.ts';
import * as explain from './explain-ending.ts';
import { Judgement, type Completed, type Job } from './judgement.ts';
import * as protocol from './protocol.ts';

export interface JudgeOptions {
  readonly validator: string;
  readonly execPath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cacheDir: string | null;
  readonly cacheKey: Buffer;
  /** Megabytes that its heap may grow to. */
  readonly memory: number;
  readonly rules: ReadonlySet<string>;
}

export type Answer = Completed | explain.Failure;

interface Current {
  readonly judgement: Judgement;
  readonly timer: NodeJS.Timeout;
  resolve(answer: Answer | Promise<Answer>): void;
  reject(error: unknown): void;
}

type Header = Partial<Record<string, unknown>>;

/** Milliseconds that a judge may take to end after it has said that it is through. */
const PARTING = 1000;
/** Blobs that are read while one goes out: of 5 MB each at most. */
const READ_AHEAD = 4;
const LONGEST_TIMER = 2 ** 31 - 1;
const NO_JUDGEMENT = { trees: new Map<number, Tree>(), unread: new Map<string, string>() };

export class Judge {
  /** Why what it reported before does not count; null while nothing is known against it. */
  takenBack: string | null = null;
  /** Why it could not use the cache folder; null while nothing is known. */
  trouble: Trouble | null = null;
  readonly #options: JudgeOptions;
  readonly #peer: Peer;
  readonly #trees: WeakMap<Tree, number> = new WeakMap();
  #treeCount = 0;
  #judgements = 0;
  #asks = 0;
  #current: Current | null = null;
  #stopped = false;
  #dismissed = false;
  #parted = false;
  #answers: readonly Promise<void>[] = [];

  constructor(options: JudgeOptions) {
    this.#options = options;
    const { execPath, args, env, cacheDir, cacheKey } = options;
    this.#peer = new Peer({
      execPath,
      args,
      env,
      onFrame: (frame) => this.#take(frame),
      onBroken: (reason) => this.#violate(reason),
    });
    void this.#peer.ended.then((ending) => this.#onEnded(ending));
    void this.#peer.send(protocol.HELLO, { cacheDir } satisfies protocol.Hello, cacheKey);
  }

  /** Whether it can be given another judgement. */
  get usable(): boolean {
    return !this.#stopped && !this.#peer.over && this.takenBack === null;
  }

  /** One at a time. Rejects only when a tree could not be read for a reason that is not the judge's. */
  judge(job: Job): Promise<Answer> {
    const { base, head } = job.change;
    const trees = new Map([base, head].map((tree) => [this.#number(tree), tree]));
    const judgement = new Judgement(job, ++this.#judgements, { trees, rules: this.#options.rules });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#onDeadline(), Math.min(job.limit, LONGEST_TIMER));
      this.#current = { judgement, timer, resolve, reject };
      void this.#brief(judgement);
    });
  }

  /** Ends it the polite way; resolves when it is gone. */
  async dismiss(grace: number): Promise<void> {
    this.#dismissed = true;
    if (!this.#peer.over) this.#peer.closeInput();
    const timer = setTimeout(() => {
      if (!this.#parted) this.takenBack ??= explain.explainRefusalToEnd(this.#circumstances());
      this.kill();
    }, grace);
    await this.#peer.ended;
    clearTimeout(timer);
  }

  /** Ends it now; synchronous. */
  kill(): void {
    this.#stopped = true;
    this.#peer.kill();
  }

  /** Resolves when the process is gone. */
  async gone(): Promise<void> {
    await this.#peer.ended;
  }

  async #brief({ job, number }: Judgement): Promise<void> {
    const applies = new Set(job.files);
    const { base, head, files, gated } = job.change;
    const wire = files.map((file): protocol.WireFile => [applies.has(file), file]);
    for (const { json } of protocol.batches(wire)) {
      await this.#peer.send(protocol.FILES, { judgement: number } satisfies protocol.FilesHeader, json);
    }
    const { sight } = job;
    const header = { judgement: number, base: this.#number(base), head: this.#number(head), sight, gated };
    await this.#peer.send(protocol.JUDGE, header satisfies protocol.JudgeHeader, besides(job));
  }

  #number(tree: Tree): number {
    const number = this.#trees.get(tree) ?? ++this.#treeCount;
    this.#trees.set(tree, number);
    return number;
  }

  #take({ kind, header, payload }: Frame): void {
    if (this.#stopped) return;
    if (typeof header !== 'object' || header === null) return this.#violate('a frame without an object');
    const fields: Header = header;
    if (kind === protocol.ASK) return this.#takeAsk(header);
    if (kind === protocol.PARTED && this.#dismissed) return this.#takeParting();
    if (kind === protocol.TROUBLE && this.#dismissed) return this.#takeTrouble(fields);
    const judgement = this.#current?.judgement;
    if (!judgement || fields['judgement'] !== judgement.number) {
      // A place that trails behind its judgement is late, not wrong.
      return kind === protocol.AT ? undefined : this.#violate('a report that nobody asked for');
    }
    judgement.heard = true;
    if (kind === protocol.DONE) return this.#takeDone(judgement, judgement.takeDone(fields, payload));
    const problem = problemOf(judgement, kind, { fields, payload });
    if (problem !== null) this.#violate(problem);
  }

  /**
   * Node can hang in its own exit while WebAssembly is still compiled in the background (seen once in some hundred
   * runs). A judge that has said that it is through and then stays is ended, and its word counts; one that dies
   * of a signal by itself, or with another code than 0, still takes it back.
   */
  #takeParting(): void {
    this.#parted = true;
    const timer = setTimeout(() => this.kill(), PARTING);
    void this.#peer.ended.then(() => clearTimeout(timer));
  }

  #takeTrouble(fields: Header): void {
    this.trouble = checkTrouble(fields);
    if (!this.trouble) this.#violate('a trouble with the cache that no disk has');
  }

  #takeAsk(ask: object): void {
    if (++this.#asks > 4 * protocol.ASKS_AT_ONCE)
      return this.#violate('more questions than it may ask at a time');
    const current = this.#current;
    if (current) current.judgement.heard = true;
    const { trees, unread } = current?.judgement ?? NO_JUDGEMENT;
    const asked = { trees, unread, given: this.#treeCount };
    // Sent in turn, each after the one before has gone out; no more than a few blobs wait in this process.
    const [free, turn] = [this.#answers.at(-READ_AHEAD), this.#answers.at(-1)];
    const answer = Promise.resolve(free)
      .then(() =>
        answerAsk(ask, asked, async (...frame) => {
          await turn;
          await this.#peer.send(...frame);
        }),
      )
      .then((problem) => {
        this.#asks--;
        if (problem !== null) this.#violate(problem);
      })
      .catch((error: unknown) => {
        this.kill();
        if (current && this.#release(current)) current.reject(error);
      });
    this.#answers = [...this.#answers, answer].slice(-READ_AHEAD);
  }

  #takeDone(judgement: Judgement, result: Completed | string): void {
    if (typeof result === 'string') return this.#violate(result);
    this.#finish(this.#located(judgement, result));
  }

  /** The result, unless it speaks of files that are nowhere in the tree. */
  async #located(judgement: Judgement, result: Completed): Promise<Answer> {
    const path = await judgement.unknownPath();
    if (path === null) return result;
    this.kill();
    return explain.explainViolation(
      `it speaks of ${JSON.stringify(path)}, which is no file`,
      this.#circumstances(),
    );
  }

  #onDeadline(): void {
    const job = this.#current?.judgement.job;
    if (!job) return;
    this.kill();
    this.#finish(explain.explainTimeout(job.limit, job.budget, this.#circumstances()));
  }

  #violate(problem: string): void {
    if (this.#stopped || this.#peer.over) return;
    const failure = explain.explainViolation(problem, this.#circumstances());
    this.kill();
    if (this.#current) this.#finish(failure);
    else this.takenBack = failure.message;
  }

  #onEnded(ending: Ending): void {
    const judgement = this.#current?.judgement;
    const circumstances = this.#circumstances();
    const reported = this.#judgements > (judgement ? 1 : 0);
    // Dead before it said a word on this judgement: it may as well have died of the one before.
    if (reported && !this.#stopped && !judgement?.heard && !explain.isClean(ending)) {
      this.takenBack ??= explain.explainRetraction(ending, circumstances);
    }
    if (judgement) this.#finish(explain.explainEnding(ending, circumstances));
  }

  #circumstances(): explain.Circumstances {
    const { validator, memory } = this.#options;
    return { validator, memory, at: this.#current?.judgement.at ?? null };
  }

  #finish(answer: Answer | Promise<Answer>): void {
    const current = this.#current;
    if (current && this.#release(current)) current.resolve(answer);
  }

  #release(current: Current): boolean {
    if (this.#current !== current) return false;
    clearTimeout(current.timer);
    this.#current = null;
    return true;
  }
}

/** Of what was seen elsewhere, only what is about its own files. */
function besides({ own, sightings, files }: Job): Buffer | undefined {
  if (!own && !sightings) return undefined;
  const seen =
    sightings &&
    files.flatMap(({ path }): [RepoPath, Sighted][] => {
      const sighted = sightings.get(path);
      return sighted ? [[path, sighted]] : [];
    });
  const said: protocol.Besides = { rules: own?.files ?? [], sightings: seen };
  return Buffer.from(JSON.stringify(said));
}

/** Takes what is not the end of a judgement; what is wrong with it, or null. */
function problemOf(
  judgement: Judgement,
  kind: number,
  sent: { fields: Header; payload: Buffer },
): string | null {
  switch (kind) {
    case protocol.AT:
      return judgement.takeAt(sent.fields['path']);
    case protocol.FOUND:
      return judgement.takeFound(sent.payload);
    case protocol.FAULT:
      return String(sent.fields['message']);
    default:
      return `a frame of the unknown kind ${kind}`;
  }
}
