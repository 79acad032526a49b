/** The one place that parses: trees, facts and tokens of a text in one of the languages that a grammar reads. */
import type { Tree } from 'web-tree-sitter';
import { parserFor } from './engine.ts';
import type { FileFacts, Span, TokenFact } from './facts.ts';
import { go } from './go.ts';
import type { Grammar } from './grammar.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import type { Language } from './language.ts';
import { python } from './python.ts';
import { listTokens } from './tokens.ts';
import { firstError, walkToWords } from './walk.ts';

const GRAMMARS: Readonly<Record<Language, Grammar>> = {
  javascript,
  jsx: javascript,
  typescript: javascript,
  tsx: javascript,
  python,
  java,
  go,
};

/**
 * How much work a text may cost, in calls of the parser's progress callback (one per 100 operations). Dense code
 * costs 0.06 a character, error recovery without end costs more. Counted, not timed: a limit by the clock would
 * make facts depend on the machine's load, and they are cached.
 */
const FREE_STEPS = 20_000;
const STEPS_PER_CHARACTER = 0.1;

/**
 * Parses the text and shows the tree to `use`, which must not keep anything of it: the tree is freed when `use`
 * returns. Null when the parser gave up.
 */
export async function withTree<T>(
  text: string,
  language: Language,
  use: (tree: Tree) => T,
): Promise<T | null> {
  const parser = await parserFor(language);
  let steps = FREE_STEPS + text.length * STEPS_PER_CHARACTER;
  const tree = parser.parse(text, null, { progressCallback: () => --steps < 0 });
  if (!tree) {
    // Without this the next parse would go on with this text.
    parser.reset();
    return null;
  }
  try {
    return use(tree);
  } finally {
    tree.delete();
  }
}

/** What the file imports and exports, and whether the grammar could read all of it. */
export async function factsOf(text: string, language: Language): Promise<FileFacts> {
  const facts = await withTree(text, language, (tree) => {
    const grammar = GRAMMARS[language];
    const reader = grammar.reader(text);
    walkToWords(tree, text, grammar, (frame) => reader.enter(frame));
    const { imports, exports } = reader.facts();
    return { imports: inOrder(imports), exports: inOrder(exports), error: firstError(tree, text, grammar) };
  });
  return facts ?? { imports: [], exports: [], error: { start: 0, end: text.length } };
}

function inOrder<T extends Span>(facts: readonly T[]): T[] {
  return [...facts].sort((a, b) => a.start - b.start);
}

/** Every token of the file, in order; empty when the parser gave up. */
export async function tokensOf(text: string, language: Language): Promise<TokenFact[]> {
  return (await withTree(text, language, (tree) => listTokens(tree, text, GRAMMARS[language].tokens))) ?? [];
}
