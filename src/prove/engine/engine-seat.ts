/** A seat whose judges are told what a program of others saw, instead of matching rules themselves. */
import type { Engine } from '../../domain/sighting.ts';
import { resolved, withoutFoldersOf } from '../../kit/on-path.ts';
import { explainNoTime, type Failure } from '../explain-ending.ts';
import type { UntimedJob } from '../judgement.ts';
import type { Judged, Seat } from '../seat.ts';
import type { Found, Looking } from './program.ts';

export interface EngineOptions {
  readonly engine: Exclude<Engine, 'embedded'>;
  readonly env: NodeJS.ProcessEnv;
  /** Folders that a change can write into; they may still be looked for while judges start. */
  readonly judged: readonly string[] | Promise<readonly string[]>;
  readonly signal: AbortSignal;
}

export interface Timing {
  /** Milliseconds that one judgement may take. */
  readonly deadline: number;
  /** Milliseconds left of the run. */
  readonly left: () => number;
}

export class EngineSeat implements Pick<Seat, 'judge'> {
  readonly #seat: Pick<Seat, 'judge'>;
  readonly #options: EngineOptions;
  readonly #timing: Timing;
  #found: Promise<Found | Failure | null> | undefined;

  constructor(seat: Pick<Seat, 'judge'>, options: EngineOptions, timing: Timing) {
    this.#seat = seat;
    this.#options = options;
    this.#timing = timing;
  }

  async judge(job: UntimedJob): Promise<Judged> {
    const found = await (this.#found ??= this.#find());
    if (found === null) return this.#fallBack(job);
    return 'kind' in found ? { answer: found, judge: null } : this.#tell(job, found);
  }

  async #looking(): Promise<Looking> {
    const { signal, env } = this.#options;
    const judged = await this.#options.judged;
    const roots = judged.flatMap((root) => [root, resolved(root)]);
    const outside = roots.reduce((left, root) => withoutFoldersOf(root, left), env);
    return { signal, judged, env: outside, left: this.#timing.left };
  }

  async #find(): Promise<Found | Failure | null> {
    const { findProgram } = await import('./program.ts');
    return findProgram(this.#options.engine, await this.#looking());
  }

  async #tell(job: UntimedJob, found: Found): Promise<Judged> {
    const { deadline, left } = this.#timing;
    const [limit, budget] = left() < deadline ? [left(), true] : [deadline, false];
    if (limit <= 0) return { answer: explainNoTime(found.program), judge: null };
    const { sight } = await import('./sight.ts');
    const sights = await sight(found, { ...job, limit, budget }, await this.#looking());
    if ('kind' in sights) return { answer: sights, judge: null };
    const { answer, judge } = await this.#seat.judge({ ...job, sightings: sights.sighted });
    if (answer.kind !== 'completed') return { answer, judge };
    return { answer: { ...answer, failed: new Map([...answer.failed, ...sights.failed]) }, judge };
  }

  async #fallBack(job: UntimedJob): Promise<Judged> {
    const { answer, judge } = await this.#seat.judge(job);
    return {
      answer:
        answer.kind === 'completed' ? { ...answer, notes: [...(answer.notes ?? []), FALLBACK] } : answer,
      judge,
    };
  }
}

const FALLBACK =
  'Neither semgrep nor opengrep is on the PATH (folders of what is judged do not count): the embedded engine matched the security rules.';
