/** What resolving an import against a tree may give; only what is certain is a fault without a doubt. */
import type { RepoPath } from '../../domain/path.ts';

/**
 * `found`: it names something that is there (a file of the tree, or a module known to exist elsewhere).
 * `undecidable`: the tree alone cannot tell, with the reason. The others are faults; `certain` is false where a
 * build, a hoisted dependency or a configuration that cannot be read might still provide the module.
 */
export type Resolution =
  | { readonly kind: 'found'; readonly path: RepoPath | null }
  | { readonly kind: 'undecidable'; readonly why: string }
  | { readonly kind: 'no-file'; readonly target: string; readonly certain: boolean }
  | { readonly kind: 'no-package'; readonly name: string; readonly certain: boolean }
  | { readonly kind: 'phantom'; readonly name: string; readonly where: string }
  | { readonly kind: 'no-builtin'; readonly name: string }
  | { readonly kind: 'no-entry'; readonly name: string; readonly entry: string; readonly manifest: RepoPath };

export const FOUND: Resolution = { kind: 'found', path: null };

/** Found in the tree. */
export function foundAt(path: RepoPath): Resolution {
  return { kind: 'found', path };
}

/** Not to be decided from the tree. */
export function undecidable(why: string): Resolution {
  return { kind: 'undecidable', why };
}
