/** The report: everything that reporters may show, and nothing that they could decide. */
import type { AssistantAccount } from './assistant.ts';
import type { Change } from './change.ts';
import type { Evidence } from './evidence.ts';
import type { Policy } from './policy.ts';
import type { Trial } from './proposal.ts';
import type { Published } from './published.ts';
import type { Verdict } from './verdict.ts';
import type { Worth } from './worth.ts';

export interface Tool {
  readonly version: string;
  /** SHA-256 over the bundled code and rules. */
  readonly digest: string;
}

export interface Report {
  readonly tool: Tool;
  readonly policy: Policy;
  readonly change: Change;
  readonly author: Evidence;
  readonly trials: readonly Trial[];
  /** Where an assistant was switched on. */
  readonly assistant?: AssistantAccount;
  readonly verdict: Verdict;
  readonly totalMs: number;
  /** What a green check is worth where this ran; unsaid where there is no check. */
  readonly worth?: Worth;
  /** What this run wrote to branches; empty where it was to write nothing. Said after the verdict, which never sees it. */
  readonly published?: readonly Published[];
}
