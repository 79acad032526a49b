/** What a judge is answered: what was written for one is sent to all. */
import { expect, test } from 'vitest';
import { answerAsk } from '../../../src/prove/answer-ask.ts';
import { treeOf } from '../../support/trees.ts';

test('a list that several judges ask for at once is written once', async () => {
  const trees = new Map([[1, treeOf({ 'a.ts': 'a\n', 'b.ts': 'b\n' })]]);
  const sent: Uint8Array[] = [];
  const send = async (_kind: number, _header: object, payload?: Uint8Array): Promise<void> => {
    if (payload) sent.push(payload);
  };
  const ask = (id: number) =>
    answerAsk({ id, tree: 1, what: 'list' }, { trees, unread: new Map(), given: 1 }, send);
  expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([null, null, null]);
  expect(sent).toHaveLength(3);
  expect(new Set(sent).size).toBe(1);
});

test('a list that cannot be had fails every question for it', async () => {
  const broken = { ...treeOf({}), list: () => Promise.reject(new Error('git died')) };
  const asked = { trees: new Map([[1, broken]]), unread: new Map(), given: 1 };
  const ask = (id: number) => answerAsk({ id, tree: 1, what: 'list' }, asked, async () => undefined);
  const [first, second] = await Promise.allSettled([ask(1), ask(2)]);
  expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
});
