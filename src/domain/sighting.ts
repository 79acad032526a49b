/** What an engine outside saw in a file, where it matched the rules in the place of ours. */

/** UTF-16 offsets of the text; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Sighting extends Stretch {
  /** As the validator names its rules. */
  readonly rule: string;
  readonly message: string;
  /** From source to sink. */
  readonly flow?: readonly Stretch[];
  readonly fix?: Stretch & { readonly text: string };
}

export interface Sighted {
  readonly seen: readonly Sighting[];
  /** What it could not parse. */
  readonly unread: readonly Stretch[];
}

export const ENGINES = ['embedded', 'semgrep', 'opengrep', 'auto'] as const;
/** Who matches rules in Semgrep's format: ours, one that is installed, or one if it is. */
export type Engine = (typeof ENGINES)[number];
/** Engines that are programs of others. */
export type Program = Exclude<Engine, 'embedded' | 'auto'>;
