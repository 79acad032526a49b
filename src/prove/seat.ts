/** A validator's seat in a run: its judge processes, replaced when they are gone, and judgements in turn. */
import { explainNoTime } from './explain-ending.ts';
import { Judge, type Answer, type JudgeOptions } from './judge.ts';
import type { UntimedJob } from './judgement.ts';
import { gathered, spread } from './spread.ts';

export interface SeatOptions {
  readonly judge: JudgeOptions;
  /** Milliseconds that the validator has for one judgement. */
  readonly deadline: number;
  /** Milliseconds left of the run. */
  readonly left: () => number;
  /** How many processes may share one judgement. */
  readonly most: number;
}

export interface Judged {
  readonly answer: Answer;
  /** Whose word it is; null when no process was asked. */
  readonly judge: Pick<Judge, 'takenBack'> | null;
}

export class Seat {
  readonly #options: SeatOptions;
  readonly #judges: Judge[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: SeatOptions) {
    this.#options = options;
  }

  /** Every process that ever sat here. */
  get judges(): readonly Judge[] {
    return this.#judges;
  }

  /** Starts a process unless one waits already. */
  warm(): void {
    this.#staff(1);
  }

  judge(job: UntimedJob): Promise<Judged> {
    const judged = this.#turn.then(() => this.#judgeNow(job));
    this.#turn = judged.catch(() => {});
    return judged;
  }

  /** Ends every process now; none is started any more. */
  kill(): void {
    this.#closed = true;
    for (const judge of this.#judges) judge.kill();
  }

  async #judgeNow(job: UntimedJob): Promise<Judged> {
    const { deadline, left } = this.#options;
    const rest = left();
    const [limit, budget] = rest < deadline ? [Math.max(0, rest), true] : [deadline, false];
    if (limit === 0) return { answer: explainNoTime(this.#options.judge.validator), judge: null };
    const shares = spread(job.files, this.#options.most);
    const judges = this.#staff(shares.length);
    const asked = judges.map((judge, at) => judge.judge({ ...job, files: shares[at] ?? [], limit, budget }));
    return { answer: gathered(await Promise.all(asked), job.files), judge: allOf(judges) };
  }

  /** So many processes that can be asked; those that are there come first. */
  #staff(count: number): readonly Judge[] {
    const usable = this.#judges.filter((judge) => judge.usable).slice(0, count);
    if (usable.length < count && this.#closed)
      throw new Error(`the seat of ${this.#options.judge.validator} is closed`);
    const started = Array.from({ length: count - usable.length }, () => new Judge(this.#options.judge));
    this.#judges.push(...started);
    return [...usable, ...started];
  }
}

/** A word that several gave is taken back by any of them. */
function allOf(judges: readonly Judge[]): Judged['judge'] {
  return {
    get takenBack() {
      return judges.find((judge) => judge.takenBack !== null)?.takenBack ?? null;
    },
  };
}
