/** Which files the gate is made of in a repository. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Entry, Tree } from '../../../domain/tree.ts';
import { decode } from '../../../kit/text.ts';

/** Case aside: where names differ in it alone, a checkout on macOS or Windows makes them one. */
export function isWorkflow(path: RepoPath): boolean {
  return /^\.github\/(?:workflows|actions)\//i.test(path);
}

/** The policy, its baseline, and a folder of theirs; a baseline elsewhere is the verdict's to tell of. */
export function isPolicy(path: RepoPath): boolean {
  return /^\.github\/gatewright(?:[-./]|$)/i.test(path);
}

/** Whether a tree has a workflow, or an action, that runs the gate. */
export async function isGated(tree: Tree): Promise<boolean> {
  const gates = (await tree.list()).filter(({ path }) => isWorkflow(path));
  return (await Promise.all(gates.map((entry) => runsGate(tree, entry)))).includes(true);
}

/** Whether a file names Gatewright outside of comments; one that cannot be read is taken to. */
export async function runsGate(tree: Tree, entry: Entry | null): Promise<boolean> {
  if (entry === null || entry.mode === 'submodule') return false;
  const blob = await tree.bytes(entry.oid);
  if (blob.kind !== 'bytes') return true;
  const lines = decode(blob.bytes).text.split('\n');
  return lines.some((line) => /gatewright/i.test(line.replace(/(?:^|\s)#.*$/, '')));
}
