/** What a parse says about a file: facts that are functions of its bytes and its language alone. */

/** Offsets in UTF-16 units into the decoded text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ImportKind = 'static' | 'type' | 're-export' | 'dynamic' | 'require' | 'resolve';

/** One import of one module. */
export interface ImportFact extends Span {
  readonly kind: ImportKind;
  /** The specifier's own span without quotes is `start`–`end`; this is its text, escapes resolved. */
  readonly specifier: string;
  /** Names taken from the module: `{ imported, local }`; `*` for a namespace, `default` for a default import. */
  readonly names: readonly { readonly imported: string; readonly local: string; readonly span: Span }[];
  /** Python: leading dots of a relative import; otherwise 0. The specifier is without them. */
  readonly level: number;
  /** It may fail and the code says so: in a try, under `if TYPE_CHECKING`, behind a platform test, optional. */
  readonly guarded: boolean;
}

export interface ExportFact extends Span {
  /**
   * `default`, a name, or `*` for everything of `from`; `*` from nowhere (null) says that there may be any name.
   * Python: what a module imports can be imported from it too, but is only listed under `imports`; the entries of
   * `__all__` are `re-export` from null.
   */
  readonly name: string;
  readonly from: string | null;
  readonly kind: 'function' | 'class' | 'variable' | 'type' | 're-export' | 'module';
}

export interface TokenFact extends Span {
  readonly kind: 'comment' | 'string' | 'name' | 'number' | 'keyword' | 'punctuation';
}

export interface FileFacts {
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /**
   * The first place that the grammar could not read; null when it read all. There may be facts that are missed
   * then, and it need not be the file's fault: grammars lag behind their languages.
   */
  readonly error: Span | null;
}
