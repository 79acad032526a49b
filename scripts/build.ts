/** Writes `dist/`: three entries, lazy chunks, grammars, notices and the digest; the same bytes from any folder. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type OutputChunk } from 'rolldown';
import { dataPlugins } from './data-plugins.ts';
import { writeGrammars } from './grammars.ts';
import { leanClouds } from './lean-clouds.ts';
import { leanCore } from './lean-core.ts';
import { leanLint } from './lean-lint.ts';
import { notices } from './notices.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Written beside the old one and swapped in whole: whoever runs from `dist/` meanwhile finds all of it. */
const DIST = path.join(ROOT, `dist.new-${process.pid}`);
const FINAL = path.join(ROOT, 'dist');
const ALLOWED_MB = 15;

const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

async function bundle(): Promise<OutputChunk[]> {
  const build = await rolldown({
    cwd: ROOT,
    input: { cli: 'src/cli.ts', action: 'src/action.ts', judge: 'src/judge.ts' },
    platform: 'node',
    plugins: [...dataPlugins(), leanClouds(), leanCore(), leanLint()],
    transform: {
      target: 'node20',
      define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
    },
    onLog(level, log, handle) {
      // Libraries in the bundle test `module` and `require` behind guards; everything else is our bug.
      if (log.code !== 'EVAL' && log.code !== 'CIRCULAR_DEPENDENCY') handle(level, log);
    },
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await build.close();
  return output.filter((file) => file.type === 'chunk');
}

/** SHA-256 over every file of `dist/` but the one that holds it. */
function digest(): string {
  const hash = createHash('sha256');
  for (const file of filesOf(DIST)) hash.update(`${file}\0`).update(fs.readFileSync(path.join(DIST, file)));
  return hash.digest('hex');
}

function filesOf(dir: string): string[] {
  const all = fs.readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => fs.statSync(path.join(dir, file)).isFile()).sort();
}

/** Patterns of the pack are parsed while it is bundled: with the grammars that ship, not with those of the last build. */
function shipGrammars(): void {
  const [made, used] = [DIST, FINAL].map((dist) => path.join(dist, 'grammars')) as [string, string];
  const same = (file: string): boolean =>
    fs.existsSync(path.join(used, file)) &&
    fs.readFileSync(path.join(used, file)).equals(fs.readFileSync(path.join(made, file)));
  if (!filesOf(made).every(same)) fs.cpSync(made, used, { recursive: true });
}

fs.rmSync(DIST, { recursive: true, force: true });
await writeGrammars(path.join(DIST, 'grammars'));
shipGrammars();
const chunks = await bundle();
// Node asks the nearest package.json for the module system; a copied dist/ has none of ours above it.
fs.writeFileSync(path.join(DIST, 'package.json'), '{ "type": "module" }\n');
fs.writeFileSync(path.join(DIST, 'NOTICES'), notices(chunks, ROOT));
fs.writeFileSync(path.join(DIST, 'build.json'), `${JSON.stringify({ version, digest: digest() })}\n`);

const bytes = filesOf(DIST).reduce((sum, file) => sum + fs.statSync(path.join(DIST, file)).size, 0);
console.log(`dist: ${filesOf(DIST).length} files, ${(bytes / 1e6).toFixed(2)} MB`);
if (bytes > ALLOWED_MB * 1e6) throw new Error(`dist/ is larger than ${ALLOWED_MB} MB`);

fs.rmSync(FINAL, { recursive: true, force: true });
fs.renameSync(DIST, FINAL);
