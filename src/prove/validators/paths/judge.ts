/** The judgement of the paths validator: each kind of trouble has its own file. */
import type { Observation } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { findCollisions } from './collisions.ts';
import { findInvisible } from './invisible.ts';
import { judgeLinks } from './links.ts';
import { judgeSubmodules } from './submodules.ts';

/** What the parts write into. */
export interface Findings {
  readonly observations: Observation[];
  readonly failed: Map<RepoPath, string>;
}

export async function judgePaths(scope: Scope): Promise<Judgement> {
  const findings: Findings = { observations: [], failed: new Map() };
  const added = scope.files.filter((file) => file.status === 'added').map((file) => file.path);
  if (added.length > 0) {
    const entries = await scope.head.list();
    findings.observations.push(...findCollisions(added, entries));
    findings.observations.push(...(await findInvisible(added, scope.base)));
  }
  await judgeLinks(scope, findings);
  await judgeSubmodules(scope, findings);
  return findings;
}
