/** What our check run is called: never like a job, so that nobody requires a display by mistake. */
import type { Judged } from '../occasion.ts';

export const CHECK_NAME = 'Gatewright report';

/** Of whatever would be merged; on its head a push, or an audit, is shown beside that and not in its place. */
const NAMES: Readonly<Record<Judged['kind'], string>> = {
  pull: CHECK_NAME,
  queue: CHECK_NAME,
  push: `${CHECK_NAME} of a push`,
  audit: `${CHECK_NAME} of an audit`,
};

export function checkNameOf({ kind }: Judged): string {
  return NAMES[kind];
}
