/** Which commit of Gatewright a workflow should pin: that of the clone that runs now, if it runs from one. */
import fs from 'node:fs';
import path from 'node:path';
import { distDir, readTool } from '../../kit/tool.ts';
import { openRepository } from '../../read/repository.ts';
import { findHead } from '../../read/revisions.ts';
import { parseRemote } from '../doctor/address.ts';
import { originOf } from '../doctor/clone.ts';

/** What the examples under docs/workflows have in its place. */
export const USES_PLACEHOLDER = /gatewright\/gatewright@<commit> # v[\d.]+/;

export interface Edition {
  /** `owner/gatewright@commit # v0.1.0`; the commit is a place to fill in when it is not known. */
  readonly uses: string;
  readonly slug: string;
  readonly version: string;
  readonly pinned: boolean;
}

/** Installed from a package, the bundle does not know of which commit it is. */
export async function findEdition(env: NodeJS.ProcessEnv): Promise<Edition> {
  const { version } = readTool();
  const home = path.dirname(distDir());
  const clone = fs.existsSync(path.join(home, '.git')) ? await readClone(home, env) : null;
  const slug = clone?.slug ?? 'gatewright/gatewright';
  return {
    uses: `${slug}@${clone?.commit ?? '<commit>'} # v${version}`,
    slug,
    version,
    pinned: clone !== null,
  };
}

async function readClone(
  home: string,
  env: NodeJS.ProcessEnv,
): Promise<{ slug: string | null; commit: string } | null> {
  // What names a repository in the caller's environment is about the caller's repository.
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_COMMON_DIR: ___, ...plain } = env;
  const repository = await openRepository(home, plain);
  if (repository.kind === 'folder') return null;
  try {
    const commit = await findHead(repository);
    const remote = parseRemote(await originOf(repository));
    const slug =
      remote && remote.repo.toLowerCase() === 'gatewright' ? `${remote.owner}/${remote.repo}` : null;
    return commit === null ? null : { slug, commit };
  } finally {
    await repository.close();
  }
}
