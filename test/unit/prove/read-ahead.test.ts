/** Blobs that a judge asks for are read ahead, a few at a time, so that neither git nor the judge waits for the other. */
import { expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import { stubProver } from '../../support/judges/stub-judge.ts';
import { changeOf } from '../../support/trees.ts';

/** The same tree, slow to read; `most` says how many blobs were read at a time. */
function watched(tree: Tree): { tree: Tree; most(): number; reads(): number } {
  let [now, most, reads] = [0, 0, 0];
  const bytes: Tree['bytes'] = async (oid) => {
    most = Math.max(most, ++now);
    reads++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    now--;
    return tree.bytes(oid);
  };
  return { tree: { ...tree, bytes }, most: () => most, reads: () => reads };
}

test('many blobs are asked for, and few of them are in memory', async () => {
  const change: Change = await changeOf({}, { 'a.ts': 'one\ntwo\n' });
  const head = watched(change.head);
  const oid = change.files[0]?.head?.oid;
  const ask = { do: 'ask', times: 30, tree: 2, what: 'bytes', oid };
  const script = { judgements: [[ask, { do: 'sleep', ms: 200 }, { do: 'report' }]] };
  const { outcomes } = await stubProver({ lint: script }).prove({ ...change, head: head.tree });
  expect(outcomes.map(({ status }) => status)).toEqual(['completed']);
  expect(head.reads()).toBe(30);
  expect(head.most()).toBeGreaterThan(1);
  expect(head.most()).toBeLessThanOrEqual(4);
});
