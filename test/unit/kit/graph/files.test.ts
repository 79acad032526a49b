/** A tree's folders, and what is kept of its manifests: the answers are the same with and without a shelf. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import type { Tree } from '../../../../src/domain/tree.ts';
import { directoryOf, Files } from '../../../../src/kit/graph/files.ts';
import { ScriptGraph } from '../../../../src/kit/graph/javascript/resolve.ts';
import { treeOf } from '../../../support/trees.ts';

const WORKSPACE = {
  'a.ts': '',
  'package.json': '{}',
  'pnpm-workspace.yaml': 'packages: [packages/*]',
  'packages/one/package.json': '{"name":"one","exports":{".":"./index.js"}}',
  'packages/one/index.js': '',
  'samples/two/package.json': '{"name":"two","exports":{".":"./index.js"}}',
  'broken/package.json': '{"name":',
};

class Kept {
  readonly records = new Map<string, Uint8Array>();
  readonly get = (oid: string): Uint8Array | undefined => this.records.get(oid);
  readonly put = (oid: string, record: Uint8Array): void => void this.records.set(oid, record);
}

/** What becomes of imports of both packages, and how many blobs were read for it. */
async function ask(tree: Tree, kept?: Kept): Promise<{ kinds: string[]; read: number }> {
  let read = 0;
  const counting: Tree = { ...tree, bytes: (oid) => (read++, tree.bytes(oid)) };
  const graph = new ScriptGraph(await Files.of(counting, kept));
  const kinds: string[] = [];
  for (const specifier of ['one', 'one/missing', 'two/missing', 'three'])
    kinds.push((await graph.resolve({ from: repoPath('a.ts'), specifier, types: false })).kind);
  return { kinds, read };
}

it('tells the packages of a workspace alike with an empty shelf, with a full one and without', async () => {
  const tree = treeOf(WORKSPACE);
  const kept = new Kept();
  const { kinds } = await ask(tree);
  expect(kinds).toEqual(['found', 'no-entry', 'undecidable', 'no-package']);
  expect((await ask(tree, kept)).kinds).toEqual(kinds);
  expect(await ask(tree, kept)).toEqual({ kinds, read: 0 });
});

it('works them out anew when a manifest, its place or what names the members is another', async () => {
  const kept = new Kept();
  await ask(treeOf(WORKSPACE), kept);
  const others: Record<string, string>[] = [
    { ...WORKSPACE, 'packages/one/package.json': '{"name":"three"}' },
    { ...WORKSPACE, 'pnpm-workspace.yaml': 'packages: [samples/*]' },
    { 'package.json': '{}', 'x/package.json': WORKSPACE['packages/one/package.json'] },
  ];
  for (const other of others)
    expect((await ask(treeOf(other), kept)).kinds).toEqual((await ask(treeOf(other))).kinds);
});

it('keeps nothing that was worked out while a manifest could not be read', async () => {
  const tree = treeOf(WORKSPACE);
  const kept = new Kept();
  const lost = (await tree.entry(repoPath('packages/one/package.json')))?.oid;
  const failing: Tree = {
    ...tree,
    bytes: async (oid) => (oid === lost ? { kind: 'unreadable', reason: 'lost' } : tree.bytes(oid)),
  };
  await ask(failing, kept);
  expect((await ask(tree, kept)).kinds).toEqual((await ask(tree)).kinds);
});

it('knows every folder and what lies in it', async () => {
  const part = fc.constantFrom('a', 'a-b', 'a.b', 'a0', 'b', '\u00e9', '\ud83d\ude00', '\uff5e');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path, { maxLength: 12 }), path, async (given, asked) => {
      const paths = given.filter((one) => !given.some((other) => other.startsWith(`${one}/`)));
      const files = await Files.of(treeOf(Object.fromEntries(paths.map((one) => [one, one]))));
      for (const folder of ['', asked, ...paths.map(directoryOf)]) {
        const within = folder === '' ? '' : `${folder}/`;
        const below = paths.filter((one) => one.startsWith(within)).map((one) => one.slice(within.length));
        const names = new Set(below.map((rest) => rest.split('/')[0] ?? ''));
        expect(new Set(files.names(folder))).toEqual(names);
        expect(files.isDirectory(folder)).toBe(folder === '' || below.length > 0);
      }
    }),
  );
});
