/** The clone that doctor looks at: the workflows of its default branch, or those that lie ready in the working tree. */
import fs from 'node:fs';
import path from 'node:path';
import { repoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { UserError } from '../../errors.ts';
import { decode } from '../../kit/text.ts';
import { gatesOf, type Gate } from '../../kit/workflows/gates.ts';
import { parseWorkflow } from '../../kit/workflows/parse.ts';
import { readWorkflows } from '../../kit/workflows/read.ts';
import type { Workflow } from '../../kit/workflows/workflow.ts';
import { commitTree } from '../../read/commit-tree.ts';
import { openRepository, type GitRepository } from '../../read/repository.ts';
import { findDefaultBranch, isOnlyBranch, shortId } from '../../read/revisions.ts';

export interface Clone {
  readonly repository: GitRepository;
  /** The default branch without its remote, such as `main`. */
  readonly branch: string;
  readonly tree: Tree;
  readonly workflows: readonly Workflow[];
  readonly gates: readonly Gate[];
  /** Where the workflows were found: `main 3f2c1ab`, or the working tree when the branch has no gate. */
  readonly from: string;
  readonly inWorkingTree: boolean;
}

/** Opens the clone around `cwd`; UserError when there is none, or nothing says which branch is the default one. */
export async function openClone(cwd: string, env: NodeJS.ProcessEnv): Promise<Clone> {
  const repository = await openRepository(cwd, env);
  if (repository.kind === 'folder') {
    throw new UserError(`${cwd} is not in a git repository: go into a clone of the one to look at.`);
  }
  const found = await findDefaultBranch(repository);
  if (!found) {
    const only = await isOnlyBranch(repository);
    throw new UserError(
      only
        ? 'There is no commit on a default branch yet (main or master): commit first.'
        : 'Which branch is the default one is not known here: run git remote set-head origin --auto.',
    );
  }
  const tree = commitTree(repository, found.commit);
  const branch = found.label.replace(/^origin\//, '');
  const own = await isOwn(tree);
  const workflows = await readWorkflows(tree);
  const gates = gatesOf(workflows, own);
  const from = `${branch} ${shortId(found.commit)}`;
  const there = {
    repository,
    branch,
    tree,
    workflows,
    gates,
    from,
    inWorkingTree: false,
  };
  if (gates.length > 0 || repository.root === null) return there;
  const lying = workflowsOnDisk(repository.root);
  const ready = gatesOf(lying, own);
  if (ready.length === 0) return there;
  return { ...there, workflows: lying, gates: ready, from: 'the working tree', inWorkingTree: true };
}

/** The url of the remote that clones have by default; empty when there is none. */
export function originOf({ git }: GitRepository): Promise<string> {
  return git.text(['config', '--get', 'remote.origin.url'], { answers: [0, 1] });
}

/** Gatewright's own repository runs the action by its path. */
async function isOwn(tree: Tree): Promise<boolean> {
  const entry = await tree.entry(repoPath('action.yml'));
  const blob = entry && (await tree.bytes(entry.oid));
  return blob?.kind === 'bytes' && /^name: Gatewright$/m.test(decode(blob.bytes).text);
}

/** The workflow files that lie in the working tree; links are not followed. */
export function workflowsOnDisk(root: string): readonly Workflow[] {
  const folder = path.join(root, '.github/workflows');
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name }) =>
      parseWorkflow(`.github/workflows/${name}`, fs.readFileSync(path.join(folder, name), 'utf8')),
    );
}
