/** Cuts what was kept into steps that can be published one after the other: each is a tree that was proven. */
import { TASK_IDS } from '../domain/assistant.ts';
import type { Proposal, Step } from '../domain/proposal.ts';
import type { Tree } from '../domain/tree.ts';
import { groupBy } from '../kit/group-by.ts';
import { formatOf } from '../kit/tree/blob-id.ts';
import { overlay } from '../kit/tree/overlay.ts';
import { treeId } from '../kit/tree/tree-id.ts';
import type { Proofs } from './proofs.ts';

/**
 * One step for each source, fixers before the assistant. What does not hold without a later step, or was not proven
 * within the time, is part of that one. The last step's tree is that of everything kept, which holds already.
 */
export async function stepsOf(kept: readonly Proposal[], proofs: Proofs, head: Tree): Promise<Step[]> {
  const groups = [...groupBy(kept, ({ source }) => source)].sort(([a], [b]) => inOrder(a, b));
  const steps: Step[] = [];
  let before: readonly Proposal[] = [];
  let waiting: readonly Proposal[] = [];
  for (const [source, own] of groups) {
    waiting = [...waiting, ...own];
    const all = [...before, ...waiting];
    const proof = await proofs.probe(all);
    const [first, ...rest] = waiting;
    if (!first || !proof?.holds) continue;
    const tree = await idOf(overlay(head, proof.patched));
    steps.push({ source, proposals: [first, ...rest], files: proof.patched, tree });
    [before, waiting] = [all, []];
  }
  return steps;
}

async function idOf(tree: Tree): Promise<string> {
  const entries = await tree.list();
  return treeId(entries, formatOf(entries[0]?.oid ?? ''));
}

function inOrder(a: Proposal['source'], b: Proposal['source']): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** Fixers first; tasks in the order in which they are asked. */
function rank(source: Proposal['source']): number {
  return TASK_IDS.findIndex((task) => source === `assistant:${task}`);
}
