/** A seat whose answers were given in another run: data from a file, checked as if a judge process had sent it. */
import { displayPath, type RepoPath } from '../domain/path.ts';
import type { StatedAnswer, Statement } from '../domain/part.ts';
import type { Shard } from '../domain/shard.ts';
import type { Validator } from '../domain/validator.ts';
import { EnvironmentError } from '../errors.ts';
import { rulesOf } from '../kit/rules.ts';
import { checkFailed, checkNotes, checkObservations, type Bounds } from './check-result.ts';
import type { Answer } from './judge.ts';
import type { Job } from './judgement.ts';
import { openSight } from './scope.ts';
import { isOwn } from './share.ts';
import type { Judged, Seat } from './seat.ts';

export interface Source {
  readonly name: string;
  readonly shard: Shard;
  readonly validator: Validator;
}

type Asked = Pick<Job, 'change' | 'files' | 'sight' | 'own'>;

export class StatedSeat implements Pick<Seat, 'judge'> {
  readonly #statement: Statement | undefined;
  readonly #source: Source;
  #asked = 0;

  constructor(statement: Statement | undefined, source: Source) {
    this.#statement = statement;
    this.#source = source;
  }

  async judge(asked: Asked): Promise<Judged> {
    const answer = this.#statement?.answers[this.#asked++];
    const paths = asked.files.map(({ path }) => path);
    const missing = paths.find((path, at) => answer?.files[at] !== path);
    if (answer === undefined) throw this.#refusal('has no word on the files of its share');
    if (missing !== undefined) throw this.#refusal(`does not say what became of ${displayPath(missing)}`);
    if (answer.files.length > paths.length) throw this.#refusal('is about more files than its share');
    const takenBack = this.#statement?.takenBack ?? null;
    return { answer: await this.#checked(answer, asked), judge: { takenBack } };
  }

  /** Refuses words that nothing was asked for. */
  close(): void {
    if ((this.#statement?.answers.length ?? 0) > this.#asked)
      throw this.#refusal('answers what nobody asked it');
  }

  async #checked(stated: StatedAnswer, asked: Asked): Promise<Answer> {
    if (stated.status !== 'completed') {
      if (stated.message === '') throw this.#refusal('does not say why it did not complete');
      return { kind: stated.status, message: stated.message };
    }
    const shipped = rulesOf(this.#source.validator.id).map(({ id }) => id);
    const rules = new Set<string>([...shipped, ...(asked.own?.rules.keys() ?? [])]);
    const bounds: Bounds = {
      rules,
      paths: new Set(asked.files.map(({ path }) => path)),
      elsewhere: new Set(),
    };
    const observations = checkObservations(stated.observations, bounds);
    if (!observations.ok) throw this.#refusal(`is wrong: ${observations.problem}`);
    const failed = checkFailed(stated.failed, bounds);
    if (!failed.ok) throw this.#refusal(`is wrong: ${failed.problem}`);
    const notes = checkNotes(stated.notes ?? []);
    if (!notes.ok) throw this.#refusal(`is wrong: ${notes.problem}`);
    const others = this.#others(asked);
    for (const path of bounds.elsewhere) {
      if (others.has(path)) throw this.#refusal(`speaks of ${displayPath(path)}, which is another shard's`);
      if (!(await asked.change.head.entry(path)))
        throw this.#refusal(`speaks of ${displayPath(path)}, which is no file`);
    }
    return {
      kind: 'completed',
      observations: observations.value,
      failed: failed.value,
      notes: notes.value,
    };
  }

  /** The files that another shard speaks of; whoever looks for importers leaves out just these. */
  #others({ change, sight, own }: Asked): Set<RepoPath> {
    const { validator, shard } = this.#source;
    const sees = openSight(sight);
    const others = change.files.filter(
      (file) => validator.appliesTo(file, own) === true && sees(file.path) && !isOwn(validator, file, shard),
    );
    return new Set(others.map(({ path }) => path));
  }

  #refusal(what: string): EnvironmentError {
    const { name, shard, validator } = this.#source;
    return new EnvironmentError(
      `${name} cannot be relied on: what it holds of ${validator.id} ${what}. Run shard ${shard.index} of ${shard.of} again.`,
    );
  }
}
