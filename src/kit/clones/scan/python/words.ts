/** The words of Python, and the names that everybody gives to what a method is called on. */
import { Words } from '../words.ts';

export const WORDS = new Words(`
  False None True and as assert async await break class cls continue def del elif else except finally for from
  global if import in is lambda nonlocal not or pass raise return self try while with yield
`);

export const ASYNC = WORDS.code('async');
export const CLASS_WORD = WORDS.code('class');
export const DEF = WORDS.code('def');
