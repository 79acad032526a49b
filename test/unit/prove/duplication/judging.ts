/** Judges files in memory as the gate would, for the tests of duplication. */
import type { Change } from '../../../../src/domain/change.ts';
import type { Observation } from '../../../../src/domain/finding.ts';
import type { RepoPath } from '../../../../src/domain/path.ts';
import type { Judgement, Scope } from '../../../../src/domain/validator.ts';
import { addedLines } from '../../../../src/kit/diff.ts';
import { duplication } from '../../../../src/prove/validators/duplication/duplication.ts';
import { computedFacts } from '../../../support/facts.ts';
import { changeOf, type Files } from '../../../support/trees.ts';

async function judgeChange(change: Change, more: Partial<Scope> = {}): Promise<Judgement> {
  const run = await duplication.load();
  const files = change.files.filter((file) => duplication.appliesTo(file) === true);
  const { base, head, files: changed } = change;
  const scope = { base, head, files, changed, sees: () => true, facts: computedFacts(), at: () => undefined };
  return run({ ...scope, ...more });
}

/** What is seen in a change from `base` to `head`, its hunks as git would have them. */
export async function judge(
  base: Files,
  head: Files,
  more: Partial<Scope> = {},
): Promise<readonly Observation[]> {
  return (await judgeChange(await exactChange(base, head), more)).observations;
}

async function exactChange(base: Files, head: Files): Promise<Change> {
  const change = await changeOf(base, head);
  const bytes = (files: Files, path: RepoPath) => Buffer.from(files[path] ?? '');
  const files = change.files.map((file) => ({
    ...file,
    hunks: file.head ? addedLines(file.base && bytes(base, file.path), bytes(head, file.path)) : [],
  }));
  return { ...change, files };
}
