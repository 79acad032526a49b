/** The licence texts of everything that the bundle contains, from the bundler's own module list. */
import fs from 'node:fs';
import path from 'node:path';
import type { OutputChunk } from 'rolldown';

const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '0BSD',
]);
/** Shipped as data, not as modules: the grammars and the parser's own WebAssembly. */
const DATA_PACKAGES = ['javascript', 'typescript', 'python', 'java', 'go'].map(
  (name) => `tree-sitter-${name}`,
);

/** The text of `dist/NOTICES`; throws when a package has a licence that may not ship. */
export function notices(chunks: readonly OutputChunk[], root: string): string {
  const dirs = new Set(DATA_PACKAGES.map((name) => path.join(root, 'node_modules', name)));
  for (const id of chunks.flatMap((chunk) => chunk.moduleIds)) {
    const dir = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1];
    if (dir) dirs.add(dir);
  }
  const entries = [...dirs].map(describe).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries
    .map((entry) => `${entry.name} (${entry.license})\n\n${entry.text}\n`)
    .join(`\n${'-'.repeat(72)}\n\n`);
}

function describe(dir: string): { name: string; license: string; text: string } {
  const manifest = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const license = String(manifest.license);
  const terms = license.replace(/[()]/g, '').split(' OR ');
  if (!terms.some((term) => ALLOWED.has(term)))
    throw new Error(`${manifest.name}: licence ${license} may not ship`);
  const file = fs.readdirSync(dir).find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  const text = file ? fs.readFileSync(path.join(dir, file), 'utf8').trim() : `Licensed under ${license}.`;
  return { name: `${manifest.name}@${manifest.version}`, license, text };
}
