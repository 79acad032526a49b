/** Loads the parser and, at the first use of a language, its grammar. */
import fs from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Language as TreeSitterLanguage, Parser } from 'web-tree-sitter';
import { grammarsDir } from './assets.ts';
import type { Language } from './language.ts';

const FILES: Readonly<Record<Language, string>> = {
  javascript: 'tree-sitter-javascript',
  jsx: 'tree-sitter-javascript',
  typescript: 'tree-sitter-typescript',
  tsx: 'tree-sitter-tsx',
  python: 'tree-sitter-python',
  java: 'tree-sitter-java',
  go: 'tree-sitter-go',
};

let parser: Promise<Parser> | undefined;
const languages = new Map<string, Promise<TreeSitterLanguage>>();

/** The one parser of this process, set to the language: parse at once, before anything else is awaited. */
export async function parserFor(language: Language): Promise<Parser> {
  parser ??= startParser();
  const file = FILES[language];
  let grammar = languages.get(file);
  if (!grammar) {
    grammar = parser.then(() => TreeSitterLanguage.load(readWasm(file)));
    languages.set(file, grammar);
  }
  const loaded = await grammar;
  return (await parser).setLanguage(loaded);
}

async function startParser(): Promise<Parser> {
  await Parser.init({ wasmBinary: readWasm('web-tree-sitter') });
  return new Parser();
}

function readWasm(name: string): Uint8Array<ArrayBuffer> {
  const bytes = brotliDecompressSync(fs.readFileSync(path.join(grammarsDir(), `${name}.wasm.br`)));
  return new Uint8Array(bytes);
}
