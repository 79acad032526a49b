/** The maintainers' own rules, where a person stands: those that the policy in the working files names. */
import fs from 'node:fs';
import path from 'node:path';
import type { OwnRules } from '../domain/policy.ts';
import { loadPolicy, POLICY_PATH } from '../policy/load.ts';
import { findEnds } from '../read/ends.ts';
import { openRepository } from '../read/repository.ts';
import { workingFolder } from './judge-here.ts';

/** Undefined where no policy names any. Throws UserError for a policy that is not valid. */
export async function ownRulesHere(): Promise<OwnRules | undefined> {
  const here = workingFolder();
  const repository = await openRepository(here, process.env);
  try {
    // Without a repository this folder may be any, a home with all that is in it.
    if (repository.kind === 'folder' && !fs.existsSync(path.join(here, POLICY_PATH))) return undefined;
    const { head } = await findEnds(repository, { kind: 'all', paths: [] });
    return (await loadPolicy({ base: head, baseCommit: null })).own;
  } finally {
    await repository.close();
  }
}
