/** The two ways in which a run ends without a verdict on findings; everything else that is thrown is our bug. */

/** The person who called can mend it: a flag, a revision, a line of policy. Exit code 3. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Git, the disk or the machine could not do its work, so nothing was proven. Exit code 2. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}
