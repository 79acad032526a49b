/** A search that was ended: thrown, since whoever matches has nothing to go on with. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}
