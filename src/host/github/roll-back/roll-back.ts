/** What a block does to commits: those of Gatewright, and pushes of agents that the policy names, are taken back. */
import type { Published } from '../../../domain/published.ts';
import type { Report } from '../../../domain/report.ts';
import type { Desk } from '../desk.ts';
import type { Prepared } from '../prepare.ts';
import { rollBackPull } from './pull.ts';
import { offerRevert } from './revert.ts';

/** Empty where there is nothing to take back; never throws for what GitHub does. */
export async function rollBack(
  report: Report,
  desk: Desk,
  prepared: Prepared,
): Promise<readonly Published[]> {
  const { verdict, policy } = report;
  const { occasion } = prepared;
  const wanted = policy.rollBack.published || policy.rollBack.agents.length > 0;
  if (!wanted || verdict.decision !== 'block' || verdict.observed) return [];
  if (occasion.kind === 'pull') return rollBackPull(report, desk, { prepared, occasion });
  const onDefault = occasion.kind === 'push' && occasion.ref === `refs/heads/${desk.place?.defaultBranch}`;
  return onDefault && policy.rollBack.published ? offerRevert(report, desk, occasion) : [];
}
