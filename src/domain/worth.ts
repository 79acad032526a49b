/** What a green check is worth where the gate runs: who could make it green without the gate. */

/**
 * From strong to weak. `required-workflow`: an organisation's ruleset runs it. `app-pinned`: the required check is
 * bound to an app of one's own. `forgeable`: whoever may change workflows, or write checks, can make it green.
 * `not-required`: no rule of the branch asks for it. `unknown`: the rules could not be read.
 */
type WorthLevel = 'required-workflow' | 'app-pinned' | 'forgeable' | 'not-required' | 'unknown';

export interface Worth {
  readonly level: WorthLevel;
  /** One sentence for people: why, and by whom it could be forged. */
  readonly because: string;
}
