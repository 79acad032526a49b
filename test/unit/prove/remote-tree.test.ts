/** Trees as a judge sees them: the same as its parent's, of which only one is told in full. */
import { expect, test } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import { overlay } from '../../../src/kit/tree/overlay.ts';
import { answerAsk } from '../../../src/prove/answer-ask.ts';
import type { Ask, Reply } from '../../../src/prove/protocol.ts';
import { Wire } from '../../../src/prove/remote-tree.ts';
import { treeOf } from '../../support/trees.ts';

const base = treeOf({ 'a.ts': 'a\n', 'b.ts': 'b\n', 'c.ts': 'c\n' });
const write = (tree: Tree, files: Record<string, string | null>): Tree =>
  overlay(
    tree,
    new Map(
      Object.entries(files).map(([path, text]) => [repoPath(path), text === null ? null : Buffer.from(text)]),
    ),
  );
const author = write(base, { 'a.ts': null, 'b.ts': 'B\n', 'bb.ts': 'new\n' });
const tried = write(author, { 'bb.ts': 'newer\n', 'c.ts': null });

/** A wire to a parent that answers from these trees, and what it was told of lists. */
function wireTo(given: ReadonlyMap<number, Tree>): { wire: Wire; told: string[] } {
  const told: string[] = [];
  const asked = { trees: given, unread: new Map<string, string>(), given: 9 };
  const wire = new Wire((_kind, ask) => {
    void answerAsk(ask as Ask, asked, async (kind, header, payload) => {
      const { kind: what, ...rest } = header as Reply;
      if (what !== 'bytes') told.push('since' in rest ? `${what} since ${rest.since}` : what);
      wire.reply({ kind, header, payload: Buffer.from(payload ?? []) });
    });
  });
  return { wire, told: told };
}

test('a tree is the same on both sides, told in full or by what differs', async () => {
  for (const given of [
    new Map([
      [1, base],
      [2, author],
    ]),
    new Map([
      [1, base],
      [2, tried],
    ]),
    new Map([[2, tried]]),
  ]) {
    for (const [number, tree] of given) {
      const remote = wireTo(given).wire.tree(number);
      expect(await remote.list()).toEqual(await tree.list());
      for (const path of ['a.ts', 'b.ts', 'bb.ts', 'c.ts', 'd.ts'].map(repoPath))
        expect(await remote.entry(path)).toEqual(await tree.entry(path));
      for (const { oid } of await tree.list()) expect(await remote.bytes(oid)).toEqual(await tree.bytes(oid));
    }
  }
});

test('only one list is told where a tree was made from another', async () => {
  const { wire, told } = wireTo(
    new Map([
      [1, base],
      [2, tried],
    ]),
  );
  await Promise.all([wire.tree(2).list(), wire.tree(1).list(), wire.tree(2).entry(repoPath('a.ts'))]);
  expect(told.filter((what) => what === 'entries')).toHaveLength(1);
  expect(new Set(told)).toEqual(new Set(['altered since 1', 'entries']));
});

test('a tree without a single file has a list', async () => {
  const [nothing, emptied] = [treeOf({}), write(base, { 'a.ts': null, 'b.ts': null, 'c.ts': null })];
  const { wire } = wireTo(
    new Map([
      [1, base],
      [2, nothing],
      [3, emptied],
    ]),
  );
  expect(await wire.tree(2).list()).toEqual([]);
  expect(await wire.tree(3).list()).toEqual([]);
});

test('a list that is asked for after its judgement is over is no empty one', async () => {
  const { wire } = wireTo(new Map());
  await expect(wire.tree(1).list()).rejects.toThrow('the judgement that asked is over');
});
