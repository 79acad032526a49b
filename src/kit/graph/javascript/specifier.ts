/** What a JavaScript specifier is, by its spelling alone. */

import type { RepoPath } from '../../../domain/path.ts';

export interface Import {
  readonly from: RepoPath;
  readonly specifier: string;
  /** Only types are taken: nothing is loaded when the code runs. */
  readonly types: boolean;
}

export type Specifier =
  | { readonly kind: 'relative'; readonly path: string; readonly query: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'imports'; readonly key: string }
  | { readonly kind: 'bare'; readonly name: string; readonly entry: string }
  /** Looks like no package: a bundler's or a compiler's alias (`@/x`, `~/x`, `$lib/x`). */
  | { readonly kind: 'alias' }
  | { readonly kind: 'other'; readonly why: string };

/** Longer specifiers name no file and no package; what wrote them is not a person. */
const MAX_SPECIFIER = 1000;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const PACKAGE = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i;

/** Plugins make up such modules (`uno.css`); packages are not named so. */
const ASSET =
  /\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|vue|svelte|astro|html|md|mdx|wasm|graphql|gql)$/i;

export function readSpecifier(text: string): Specifier {
  if (text === '' || text.length > MAX_SPECIFIER || UNREADABLE.test(text)) {
    return { kind: 'other', why: 'it is no path and no package name' };
  }
  if (text.startsWith('node:')) return { kind: 'builtin', name: text.slice('node:'.length) };
  if (SCHEME.test(text)) return { kind: 'other', why: 'its scheme is handled by a runtime or a plugin' };
  if (text.includes('!')) return { kind: 'other', why: 'it names a loader' };
  if (/^\.{1,2}(?:\/|$)/.test(text)) return relative(text);
  if (text.startsWith('/')) return { kind: 'other', why: 'an absolute path depends on where it is served' };
  if (text.startsWith('#')) return { kind: 'imports', key: text };
  return bare(withoutQuery(text).path);
}

// Control characters, globs, template placeholders.
const UNREADABLE = /[\u0000-\u001f*{}<>|\\]/;

function relative(text: string): Specifier {
  return { kind: 'relative', ...withoutQuery(text) };
}

function withoutQuery(text: string): { path: string; query: string } {
  const at = text.search(/[?#]/);
  return at === -1 ? { path: text, query: '' } : { path: text.slice(0, at), query: text.slice(at) };
}

function bare(text: string): Specifier {
  const parts = text.split('/');
  const name = text.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  if (!PACKAGE.test(name) || name.startsWith('~') || ASSET.test(name)) return { kind: 'alias' };
  const rest = text.slice(name.length);
  return { kind: 'bare', name, entry: rest === '' ? '.' : `.${rest}` };
}
