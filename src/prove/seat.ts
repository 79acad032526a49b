/** A validator's seat in a run: its judge process, replaced when it is gone, and judgements in turn. */
import { explainNoTime } from './explain-ending.ts';
import { Judge, type Answer, type JudgeOptions } from './judge.ts';
import type { Job } from './judgement.ts';

export interface SeatOptions {
  readonly judge: JudgeOptions;
  /** Milliseconds that the validator has for one judgement. */
  readonly deadline: number;
  /** Milliseconds left of the run. */
  readonly left: () => number;
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
  warm(): Judge {
    const last = this.#judges.at(-1);
    if (last?.usable) return last;
    if (this.#closed) throw new Error(`the seat of ${this.#options.judge.validator} is closed`);
    const judge = new Judge(this.#options.judge);
    this.#judges.push(judge);
    return judge;
  }

  judge(job: Omit<Job, 'limit' | 'budget'>): Promise<Judged> {
    const judged = this.#turn.then(() => this.#judgeNow(job));
    this.#turn = judged.catch(() => {});
    return judged;
  }

  /** Ends every process now; none is started any more. */
  kill(): void {
    this.#closed = true;
    for (const judge of this.#judges) judge.kill();
  }

  async #judgeNow(job: Omit<Job, 'limit' | 'budget'>): Promise<Judged> {
    const { deadline, left } = this.#options;
    const rest = left();
    const [limit, budget] = rest < deadline ? [Math.max(0, rest), true] : [deadline, false];
    if (limit === 0) return { answer: explainNoTime(this.#options.judge.validator), judge: null };
    const judge = this.warm();
    return { answer: await judge.judge({ ...job, limit, budget }), judge };
  }
}
