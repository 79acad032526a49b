/** What a credential looks like, and what was found to look like one. */

/** How a credential is known: by its issuer's format, as a key block, by where it stands in a URL, or by its name. */
type SecretKind = 'token' | 'private-key' | 'url' | 'named';

/** Offsets are UTF-16 units; the end is exclusive. They span the secret alone, not what it is assigned to. */
export interface Secret {
  readonly kind: SecretKind;
  /** What it is, as a noun with its article: `a GitHub token`. */
  readonly what: string;
  /** Its format is unmistakable: a checksum, or a prefix and a length that nothing else has. Anything else is a guess. */
  readonly certain: boolean;
  readonly start: number;
  readonly end: number;
}

/** One documented format. Every quantifier in the pattern is bounded, so that no text makes it slow. */
export interface Format {
  readonly what: string;
  /** Literal text that every such credential has; the pattern is tried only where it stands. */
  readonly mark: string;
  /** Units of the credential before the mark. */
  readonly before: number;
  /** Sticky. */
  readonly pattern: RegExp;
  readonly certain: boolean;
  /** Settles what the pattern leaves open: `no` is no credential, `maybe` a guess. */
  readonly check?: (text: string) => 'yes' | 'maybe' | 'no';
}

/**
 * Neither side may go on as a word does: a prefix in the middle of a name, or a longer text, is something else. An
 * escape of a string or of a URL before it is no part of a word.
 */
const LEFT = '(?:(?<![A-Za-z0-9_-])|(?<=\\\\[nrt]|%[0-9A-F]{2}))';
const RIGHT = '(?![A-Za-z0-9_-])';

type More = Partial<Pick<Format, 'before' | 'certain' | 'check'>>;

/** A format whose credential is a word of its own, or begins with the mark that cuts it off. */
export function format(what: string, [mark, pattern]: readonly [string, string], more: More = {}): Format {
  return {
    what,
    mark,
    pattern: new RegExp(`${/^(?:[/:]|\(\?<)/.test(pattern) ? '' : LEFT}${pattern}${RIGHT}`, 'y'),
    before: 0,
    certain: true,
    ...more,
  };
}
