/** The workflow files of a tree. */
import type { Entry, Tree } from '../../domain/tree.ts';
import { decode } from '../text.ts';
import { parseWorkflow } from './parse.ts';
import type { Workflow } from './workflow.ts';

/** GitHub looks at files of this folder itself, in no folder below. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/** More than any repository has; whoever has more is told about these. */
const MAX_FILES = 500;

/** Every workflow, in the order of the paths; one that cannot be read has a `problem`. */
export async function readWorkflows(tree: Tree): Promise<readonly Workflow[]> {
  const entries = (await tree.list()).filter(({ path }) => WORKFLOW.test(path)).slice(0, MAX_FILES);
  return Promise.all(entries.map((entry) => readOne(tree, entry)));
}

async function readOne(tree: Tree, { path, mode, oid }: Entry): Promise<Workflow> {
  const blob = mode === 'file' || mode === 'executable' ? await tree.bytes(oid) : null;
  if (blob?.kind === 'bytes') return parseWorkflow(path, decode(blob.bytes).text);
  const problem = blob === null ? `it is a ${mode}` : 'its content is not here, or too large';
  return { path, events: new Map(), cancelsInProgress: false, jobs: [], problem };
}
