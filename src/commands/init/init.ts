/** `gatewright init`: writes the workflow and the policy where there are none, and says what only a person can do. */
import fs from 'node:fs';
import path from 'node:path';
import workflows from 'virtual:workflows';
import { UserError } from '../../errors.ts';
import { gatesOf, type Gate } from '../../kit/workflows/gates.ts';
import { POLICY_PATH } from '../../policy/load.ts';
import { openRepository, type GitRepository } from '../../read/repository.ts';
import { findDefaultBranch } from '../../read/revisions.ts';
import { workflowsOnDisk } from '../doctor/clone.ts';
import { environmentFault } from '../options.ts';
import { print } from '../output.ts';
import { findEdition, USES_PLACEHOLDER } from './edition.ts';
import { nextSteps } from './next-steps.ts';
import { POLICY } from './policy.ts';

export interface InitOptions {
  readonly hardened?: boolean;
}

const WORKFLOW_PATH = '.github/workflows/gatewright.yml';

/** Writes what is missing; 0 also when nothing was. */
export async function init(cwd: string, env: NodeJS.ProcessEnv, options: InitOptions): Promise<number> {
  const repository = await openRepository(cwd, env);
  try {
    if (repository.kind === 'folder' || repository.root === null) {
      throw new UserError(
        `${cwd} is not in a working tree of git: go into a clone of the repository to guard.`,
      );
    }
    await print(await setUp(repository, repository.root, options));
    return 0;
  } finally {
    await repository.close();
  }
}

async function setUp(repository: GitRepository, root: string, options: InitOptions): Promise<string> {
  refuseLinks(root);
  const [present] = gatesOf(workflowsOnDisk(root));
  const edition = await findEdition(repository.env);
  const variant = options.hardened ? 'hardened' : 'simple';
  const lines: string[] = [];
  if (present) lines.push(`kept   ${present.workflow.path}: it runs Gatewright already`);
  else {
    const text = workflows[variant].replace(USES_PLACEHOLDER, edition.uses);
    lines.push(write(root, WORKFLOW_PATH, text.replace(/^# \S+gatewright\.yml, the/, '# The')));
  }
  lines.push(write(root, POLICY_PATH, POLICY));
  const branch =
    (await findDefaultBranch(repository))?.label.replace(/^origin\//, '') ?? 'the default branch';
  if (present) return `${lines.join('\n')}\n\n${afterwards(present, options)}\n`;
  return `${lines.join('\n')}\n\n${nextSteps({ edition, variant, branch })}`;
}

/** What to do where a workflow was there already. */
function afterwards({ workflow }: Gate, { hardened = false }: InitOptions): string {
  if (!hardened || workflow.events.has('pull_request_target')) {
    return 'Next: gatewright doctor says what its check is worth.';
  }
  return `${workflow.path} is not the hardened variant: to have that one, remove it and run init again.`;
}

/** Files are made where the working tree says that they are, not where a link of the repository points. */
function refuseLinks(root: string): void {
  for (const folder of ['.github', '.github/workflows']) {
    const found = fs.lstatSync(path.join(root, folder), { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new UserError(`${folder} is not a folder: nothing was written.`);
  }
}

/** Writes a new file; one that is there, be it a link that leads nowhere, is left alone. */
function write(root: string, file: string, text: string): string {
  const target = path.join(root, file);
  try {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text, { flag: 'wx' });
    return `wrote  ${file}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return `kept   ${file}: it is there already`;
    }
    throw environmentFault(`cannot write ${file}`, error);
  }
}
