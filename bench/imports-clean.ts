/** Judges the imports of every source below a folder and prints SARIF: `node bench/imports-clean.ts FOLDER > x.sarif`. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ChangedFile } from '../src/domain/change.ts';
import { comparePaths, repoPath } from '../src/domain/path.ts';
import type { Entry, Tree } from '../src/domain/tree.ts';
import { imports } from '../src/prove/validators/imports/imports.ts';

const folder = path.resolve(process.argv[2] ?? '.');
const SKIPPED = /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/;

const contents = new Map<string, Buffer>();
const entries: Entry[] = fs
  .readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((found) => !found.isDirectory())
  .map((found) => ({ found, full: path.join(found.parentPath, found.name) }))
  .map(({ found, full }) => ({ found, full, relative: path.relative(folder, full) }))
  .filter(({ relative }) => process.argv.includes('--installed') || !SKIPPED.test(relative))
  .map(({ found, full, relative }) => {
    const bytes = found.isSymbolicLink() ? Buffer.from(fs.readlinkSync(full)) : fs.readFileSync(full);
    const oid = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    contents.set(oid, bytes);
    return {
      path: repoPath(relative),
      mode: found.isSymbolicLink() ? ('symlink' as const) : ('file' as const),
      oid,
    };
  })
  .sort((a, b) => comparePaths(a.path, b.path));

const byPath = new Map(entries.map((entry) => [entry.path, entry]));
const tree: Tree = {
  id: null,
  list: async () => entries,
  entry: async (wanted) => byPath.get(wanted),
  bytes: async (oid) => {
    const bytes = contents.get(oid);
    return bytes ? { kind: 'bytes', bytes } : { kind: 'unreadable', reason: 'no such blob' };
  },
};
const files = entries
  .map((head): ChangedFile => ({
    path: head.path,
    status: 'added',
    base: null,
    head,
    origin: null,
    hunks: [],
    exempt: null,
  }))
  .filter((file) => imports.appliesTo(file) === true);

const facts = new Map<string, Promise<unknown>>();
const started = performance.now();
const judge = await imports.load();
const { observations, failed } = await judge({
  ...{ base: tree, head: tree, files, changed: files, sees: () => true, at: () => undefined },
  facts: {
    get: async <T>(kind: string, oid: string, compute: () => Promise<T> | T): Promise<T> => {
      const key = `${kind} ${oid}`;
      const held = facts.get(key) ?? Promise.resolve(compute());
      facts.set(key, held);
      return held as Promise<T>;
    },
    shelf: () => ({ get: () => undefined, put: () => undefined }),
  },
});
const results = observations.map(({ rule, at, message, hint, fix }) => ({
  ruleId: rule,
  message: { text: [message, hint, fix && `Fix: ${fix[0].replace}`].filter(Boolean).join(' ') },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(at.path) },
        region: { startLine: at.line, endLine: at.endLine },
      },
    },
  ],
}));
console.log(
  JSON.stringify({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'gatewright', rules: [] } }, results }],
  }),
);
console.error(
  `${files.length} files, ${results.length} findings, ${failed.size} failed, ${Math.round(performance.now() - started)} ms`,
);
