/** What lint knows of one text: plain data, kept by blob, without paths and without a change. */
import type { RuleId } from '../../../domain/finding.ts';

/** Offsets are UTF-16 units in the decoded text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Seen extends Span {
  readonly rule: RuleId;
  readonly message: string;
  readonly fix?: Span & { readonly text: string };
  /** The justification or the text of the directive that silences it. */
  readonly suppressed?: string;
  /** It is, by directives that the change adds, and only by these. */
  readonly suppressedByChange?: boolean;
}

/**
 * `plain`: as its name says. `extended`: JavaScript that only the TypeScript parser reads, without type syntax
 * (decorators, newer proposals). `typed`: JavaScript with type syntax (Flow, TypeScript). `not`: by no parser.
 */
export type Parsed = 'plain' | 'extended' | 'typed' | 'not';

export interface Inspection {
  readonly parsed: Parsed;
  /** Where and why the parser of the file's own language gave up; null when it did not. */
  readonly refusal: { readonly at: number; readonly message: string } | null;
  readonly seen: readonly Seen[];
  /** Comments that speak to ESLint. */
  readonly directives: readonly Span[];
}
