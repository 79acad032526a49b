/** What our check run is called: never like a job, so that nobody requires a display by mistake. */
import type { Judged } from '../occasion.ts';

/** Of what would be merged into the default branch. */
export const CHECK_NAME = 'Gatewright report';

/** Of what would be merged into `branch`. */
export function reportInto(branch: string, defaultBranch: string): string {
  return branch === '' || branch === defaultBranch ? CHECK_NAME : `${CHECK_NAME} into ${branch}`;
}

interface Displayed {
  readonly occasion: Judged;
  /** Where it would be merged, as far as that is known. */
  readonly branch?: string | null;
  readonly place: { readonly defaultBranch: string };
}

/**
 * A check stands on a commit, and one commit can be pushed, audited, and proposed for several branches. A green about
 * one of these must not stand for another: whoever can push a branch chooses the base that theirs is compared with.
 */
export function checkNameOf({ occasion, branch, place }: Displayed): string {
  switch (occasion.kind) {
    case 'push':
      return `${CHECK_NAME} of a push`;
    case 'audit':
      return `${CHECK_NAME} of an audit`;
    default:
      return reportInto(branch ?? occasion.base.ref, place.defaultBranch);
  }
}
