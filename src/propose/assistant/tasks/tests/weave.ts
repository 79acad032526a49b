/** Puts tests that were written for a file into it: imports behind its imports, the tests at its end, nothing else touched. */
import type { Edit, Patch } from '../../../../domain/proposal.ts';
import type { RepoPath } from '../../../../domain/path.ts';
import { Lines } from '../../../../kit/text.ts';
import { lastImport } from '../../imports.ts';

export interface Written {
  /** Lines that import, each whole. */
  readonly imports: readonly string[];
  readonly tests: string;
}

/** A file of its own. */
export function newFile(path: RepoPath, { imports, tests }: Written): Patch {
  const head = imports.length === 0 ? '' : `${imports.join('\n')}\n\n`;
  return [{ path, start: 0, end: 0, expect: '', replace: `${head}${ended(tests)}`, creates: true }];
}

/** Added to a file that holds `text`. */
export function woven(path: RepoPath, text: string, { imports, tests }: Written): Patch {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const insert = (at: number, added: string): Edit => ({
    path,
    start: at,
    end: at,
    expect: '',
    replace: added.replace(/\r?\n/g, eol),
  });
  const last = insert(text.length, `${ownLine(text)}${text && '\n'}${ended(tests)}`);
  const lines = new Lines(text);
  const present = new Set(text.split(/\r?\n/));
  const missing = imports.filter((line) => !present.has(line));
  if (missing.length === 0) return [last];
  const at = lines.offset(lastImport(lines) + 1, 1);
  const head = `${missing.join('\n')}\n`;
  // Behind imports that nothing follows: two insertions in one place would have no order.
  return at === text.length
    ? [insert(at, `${ownLine(text)}${head}\n${ended(tests)}`)]
    : [insert(at, head), last];
}

/** What ends the last line, where nothing does yet. */
function ownLine(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : '\n';
}

function ended(text: string): string {
  return `${text.trimEnd()}\n`;
}
