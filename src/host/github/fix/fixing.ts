/** What publication works with, and what it tells of the commits that it made. */
import type { Published } from '../../../domain/published.ts';
import type { Report } from '../../../domain/report.ts';
import { tellCommits, type Commits, type Publishing } from '../../../publish/commits.ts';
import type { OpenWriter } from '../branch/writer.ts';
import type { PullOccasion } from '../occasion.ts';
import { addressOf } from '../show/showing.ts';

export interface Fixing extends Pick<Publishing, 'journal' | 'base' | 'steps' | 'run'> {
  readonly writer: OpenWriter;
  readonly occasion: PullOccasion;
  readonly report: Report;
}

/** Commits by the name of their branch; the address is that of the last. */
export function toldOf(
  { steps, writer }: Fixing,
  branch: string,
  commits: Commits,
): Pick<Extract<Published, { branch: string }>, 'branch' | 'commits' | 'url'> {
  const url = `${addressOf(writer.place)}/commit/${commits.at(-1)?.id ?? ''}`;
  return { branch, commits: tellCommits(steps, commits), url };
}
