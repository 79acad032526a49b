/** Reads `.gitmodules`: git's configuration syntax, as far as submodules are concerned. */
import { repoPath } from '../../../domain/path.ts';

export const GITMODULES = repoPath('.gitmodules');

export interface Submodule {
  readonly name: string;
  readonly path: string;
  readonly url: string;
  readonly update: string;
  /** 1-based line of the URL, or of the section when it has none. */
  readonly line: number;
}

type Draft = { -readonly [K in keyof Submodule]: Submodule[K] };

const SECTION = /^\s*\[\s*submodule\s+"((?:[^"\\]|\\.)*)"\s*\]/i;
const OTHER_SECTION = /^\s*\[/;
const VALUE = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*=\s*(.*)$/;
const MAX_LINES = 20_000;

/** Sections of one name are one submodule, in which the last value wins, as for git. */
export function parseGitmodules(text: string): Submodule[] {
  const drafts = new Map<string, Draft>();
  let draft: Draft | null = null;
  const lines = text.split(/\r?\n/).slice(0, MAX_LINES);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const name = SECTION.exec(line)?.[1]?.replace(/\\(.)/g, '$1');
    if (name !== undefined) {
      draft = drafts.get(name) ?? { name, path: '', url: '', update: '', line: at + 1 };
      drafts.set(name, draft);
    } else if (OTHER_SECTION.test(line)) draft = null;
    const rest = line.replace(/^\s*\[[^\]]*\]/, '');
    const [, key, first] = VALUE.exec(rest) ?? [];
    if (!draft || key === undefined) continue;
    const start = at;
    let value = first ?? '';
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(value) && at + 1 < lines.length)
      value = value.slice(0, -1) + lines[++at];
    set(draft, key.toLowerCase(), { value: unquote(value), line: start + 1 });
  }
  return [...drafts.values()];
}

function set(draft: Draft, key: string, given: { value: string; line: number }): void {
  if (key === 'path') draft.path = given.value;
  if (key === 'update') draft.update = given.value;
  if (key !== 'url') return;
  draft.url = given.value;
  draft.line = given.line;
}

/** Takes off quotes, escapes, what follows an unquoted `#` or `;`, and unquoted space at the end. */
function unquote(value: string): string {
  let plain = '';
  let kept = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    const unit = value[at] ?? '';
    if (!isQuoted && (unit === '#' || unit === ';')) break;
    if (unit === '"') isQuoted = !isQuoted;
    else if (unit === '\\') plain += ESCAPES[value[++at] ?? ''] ?? value[at] ?? '';
    else plain += unit;
    if (isQuoted || !/\s/.test(unit)) kept = plain.length;
  }
  return plain.slice(0, kept);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };
