/** Comments that tell rules to be silent (`nosemgrep`), and whether the change added them. */
import { touches, type ChangedFile } from '../../../domain/change.ts';
import type { Observation } from '../../../domain/finding.ts';
import type { Scope } from '../../../domain/validator.ts';
import { addedLines } from '../../../kit/diff.ts';
import { decode } from '../../../kit/text.ts';

const COMMENT = /\/\/|\/\*|#|<!--|--/;
/** The names of rules end at the first word that is none. */
const NOSEM = /\bnosem(?:grep)?\b(?::[ \t]*([\w./-]+(?:[ \t]*,[ \t]*[\w./-]+)*))?/i;
/** Above the line that it is about, a directive stands alone. */
const ALONE = /^\s*(?:\{\s*)?(?:\/\/|\/\*|#|<!--|--)/;
const MAX_QUOTED = 200;

interface Directive {
  readonly text: string;
  /** None: it silences every rule. */
  readonly rules: readonly string[];
  readonly isAdded: boolean;
}

type Silence = Pick<Observation, 'suppressed' | 'suppressedByChange'>;

/** What silences a rule, by any of its names, on a line. */
export type Directives = (names: readonly string[], line: number) => Silence;

export async function openDirectives(scope: Scope, file: ChangedFile, text: string): Promise<Directives> {
  if (!/nosem/i.test(text)) return () => ({});
  const lines = text.split('\n');
  const hunks = addedLines(await bytesAtBase(scope, file), Buffer.from(text));
  const directives = new Map<number, Directive>();
  for (const [at, line] of lines.entries()) {
    const read = readDirective(line);
    if (!read) continue;
    const { said, rules } = read;
    const named = rules?.split(',').map((name) => name.trim()) ?? [];
    const isAdded = touches(hunks, at + 1, at + 1);
    directives.set(at + 1, { text: said.trim().slice(0, MAX_QUOTED), rules: named, isAdded });
  }
  return (names, line) => {
    const above = ALONE.test(lines[line - 2] ?? '') ? directives.get(line - 1) : undefined;
    const silent = [directives.get(line), above].find((one) => one && isAbout(one, names));
    if (!silent) return {};
    return { suppressed: silent.text, ...(silent.isAdded && { suppressedByChange: true }) };
  };
}

/** One after the other, so that a long line of what opens comments is read twice at most. */
function readDirective(line: string): { said: string; rules: string | undefined } | null {
  const at = line.search(COMMENT);
  const comment = at === -1 ? '' : line.slice(at);
  const found = NOSEM.exec(comment);
  return found && { said: comment, rules: found[1] };
}

/** Semgrep puts the folders of a rule's file in front of its name, with dots. */
function isAbout({ rules }: Directive, names: readonly string[]): boolean {
  return (
    rules.length === 0 ||
    rules.some((rule) => names.some((name) => rule === name || rule.endsWith(`.${name}`)))
  );
}

/** As text of the same encoding: in UTF-16 more bytes look like ends of lines. Null where nothing can be read. */
async function bytesAtBase({ base }: Scope, file: ChangedFile): Promise<Buffer | null> {
  const entry = file.base ?? (file.origin === null ? undefined : await base.entry(file.origin));
  if (!entry || entry.mode === 'submodule') return null;
  const blob = await base.bytes(entry.oid);
  return blob.kind === 'bytes' ? Buffer.from(decode(blob.bytes).text) : null;
}
