/** What the rules make of one text: plain data, kept by blob, without a path and without a change. */
import type { Span } from '../../../kit/syntax/facts.ts';

export interface Seen extends Span {
  /** The name of the rule in its rule set. */
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
  /** From the source to the sink. */
  readonly flow?: readonly (Span & { readonly note: string })[];
  readonly fix?: Span & { readonly text: string };
}

export interface Inspection {
  readonly seen: readonly Seen[];
  /** What the grammar could not read, in order: no rule matched there. */
  readonly unread: readonly Span[];
}
