/** Spreads the files of one judgement over several judges, and makes one answer of theirs. */
import type { ChangedFile } from '../domain/change.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Answer } from './judge.ts';

/** A judge takes a fifth of a second to load what it judges by, in which it judges about as many files. */
const WORTH_A_JUDGE = 100;

/** The files in turn to as many as are worth it, `most` at most: neighbours are of a size, and take as long. */
export function spread(files: readonly ChangedFile[], most: number): ChangedFile[][] {
  const count = Math.max(1, Math.min(most, Math.floor(files.length / WORTH_A_JUDGE)));
  return Array.from({ length: count }, (_, share) => files.filter((_file, at) => at % count === share));
}

/** One answer: the first failure, or what all said, in the order of the files, as one judge would have. */
export function gathered(answers: readonly Answer[], files: readonly ChangedFile[]): Answer {
  const [only, ...others] = answers;
  if (only && others.length === 0) return only;
  const completed = answers.filter((answer) => answer.kind === 'completed');
  const failure = answers.find((answer) => answer.kind !== 'completed');
  if (failure) return failure;
  const order = new Map(files.map(({ path }, at) => [path, at]));
  const placeOf = (path: RepoPath): number => order.get(path) ?? files.length;
  const failed = completed.flatMap((answer) => [...answer.failed]);
  return {
    kind: 'completed',
    observations: completed
      .flatMap((answer) => answer.observations)
      .sort((a, b) => placeOf(a.at.path) - placeOf(b.at.path)),
    failed: new Map(failed.sort(([a], [b]) => placeOf(a) - placeOf(b))),
    notes: [...new Set(completed.flatMap((answer) => answer.notes ?? []))],
  };
}
