/** Which changed files go to a validator, and for every other one the reason why not. */
import picomatch from 'picomatch';
import type { ChangedFile } from '../domain/change.ts';
import type { Handling } from '../domain/evidence.ts';
import type { RepoPath } from '../domain/path.ts';
import type { ValidatorPolicy } from '../domain/policy.ts';
import type { Validator } from '../domain/validator.ts';

export interface Sorted {
  readonly files: readonly ChangedFile[];
  readonly notApplicable: ReadonlyMap<RepoPath, Handling>;
}

/** Sorts the changed files. A validator that the policy does not know sees every path. */
export function sortFiles(
  files: readonly ChangedFile[],
  validator: Validator,
  policy: ValidatorPolicy | undefined,
): Sorted {
  const within = policy?.paths.length ? matcher(policy.paths) : () => true;
  const ignored = policy?.ignore.length ? matcher(policy.ignore) : () => false;
  const notApplicable = new Map<RepoPath, Handling>();
  const applicable = files.filter((file) => {
    const reason = reasonAgainst(file);
    if (reason !== null) notApplicable.set(file.path, { kind: 'not-applicable', reason });
    return reason === null;
  });
  return { files: applicable, notApplicable };

  function reasonAgainst(file: ChangedFile): string | null {
    if (file.head === null) return 'deleted';
    if (!within(file.path)) return "outside the policy's paths";
    if (ignored(file.path)) return 'ignored by policy';
    const applies = validator.appliesTo(file);
    return applies === true ? null : applies;
  }
}

/** The handling of every file by a validator that did not run at all. */
export function allOff(files: readonly ChangedFile[], reason: string): Map<RepoPath, Handling> {
  return new Map(files.map((file) => [file.path, { kind: 'not-applicable', reason }]));
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  // `s`: a line break in a name must not let the file slip past `**`. Paths have slashes on every system.
  return picomatch([...globs], { dot: true, flags: 's', windows: false });
}
