/** Taint rules ready to run. */
import type { Ready } from '../formula/formula.ts';
import type { Propagator, Sanitizer, Sink, Source } from '../rule.ts';
import type { Requirement } from './labels.ts';

type Made<T extends { readonly of: unknown }> = Omit<T, 'of' | 'requires'> & { readonly of: Ready };

export interface ReadyTaint {
  readonly sources: readonly (Made<Source> & { readonly requires: Requirement | null })[];
  readonly sanitizers: readonly Made<Sanitizer>[];
  readonly sinks: readonly (Made<Sink> & { readonly requires: Requirement | null })[];
  readonly propagators: readonly (Made<Propagator> & { readonly requires: Requirement | null })[];
}
