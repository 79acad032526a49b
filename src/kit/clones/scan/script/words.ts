/** The words of JavaScript and TypeScript. Those that programs often take for names (`type`, `get`, `from`) are names. */
import { Words } from '../words.ts';

export const WORDS = new Words(`
  abstract as asserts async await break case catch class const continue debugger declare default delete do else
  enum export extends false finally for function if implements import in infer instanceof interface is keyof let
  new null of override private protected public readonly return satisfies static super switch this throw true try
  typeof var void while with yield
`);

export const ASYNC = WORDS.code('async');
export const AWAIT = WORDS.code('await');
export const CLASS_WORD = WORDS.code('class');
export const DEFAULT = WORDS.code('default');
export const EXPORT = WORDS.code('export');
export const EXTENDS = WORDS.code('extends');
export const FUNCTION = WORDS.code('function');
export const INTERFACE = WORDS.code('interface');
export const PRIVATE = WORDS.code('private');

/** Words that stand for a value. */
export const VALUES = WORDS.codes('false null super this true');
/** Words that an expression can end with: values, `as const`, types. */
export const LAST_WORDS = WORDS.codes('const false null super this true void');
/** Words before a parenthesis that holds no value and no parameters. */
export const CONTROL = WORDS.codes('await catch for if switch while with');
/** Words before a brace that opens a block. */
export const BLOCKS = WORDS.codes('do else finally try static');
/** Words that no arrow function follows, but perhaps the type of one. */
export const BEFORE_TYPES = WORDS.codes('as asserts extends implements infer is keyof new satisfies typeof');
/** Words that a type goes on with. */
export const TYPE_OPERATORS = WORDS.codes('abstract asserts extends infer is keyof new readonly typeof');
export const BINDERS = WORDS.codes('const let var');
/** What may stand before a function's name or field. */
export const MODIFIERS = WORDS.codes(
  'abstract async const declare default export let override private protected public readonly static var',
);
/** Words in the middle of an expression. */
export const INFIX = WORDS.codes('as in instanceof is of satisfies');
