/** Asks the server that the clone came from; its client is loaded only when there is somebody to ask. */
import type { Address } from './address.ts';
import { readSaid, type Said } from './said.ts';

const TIME = 30_000;

/** What it says of the branch, or one sentence on why it said nothing. */
export async function askServer(address: Address, branch: string): Promise<Said | string> {
  const { openApi } = await import('../../host/github/api/open-api.ts');
  const end = performance.now() + TIME;
  const timeLeft = () => end - performance.now();
  return readSaid(openApi({ ...address, timeLeft, signal: AbortSignal.timeout(TIME) }), branch);
}
