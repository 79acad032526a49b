/** Which changed files go to a validator, and for every other one the reason why not. */
import picomatch from 'picomatch';
import type { ChangedFile } from '../domain/change.ts';
import type { Handling } from '../domain/evidence.ts';
import type { RepoPath } from '../domain/path.ts';
import type { OwnRules, Policy, ValidatorPolicy } from '../domain/policy.ts';
import type { Validator } from '../domain/validator.ts';

export interface Sorted {
  readonly files: readonly ChangedFile[];
  readonly notApplicable: ReadonlyMap<RepoPath, Handling>;
}

interface Sorting {
  readonly validator: Validator;
  readonly coverage: Coverage;
  readonly own: OwnRules | undefined;
}

/** Sorts the changed files; what is deleted or exempt is the validator's to refuse, for some have a say in it. */
export function sortFiles(files: readonly ChangedFile[], { validator, coverage, own }: Sorting): Sorted {
  const notApplicable = new Map<RepoPath, Handling>();
  const applicable = files.filter((file) => {
    const reason = coverage(file.path) ?? refusal(validator, file, own);
    if (reason !== null) notApplicable.set(file.path, { kind: 'not-applicable', reason });
    return reason === null;
  });
  return { files: applicable, notApplicable };
}

function refusal(validator: Validator, file: ChangedFile, own: OwnRules | undefined): string | null {
  const applies = validator.appliesTo(file, own);
  return applies === true ? null : applies;
}

/** Why the policy keeps a path from a validator; null when it does not. */
export type Coverage = (path: RepoPath) => string | null;

/** A validator that the policy does not know sees every path. */
export function coverageOf(policy: Pick<ValidatorPolicy, 'paths' | 'ignore'> | undefined): Coverage {
  const within = policy?.paths.length ? matcher(policy.paths) : () => true;
  const ignored = policy?.ignore.length ? matcher(policy.ignore) : () => false;
  return (path) => {
    if (!within(path)) return "outside the policy's paths";
    return ignored(path) ? 'ignored by policy' : null;
  };
}

/** The globs that say where a validator may look beyond the changed files; plain data, so that a judge can be told. */
export interface Sight {
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
  readonly generated: readonly string[];
}

export function sightOf(policy: Policy, validator: string): Sight {
  const { paths = [], ignore = [] } = policy.validators.get(validator) ?? {};
  return { paths, ignore, generated: policy.generated };
}

export function openSight({ paths, ignore, generated }: Sight): (path: RepoPath) => boolean {
  const covers = coverageOf({ paths, ignore: [...ignore, ...generated] });
  return (path) => covers(path) === null;
}

/** The handling of every file by a validator that did not run at all. */
export function allOff(files: readonly ChangedFile[], reason: string): Map<RepoPath, Handling> {
  return new Map(files.map((file) => [file.path, { kind: 'not-applicable', reason }]));
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  // `s`: a line break in a name must not let the file slip past `**`. Paths have slashes on every system.
  return picomatch([...globs], { dot: true, flags: 's', windows: false });
}
