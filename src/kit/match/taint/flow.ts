/** What is looked through, and what is found in it. */
import type { Facts } from '../facts/facts.ts';
import type { Found } from '../formula/found.ts';
import type { Span } from '../../syntax/facts.ts';
import type { Node } from '../node.ts';
import type { Options, RuleLanguage } from '../rule.ts';

export interface Flow {
  readonly found: Found;
  /** From the source to the sink. */
  readonly path: readonly Span[];
}

export interface File {
  readonly root: Node;
  readonly text: string;
  readonly language: RuleLanguage;
  readonly facts: Facts;
  readonly options: Options['taint'];
  /** Counts what is done; throws when it is too much. */
  step(): void;
}
