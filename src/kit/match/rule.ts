/** What a rule asks for, whoever wrote it down: formulas over patterns, conditions on what they bind, taint. */

export type TreeLanguage = 'javascript' | 'typescript' | 'python' | 'java' | 'go';
export type RuleLanguage = TreeLanguage | 'generic' | 'regex';

/** A metavariable with its dollar: `$X`; `$1` for the first group of a regular expression. */
export type Variable = string;

/** Formulas are written as text and run as trees: the two differ in their leaves and conditions alone. */
export type FormulaOf<Leaf, Condition> =
  | Leaf
  | {
      readonly kind: 'all';
      readonly of: readonly FormulaOf<Leaf, Condition>[];
      readonly where: readonly Condition[];
      readonly focus: readonly (readonly Variable[])[];
    }
  | { readonly kind: 'any'; readonly of: readonly FormulaOf<Leaf, Condition>[] }
  | { readonly kind: 'inside' | 'not' | 'not-inside'; readonly of: FormulaOf<Leaf, Condition> };

export type Formula = FormulaOf<
  { readonly kind: 'pattern'; readonly pattern: string } | { readonly kind: 'regex'; readonly regex: string },
  Condition
>;

export type Condition =
  | { readonly kind: 'regex'; readonly variable: Variable; readonly regex: string; readonly not: boolean }
  | {
      readonly kind: 'pattern';
      readonly variable: Variable;
      readonly language: RuleLanguage | null;
      readonly of: Formula;
    }
  | {
      readonly kind: 'comparison';
      readonly variable: Variable | null;
      readonly comparison: string;
      readonly strip: boolean;
      readonly base: number | null;
    }
  | { readonly kind: 'type'; readonly variable: Variable; readonly types: readonly string[] }
  | { readonly kind: 'analysis'; readonly variable: Variable; readonly analyzer: 'entropy' | 'redos' };

export interface Source {
  readonly of: Formula;
  readonly label: string | null;
  readonly requires: string | null;
  readonly exact: boolean;
  /** The variable that is matched is meant from here on; `only`: and not where it is matched. */
  readonly bySideEffect: boolean | 'only';
}
export interface Sanitizer {
  readonly of: Formula;
  readonly exact: boolean;
  readonly bySideEffect: boolean | 'only';
  readonly notConflicting: boolean;
}
export interface Sink {
  readonly of: Formula;
  readonly requires: string | null;
  readonly exact: boolean;
}
export interface Propagator {
  readonly of: Formula;
  readonly from: Variable;
  readonly to: Variable;
  readonly requires: string | null;
  readonly label: string | null;
  readonly bySideEffect: boolean | 'only';
}
export interface Taint {
  readonly sources: readonly Source[];
  readonly sanitizers: readonly Sanitizer[];
  readonly sinks: readonly Sink[];
  readonly propagators: readonly Propagator[];
}

export interface Rule {
  readonly id: string;
  readonly languages: readonly RuleLanguage[];
  readonly query:
    | { readonly mode: 'search'; readonly formula: Formula }
    | { readonly mode: 'taint'; readonly taint: Taint };
  readonly options: Options;
}

/** The switches of Semgrep's `options` that change what matches; all others are the engine's own business. */
export interface Options {
  readonly constantPropagation: boolean;
  readonly symbolicPropagation: boolean;
  /** How many line ends `...` may skip in text that no grammar reads; null for the usual. */
  readonly ellipsisSpan: number | null;
  readonly taint: TaintOptions;
  /** How patterns are taken otherwise than usual. */
  readonly ways: readonly Way[];
}

/** Both sides of an equality, or of `&&` and `||`, may change places; what is usually the same is told apart. */
export type Way =
  | 'symmetric-equality'
  | 'commutative-logic'
  | 'apart-declarations'
  | 'apart-arrows'
  | 'apart-let'
  | 'whole-objects';

/** What a rule in taint mode takes for safe besides. */
export interface TaintOptions {
  /** A metavariable of a source means the same in a sink. */
  readonly unifyVariables: boolean;
  readonly safeNumbers: boolean;
  readonly safeBooleans: boolean;
  /** An element is safe when only its index is not. */
  readonly safeIndexes: boolean;
  /** What functions give back is safe, whatever they are given. */
  readonly safeFunctions: boolean;
  /** What operators make is safe, too: only assignments pass taint on. */
  readonly onlyAssignments: boolean;
  /** A finding stands where the source is. */
  readonly isAtSource: boolean;
}
