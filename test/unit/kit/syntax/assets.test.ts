import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { writeGrammars } from '../../../../scripts/grammars.ts';
import { grammarsDir } from '../../../../src/kit/syntax/assets.ts';

it('holds the grammars of the packages, byte for byte and the same in every build', async () => {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-grammars-'));
  onTestFinished(() => fs.rmSync(made, { recursive: true }));
  await writeGrammars(made);
  const files = fs.readdirSync(made);
  expect(fs.readdirSync(grammarsDir())).toEqual(files);
  expect(files).toHaveLength(7);
  for (const file of files) {
    const bytes = fs.readFileSync(path.join(made, file));
    expect(bytes.equals(fs.readFileSync(path.join(grammarsDir(), file)))).toBe(true);
    const name = file.slice(0, -'.wasm.br'.length);
    const owner = name === 'tree-sitter-tsx' ? 'tree-sitter-typescript' : name;
    const original = fs.readFileSync(path.resolve('node_modules', owner, `${name}.wasm`));
    expect(brotliDecompressSync(bytes).equals(original)).toBe(true);
  }
});
