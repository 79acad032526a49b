/** Which validators a run leaves out, and why. */
import type { Policy } from '../domain/policy.ts';
import type { Validator } from '../domain/validator.ts';
import { UserError } from '../errors.ts';

export interface Selection {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** Throws a UserError for the id of a validator that there is not. */
export function checkSelection(validators: readonly Validator[], { only = [], skip = [] }: Selection): void {
  const known = validators.map(({ id }) => id);
  const check = (flag: string, ids: readonly string[]): void => {
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown === undefined) return;
    throw new UserError(`${flag} names "${unknown}", which is no validator. There are: ${known.join(', ')}.`);
  };
  check('--only', only);
  check('--skip', skip);
}

/** Null for a validator that runs, as far as the policy is known. */
export function reasonToSkip(
  { id }: Validator,
  { policy, only = [], skip = [] }: Selection & { readonly policy?: Policy },
): string | null {
  if (only.length > 0 && !only.includes(id)) return 'left out by --only';
  if (skip.includes(id)) return 'left out by --skip';
  return policy?.validators.get(id)?.level === 'off' ? 'off by policy' : null;
}
