/** The words of Go, and the constants that everybody knows. */
import { Words } from '../words.ts';

export const WORDS = new Words(`
  break case chan const continue default defer else fallthrough false for func go goto if import interface iota map
  nil package range return select struct switch true type var
`);

export const FUNC = WORDS.code('func');
/** Words whose brace opens members of a type. */
export const BRACED = WORDS.codes('interface struct');
/** Words that a type goes on with. */
export const IN_TYPES = WORDS.codes('chan func interface map struct');
