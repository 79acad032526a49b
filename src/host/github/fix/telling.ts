/** What publication works with, and the words for what it came to. */
import type { Fault } from '../../../domain/fault.ts';
import type { Published, PublishedKind } from '../../../domain/published.ts';
import type { Report } from '../../../domain/report.ts';
import type { Commits, Publishing } from '../../../publish/commits.ts';
import { messageOf } from '../../../publish/message.ts';
import type { PullOccasion } from '../occasion.ts';
import { addressOf } from '../show/showing.ts';
import type { OpenWriter } from '../branch/writer.ts';

export interface Fixing extends Pick<Publishing, 'journal' | 'base' | 'steps' | 'run'> {
  readonly writer: OpenWriter;
  readonly occasion: PullOccasion;
  readonly report: Report;
}

/** The note ends a sentence that begins with what was not done. */
export function nothing(wanted: PublishedKind, note: string): Published {
  return { kind: 'nothing', wanted, note };
}

const MOVED = 'somebody pushed meanwhile, and the new head is judged by its own run.';

export function failed(wanted: PublishedKind, fault: Fault): Published {
  return nothing(wanted, fault.kind === 'moved' ? MOVED : fault.message);
}

/** Commits by the name of their branch; the address is that of the last. */
export function toldOf(
  { steps, writer, run }: Fixing,
  branch: string,
  commits: Commits,
): Pick<Extract<Published, { branch: string }>, 'branch' | 'commits' | 'url'> {
  const told = steps.map((step, at) => {
    const { id = '', proposals = [], reverts = [] } = commits[at] ?? {};
    return { id, title: messageOf(step, run).title, proposals, reverts };
  });
  return { branch, commits: told, url: `${addressOf(writer.place)}/commit/${commits.at(-1)?.id ?? ''}` };
}
