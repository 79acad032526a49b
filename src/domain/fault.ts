/** Why something outside could not be read or written. */

/** `moved`: it stands elsewhere than expected. `forbidden`: the credential may not. `unavailable`: nobody answered. */
export interface Fault {
  readonly kind: 'moved' | 'forbidden' | 'invalid' | 'absent' | 'unavailable';
  /** One sentence that says what to do. */
  readonly message: string;
}
