/** A file of rules in Semgrep's YAML → rules; what is wrong with one is told with its place and stops no other. */
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import { Entry, type Ledger } from './entry.ts';
import type { FileRule } from './file-rule.ts';
import { readRule } from './head.ts';

export interface RuleFile {
  readonly rules: readonly FileRule[];
  /** Rules that are right, and that nothing here runs. */
  readonly notRun: readonly { readonly id: string; readonly reason: string }[];
  readonly problems: readonly RuleProblem[];
}

export interface RuleProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The rule it is in; undefined for the file itself, or a rule without a name. */
  readonly rule: string | undefined;
  readonly key: string;
  /** One sentence. */
  readonly said: string;
}

/** The problem with its place, fit to be shown. */
export function problemSentence({ file, line, column, rule, key, said }: RuleProblem): string {
  const where = [rule, key].flatMap((name) => (name ? [shownName(name)] : [])).join(', ');
  return `${file}:${line}:${column}: ${where ? `${where}: ` : ''}${said}`;
}

/** An id or a key of a file, fit to be shown: it may be anything, and of any length. */
export function shownName(name: string): string {
  return displayPath(name as RepoPath).slice(0, 200);
}

/** Units of a text that is read at all: the largest rule files that people publish have a fifth of it. */
const MAX_LENGTH = 4_000_000;
const MAX_ALIASES = 1000;

/** Never throws: a file that is no YAML is a problem. */
export function readRuleFile(file: string, text: string): RuleFile {
  const book = new Book(file);
  const document = parsed(text, book.counter);
  if (document === null) return book.closed('it is too large or nested too deeply.');
  for (const { pos, message } of document.errors) book.tell(pos[0], '', `${message.split('\n')[0]}.`);
  if (document.errors.length > 0) return book;
  if (document.contents === null) return book.closed('it is empty.');
  const top = new Entry(book.ledger(document), document.contents, { key: '', offset: 0, depth: 0 });
  const rules = top.mapping().get('rules');
  if (rules) for (const rule of rules.list()) book.take(rule);
  else if (book.problems.length === 0) top.tell('it has no rules.');
  return book;
}

/** Null for what is too large or too deep to be read. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | null {
  if (text.length > MAX_LENGTH) return null;
  try {
    const document = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'core',
    });
    return document.errors.some(({ message }) => message.includes('call stack')) ? null : document;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What was read of one file so far. */
class Book implements RuleFile {
  readonly rules: FileRule[] = [];
  readonly notRun: { id: string; reason: string }[] = [];
  readonly problems: RuleProblem[] = [];
  readonly counter = new LineCounter();
  readonly #file: string;
  #rule: string | undefined;
  #reasons: string[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  ledger(document: Document.Parsed): Ledger {
    return {
      document,
      aliases: MAX_ALIASES,
      tell: (offset, key, said) => this.tell(offset, key, said),
      unsupported: (reason) => void this.#reasons.push(reason),
    };
  }

  tell(offset: number, key: string, said: string): void {
    const { line, col } = this.counter.linePos(offset);
    const at = { line: Math.max(1, line), column: Math.max(1, col) };
    this.problems.push({ file: this.#file, ...at, rule: this.#rule, key, said });
  }

  closed(said: string): this {
    this.tell(0, '', said);
    return this;
  }

  take(entry: Entry): void {
    const before = this.problems.length;
    const id = entry.peek('id');
    [this.#rule, this.#reasons] = [id, []];
    const rule = readRule(entry);
    if (rule && this.rules.some((other) => other.id === rule.id)) entry.tell('another rule has this id.');
    if (this.problems.length === before && this.#reasons.length > 0) {
      this.notRun.push({ id: id ?? '', reason: [...new Set(this.#reasons)].join('; ') });
    } else if (this.problems.length === before && rule) this.rules.push(rule);
    this.#rule = undefined;
  }
}
