/** The words of Java. `record`, `sealed`, `permits`, `when` and `yield` are names: programs use them as such. */
import { Words } from '../words.ts';

export const WORDS = new Words(`
  abstract assert boolean break byte case catch char class const continue default do double else enum extends false
  final finally float for goto if implements import instanceof int interface long native new null package private
  protected public return short static strictfp super switch synchronized this throw throws transient true try var
  void volatile while
`);

export const CASE = WORDS.code('case');
export const DEFAULT = WORDS.code('default');
export const NEW = WORDS.code('new');
export const PRIVATE = WORDS.code('private');
export const THROWS = WORDS.code('throws');
/** Words whose name is followed by members. */
export const TYPE_WORDS = WORDS.codes('class enum interface');
/** Types that are words. */
export const PRIMITIVES = WORDS.codes('boolean byte char double float int long short void');
export const MODIFIERS = WORDS.codes(
  'abstract default final native private protected public static strictfp synchronized',
);
