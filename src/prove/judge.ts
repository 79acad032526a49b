/** One judge process from the parent's side: gives it judgements one at a time and takes its word, or its end. */
import type { Change, ChangedFile } from '../domain/change.ts';
import type { Observation } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import { parseJson, type Frame } from '../kit/child/frames.ts';
import { Peer, type Ending } from '../kit/child/peer.ts';
import { answerAsk, type Unread } from './answer-ask.ts';
import { checkFailed, checkObservations, type Bounds, type Checked } from './check-result.ts';
import * as explain from './explain-ending.ts';
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

export interface Job {
  readonly change: Pick<Change, 'base' | 'head'>;
  readonly files: readonly ChangedFile[];
  /** Milliseconds from now; `budget` when the run's time ends before the validator's own. */
  readonly limit: number;
  readonly budget: boolean;
}

export type Answer =
  | {
      readonly kind: 'completed';
      readonly observations: readonly Observation[];
      readonly failed: ReadonlyMap<RepoPath, string>;
    }
  | explain.Failure;

interface Current {
  readonly job: Job;
  readonly number: number;
  readonly trees: ReadonlyMap<number, Change['head']>;
  readonly bounds: Bounds;
  readonly observations: Observation[];
  readonly unread: Unread;
  readonly timer: NodeJS.Timeout;
  /** Whether it sent anything for this judgement. */
  heard: boolean;
  at: string | null;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

const MAX_OBSERVATIONS = 200_000;
const MAX_PATH = 20_000;

export class Judge {
  /** Why what it reported before does not count; null while nothing is known against it. */
  takenBack: string | null = null;
  readonly #options: JudgeOptions;
  readonly #peer: Peer;
  readonly #trees: WeakMap<Change['head'], number> = new WeakMap();
  #treeCount = 0;
  #judgements = 0;
  #asks = 0;
  #current: Current | null = null;
  #stopped = false;
  #answering: Promise<void> = Promise.resolve();

