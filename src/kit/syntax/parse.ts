/** The one place that parses: trees, facts and tokens of a text in one of the languages that a grammar reads. */
import type { Tree } from 'web-tree-sitter';
import type { Cursor } from './cursor.ts';
import { Engine } from './engine.ts';
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

let engine: Promise<Engine> | undefined;

/**
 * Parses the text and shows the tree to `use`, which must not keep anything of it: the tree is freed when `use`
 * returns. Null when the parser gave up. Throws when the text is nested too deeply: what the machine's stack
 * bears is no fact about the text, so there is nothing to keep.
 */
export async function withTree<T>(
  text: string,
  language: Language,
  use: (tree: Tree, cursor: () => Cursor) => T,
): Promise<T | null> {
  engine ??= Engine.start();
  const started = await engine;
  const tree = await started.parse(text, language);
  if (!tree) return null;
  try {
    return use(tree, () => started.cursorOf(tree));
  } finally {
    tree.delete();
  }
}

/** What the file imports and exports, and whether the grammar could read all of it. */
export async function factsOf(text: string, language: Language): Promise<FileFacts> {
  const facts = await withTree(text, language, (tree) => {
    const grammar = GRAMMARS[language];
    const reader = grammar.reader(text);
    const parsed = { tree, text, grammar };
    walkToWords(parsed, (frame) => reader.enter(frame));
    const { imports, exports } = reader.facts();
    return { imports: inOrder(imports), exports: inOrder(exports), error: firstError(parsed) };
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
