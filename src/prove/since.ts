/** The proof of a tree that differs in a few files from one that was judged: what they leave alone is as it was. */
import type { Change } from '../domain/change.ts';
import type { Handling } from '../domain/evidence.ts';
import type { RepoPath } from '../domain/path.ts';
import { prove, type Proof, type Proving } from './prove.ts';

/** Proves the touched files alone; only for a validator that judges file by file, after a proof that completed. */
export async function proveSince(
  proving: Proving,
  before: Proof,
  touched: ReadonlySet<RepoPath>,
): Promise<Proof> {
  const { change } = proving;
  const files = change.files.filter(({ path }) => touched.has(path));
  const proof = await prove({ ...proving, change: { ...change, files } });
  return {
    ...proof,
    outcome: { ...proof.outcome, handled: handledOf(change, [proof, before]) },
    findings: [...before.findings.filter(({ at }) => !touched.has(at.path)), ...proof.findings],
  };
}

function handledOf(change: Change, [proof, before]: readonly [Proof, Proof]): Map<RepoPath, Handling> {
  return new Map(
    change.files.flatMap(({ path }): [RepoPath, Handling][] => {
      const handling = proof.outcome.handled.get(path) ?? before.outcome.handled.get(path);
      return handling ? [[path, handling]] : [];
    }),
  );
}
