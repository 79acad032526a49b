/** Writes the parser and its grammars as `.wasm.br`: the same bytes for the same packages and the same Node. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

const FILES = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-typescript/tree-sitter-tsx.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
  'tree-sitter-java/tree-sitter-java.wasm',
  'tree-sitter-go/tree-sitter-go.wasm',
];

/** Fills `dir` with one compressed file for each WebAssembly module that `kit/syntax` loads. */
export async function writeGrammars(dir: string): Promise<void> {
  await fs.promises.mkdir(dir, { recursive: true });
  await Promise.all(
    FILES.map(async (file) => {
      const bytes = await fs.promises.readFile(path.join(MODULES, file));
      await fs.promises.writeFile(path.join(dir, `${path.basename(file)}.br`), await compress(bytes));
    }),
  );
}

function compress(bytes: Buffer): Promise<Buffer> {
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
    [zlib.constants.BROTLI_PARAM_LGWIN]: zlib.constants.BROTLI_MAX_WINDOW_BITS,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return new Promise((resolve, reject) => {
    zlib.brotliCompress(bytes, { params }, (error, result) => (error ? reject(error) : resolve(result)));
  });
}
