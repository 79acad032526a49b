/** The words for what was written to a branch, and for why nothing was. */
import type { Fault } from '../../../domain/fault.ts';
import type { Published, PublishedKind } from '../../../domain/published.ts';

/** An app's push starts the workflows that judge it; whatever its fate, this run's verdict is about the head before. */
export const NEXT = 'The new head is judged by its own run.';

/** The note ends a sentence that begins with what was not done. */
export function nothing(wanted: PublishedKind, note: string): Published {
  return { kind: 'nothing', wanted, note };
}

const MOVED = 'somebody pushed meanwhile, or another run was faster; the new head is judged by its own run.';

export function faulted(wanted: PublishedKind, fault: Fault): Published {
  return nothing(wanted, fault.kind === 'moved' ? MOVED : fault.message);
}