  constructor(options: JudgeOptions) {
    this.#options = options;
    const { execPath, args, env } = options;
    this.#peer = new Peer({
      execPath,
      args,
      env,
      onFrame: (frame) => this.#take(frame),
      onBroken: (reason) => this.#violate(reason),
    });
    void this.#peer.ended.then((ending) => this.#onEnded(ending));
    void this.#peer.send(
      protocol.HELLO,
      { cacheDir: options.cacheDir } satisfies protocol.Hello,
      options.cacheKey,
    );
  }

  /** Whether it can be given another judgement. */
  get usable(): boolean {
    return !this.#stopped && !this.#peer.over && this.takenBack === null;
  }

  /** One at a time. Rejects only when a tree could not be read for a reason that is not the judge's. */
  judge(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#onDeadline(), Math.min(job.limit, 2 ** 31 - 1));
      const { base, head } = job.change;
      const current: Current = {
        job,
        number: ++this.#judgements,
        trees: new Map([base, head].map((tree) => [this.#number(tree), tree])),
        bounds: { rules: this.#options.rules, paths: new Set(job.files.map((file) => file.path)) },
        observations: [],
        unread: new Map(),
        timer,
        heard: false,
        at: null,
        resolve,
        reject,
      };
      this.#current = current;
      void this.#brief(current);
    });
  }

  /** Ends it the polite way; resolves when it is gone. */
  async dismiss(grace: number): Promise<void> {
    if (!this.#peer.over) this.#peer.closeInput();
    const timer = setTimeout(() => {
      this.takenBack ??= `${this.#options.validator} reported and then did not end: what it said is not relied on.`;
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

  async #brief({ job, number }: Current): Promise<void> {
    for (const { json } of protocol.batches(job.files)) {
      await this.#peer.send(protocol.FILES, { judgement: number } satisfies protocol.FilesHeader, json);
    }
    const { base, head } = job.change;
    const header: protocol.JudgeHeader = {
      judgement: number,
      base: this.#number(base),
      head: this.#number(head),
    };
    await this.#peer.send(protocol.JUDGE, header);
  }

  #number(tree: Change['head']): number {
    const number = this.#trees.get(tree) ?? ++this.#treeCount;
    this.#trees.set(tree, number);
    return number;
  }

  #take(frame: Frame): void {
    if (this.#stopped) return;
    const header = frame.header as Partial<Record<string, unknown>> | null;
    const current = this.#current;
    if (typeof header !== 'object' || header === null)
      return this.#violate('a frame whose header is no object');
    if (frame.kind === protocol.ASK) return this.#takeAsk(header);
    if (!current || header['judgement'] !== current.number) {
      // A place that trails behind its judgement is late, not wrong.
      return frame.kind === protocol.AT ? undefined : this.#violate('a report that nobody asked for');
    }
    current.heard = true;
    if (frame.kind === protocol.AT) this.#takeAt(current, header['path']);
    else if (frame.kind === protocol.FOUND) this.#takeFound(current, frame.payload);
    else if (frame.kind === protocol.DONE) this.#takeDone(current, header, frame.payload);
    else if (frame.kind === protocol.FAULT) this.#violate(String(header['message']));
    else this.#violate(`a frame of the unknown kind ${frame.kind}`);
  }

  #takeAt(current: Current, path: unknown): void {
    if (typeof path !== 'string' || path.length > MAX_PATH) return this.#violate('a place that is no path');
    current.at = path;
  }

  #takeAsk(ask: object): void {
    if (++this.#asks > 4 * protocol.ASKS_AT_ONCE)
      return this.#violate('more questions than it may ask at a time');
    const current = this.#current;
    if (current) current.heard = true;
    const asked = {
      trees: current?.trees ?? new Map(),
      unread: current?.unread ?? new Map(),
      given: this.#treeCount,
    };
    // In turn, each after the one before has gone out: no more than one blob waits in this process.
    this.#answering = this.#answering
      .then(() => answerAsk(ask, asked, (kind, header, payload) => this.#peer.send(kind, header, payload)))
      .then((problem) => {
        this.#asks--;
        if (problem !== null) this.#violate(problem);
      })
      .catch((error: unknown) => {
        this.kill();
        if (current && this.#release(current)) current.reject(error);
      });
  }

  #takeFound(current: Current, payload: Buffer): void {
    const found = this.#checked(checkObservations(parseJson(payload), current.bounds));
    if (!found) return;
    for (const observation of found) current.observations.push(observation);
    if (current.observations.length > MAX_OBSERVATIONS)
      this.#violate(`more than ${MAX_OBSERVATIONS} observations`);
  }

  #takeDone(current: Current, header: Partial<Record<string, unknown>>, payload: Buffer): void {
    const failed = this.#checked(checkFailed(parseJson(payload), current.bounds));
    if (!failed) return;
    const { observations } = current;
    if (header['observations'] !== observations.length || header['failed'] !== failed.size) {
      return this.#violate('its counts differ from what it sent');
    }
    for (const { path, head } of current.job.files) {
      const reason = head && current.unread.get(head.oid);
      if (reason) failed.set(path, reason);
    }
    this.#finish({ kind: 'completed', observations, failed });
  }

  #checked<T>(result: Checked<T>): T | null {
    if (result.ok) return result.value;
    this.#violate(result.problem);
    return null;
  }

  #onDeadline(): void {
    const current = this.#current;
    if (!current) return;
    this.kill();
    this.#finish(explain.explainTimeout(current.job.limit, current.job.budget, this.#circumstances()));
  }

  #violate(problem: string): void {
    if (this.#stopped || this.#peer.over) return;
    const failure = explain.explainViolation(problem, this.#circumstances());
    this.kill();
    if (this.#current) this.#finish(failure);
    else this.takenBack = failure.message;
  }

  #onEnded(ending: Ending): void {
    const current = this.#current;
    const circumstances = this.#circumstances();
    const reported = this.#judgements > (current ? 1 : 0);
    // Dead before it said a word on this judgement: it may as well have died of the one before.
    if (reported && !this.#stopped && !current?.heard && !explain.isClean(ending)) {
      this.takenBack ??= explain.explainRetraction(ending, circumstances);
    }
    if (current) this.#finish(explain.explainEnding(ending, circumstances));
  }

  #circumstances(): explain.Circumstances {
    const { validator, memory } = this.#options;
    return { validator, memory, at: this.#current?.at ?? null };
  }

  #finish(answer: Answer): void {
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
