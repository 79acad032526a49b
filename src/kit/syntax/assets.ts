/** Where the compressed grammars lie: beside the bundle's entries, or in the built `dist/` of a checkout. */
import fs from 'node:fs';
import path from 'node:path';

const MARKER = 'web-tree-sitter.wasm.br';
/** `src/kit/syntax` and `dist/chunks` are at most this far below the folder that holds the grammars. */
const MAX_LEVELS = 4;

/**
 * The folder of the `.wasm.br` files. A bundled chunk does not know how deep the bundler put it, so the search
 * goes upward from this module instead of naming a path relative to it.
 */
export function grammarsDir(): string {
  let dir = import.meta.dirname;
  for (let level = 0; level < MAX_LEVELS; level++) {
    for (const candidate of [path.join(dir, 'grammars'), path.join(dir, 'dist', 'grammars')]) {
      if (fs.existsSync(path.join(candidate, MARKER))) return candidate;
    }
    dir = path.dirname(dir);
  }
  throw new Error(
    `no grammars at or above ${import.meta.dirname}: the bundle is incomplete; run npm run build`,
  );
}
