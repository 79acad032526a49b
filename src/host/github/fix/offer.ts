/** Fixes as a pull request against the judged branch: one branch of ours for each pull request, and one offer at a time. */
import { done } from '../../../domain/branch.ts';
import type { Published } from '../../../domain/published.ts';
import { openPull } from '../branch/pulls.ts';
import { faulted, nothing } from '../branch/said.ts';
import { landSteps } from './land-steps.ts';
import { makeRoom } from './room.ts';
import { toldOf, type Fixing } from './fixing.ts';

export async function offerFixes(fixing: Fixing): Promise<Published> {
  const { writer, occasion } = fixing;
  const name = `gatewright/fix-${occasion.number}`;
  const ref = `refs/heads/${name}`;
  const room = await makeRoom(fixing, name);
  if (!room.ok) return faulted('offered', room.fault);
  if ('why' in room.value) return nothing('offered', room.value.why);
  const { from, made } = room.value;
  const commits = made ? done(made) : await landSteps(fixing, { ref, from });
  if (!commits.ok) return faulted('offered', commits.fault);
  const told = toldOf(fixing, name, commits.value);
  const words = wordsOf(occasion.number, told.commits);
  const pull = await openPull(writer.api, writer.place, { head: name, base: writer.name, ...words });
  if (!pull.ok) return nothing('offered', `the fixes lie on ${name} all the same: ${pull.fault.message}`);
  return { kind: 'offered', ...told, url: pull.value.url, note: '' };
}

function wordsOf(
  number: number,
  commits: readonly { readonly title: string }[],
): { title: string; body: string } {
  const list = commits.map(({ title }) => `- ${title}`).join('\n');
  const body = `Fixes for #${number}, each commit proven by Gatewright on top of the one before:\n\n${list}\n`;
  return { title: `Fixes for #${number}`, body };
}
