/** A text as a tree of ours, in any language that a grammar reads. */
import type { Language } from '../../syntax/language.ts';
import type { Node } from '../node.ts';
import type { Span } from '../../syntax/facts.ts';
import type { TreeLanguage } from '../rule.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { linked, Lowerer, type Shapes } from './lowerer.ts';
import { python } from './python.ts';
import { readRaw, type RawTree } from './raw.ts';
import { script } from './script.ts';
import { divided } from './signatures.ts';

const SHAPES: Readonly<Record<TreeLanguage, Shapes>> = {
  javascript: script,
  typescript: script,
  python,
  java,
  go,
};

export interface Lowered {
  readonly root: Node;
  /** Where the grammar could not read the text. */
  readonly errors: readonly Span[];
}

/** Grammars by preference: of JavaScript's, the one that also knows types reads most. */
function grammarsFor(language: TreeLanguage, path: string): readonly Language[] {
  if (language === 'typescript' && /\.[mc]?ts$/.test(path)) return ['typescript'];
  if (isScript(language)) return ['tsx', 'javascript', 'typescript'];
  return [language];
}

function isScript(language: TreeLanguage): boolean {
  return language === 'javascript' || language === 'typescript';
}

/** Null when the parser gave up; throws when the text is nested too deeply. `path` chooses among dialects. */
export async function lowerFile(text: string, language: TreeLanguage, path: string): Promise<Lowered | null> {
  let best: RawTree | null = null;
  for (const grammar of grammarsFor(language, path)) {
    const raw = await readRaw(language === 'go' ? `${text}\n` : text, grammar);
    if (raw && (!best || raw.errors.length < best.errors.length)) best = raw;
    if (best?.errors.length === 0) break;
  }
  if (!best) return null;
  if (best.errors.length > 0 && isScript(language)) best = await withDividedSignatures(best, { text, path });
  return { root: lowered(best, text, { language, isPattern: false }), errors: best.errors };
}

async function withDividedSignatures(
  best: RawTree,
  { text, path }: { readonly text: string; readonly path: string },
): Promise<RawTree> {
  const again = divided(text);
  const raw = again === null ? null : await readRaw(again, /x$/.test(path) ? 'tsx' : 'typescript');
  return raw && raw.errors.length < best.errors.length ? raw : best;
}

/** The tree of a pattern's text; null when it does not parse as it stands. */
export async function lowerPattern(text: string, language: TreeLanguage): Promise<Node | null> {
  for (const grammar of grammarsFor(language, '')) {
    const raw = await readRaw(`${text}\n`, grammar);
    if (raw && raw.errors.length === 0) return lowered(raw, text, { language, isPattern: true });
  }
  return null;
}

function lowered(raw: RawTree, text: string, how: { language: TreeLanguage; isPattern: boolean }): Node {
  const low = new Lowerer(text, SHAPES[how.language], how.isPattern);
  const root = low.one(raw.root) ?? low.make('block', raw.root, {});
  return linked(root.kind === 'block' ? root : low.make('block', raw.root, { kids: [root] }));
}
