/** What a validator may say, and what the gate makes of it. */
import type { Accept } from './consent.ts';
import type { RepoPath } from './path.ts';
import type { Patch } from './proposal.ts';
import type { Rule } from './rule.ts';

/** `<validator>/<rule>`: the same name in the rule's file, its docs page, policy and SARIF. */
export type RuleId = `${string}/${string}`;

/** SARIF's words, so that no table maps them. */
export type Severity = 'error' | 'warning' | 'note';

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Lines and columns are 1-based, columns count UTF-16 units, the end column is exclusive; a line ends at LF. */
export interface Place {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedPlace extends Place {
  readonly note: string;
}

/** The most places that a flow names: what lies between is left out, source and sink are kept. */
export const MOST_IN_FLOW = 12;

/** What a validator saw: one primary place, a sentence, and at most one fix with one clear answer. */
export interface Observation {
  readonly rule: RuleId;
  readonly at: Place;
  readonly message: string;
  /** One more sentence that helps to mend this very case (nearest names, say). */
  readonly hint?: string;
  readonly related?: readonly RelatedPlace[];
  /** How a value gets to where it does harm: source, steps, sink; 2 to {@link MOST_IN_FLOW} places. */
  readonly flow?: readonly RelatedPlace[];
  readonly fix?: Patch;
  /** The justification, or the text, of the directive in the file that silences it. */
  readonly suppressed?: string;
  /** That directive stands on lines that the change adds: it does not silence what would block. */
  readonly suppressedByChange?: boolean;
  /** It may be right where it stands, as in a test: it warns at the most. */
  readonly doubted?: boolean;
  /** It concerns the file, not the line it is anchored to: a file that does not parse, a name. */
  readonly wholeFile?: boolean;
  /** What it is about, where no line says that: with another subject it is another finding. */
  readonly subject?: string;
}

/**
 * How a finding stands to the change. Findings are marked, never deleted.
 * `outside-diff` was there before the change; `baseline`, `suppressed` and `duplicate` are known or said already;
 * somebody who may answers for what is `accepted`.
 */
export type Standing = 'new' | 'outside-diff' | 'baseline' | 'suppressed' | 'duplicate' | 'accepted';

/** A place with the text of its first line, for people; at most 400 characters. */
export interface QuotedPlace extends RelatedPlace {
  readonly snippet: string;
}

export interface Finding extends Observation {
  readonly validator: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The rule, where the maintainers wrote it. */
  readonly own?: Rule;
  readonly standing: Standing;
  /** The text of the first line it stands on, for people; at most 400 characters. */
  readonly snippet: string;
  readonly flow?: readonly QuotedPlace[];
  /** Hash of rule, path and the text around it, not of line numbers: it survives moved lines. */
  readonly fingerprint: string;
  /** The fingerprint leaves out a secret that could be guessed from it: other content may have the same. */
  readonly partial?: boolean;
  /** GitHub's `primaryLocationLineHash` of the line (contracts: code scanning). */
  readonly lineHash: string;
  /** Who answers for it, where its standing is `accepted`. */
  readonly accepted?: Accept;
  /** It blocks until somebody of each of these groups has approved the head: logins, as the policy writes them. */
  readonly awaits?: readonly (readonly string[])[];
}

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** Whether `severity` is as bad as `threshold`, or worse. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] >= RANK[threshold];
}
