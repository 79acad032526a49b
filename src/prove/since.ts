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
  const inTouched = ({ path }: { readonly path: RepoPath }): boolean => touched.has(path);
  const origins = new Set(change.files.filter(inTouched).map(({ origin }) => origin));
  // Whether a touched file's origin was exempt decides what stood before; it lies in the change as deleted.
  const files = change.files.filter((file) => inTouched(file) || origins.has(file.path));
  const proof = await prove({ ...proving, change: { ...change, files } });
  return {
    ...proof,
    outcome: { ...proof.outcome, handled: handledOf(change, [proof, before]) },
    findings: [
      ...before.findings.filter(({ at }) => !inTouched(at)),
      ...proof.findings.filter(({ at }) => inTouched(at)),
    ],
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
