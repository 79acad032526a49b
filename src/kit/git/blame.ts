/** The commit that a line of a working file comes from, and what that commit says of itself. */
import type { Oid } from '../../domain/tree.ts';
import { EnvironmentError } from '../../errors.ts';
import type { Git } from './git.ts';
import { withoutFilters } from './without-filters.ts';

export interface Blamed {
  readonly commit: Oid;
  /** What the file was called in that commit, and which of its lines this was. */
  readonly file: string;
  readonly line: number;
  readonly author: string;
  /** ISO 8601, in UTC. */
  readonly date: string;
  readonly summary: string;
  /** History begins here: the line may be older where it was cut off. */
  readonly boundary: boolean;
}

/** `missing`: no commit has the file. `gone`: one has, and the work tree has it no more. `short`: it has fewer lines. `uncommitted`: nobody has committed the line yet. */
export type Blame =
  | { readonly kind: 'blamed'; readonly blamed: Blamed }
  | { readonly kind: 'missing' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'uncommitted' }
  | { readonly kind: 'short'; readonly lines: number };

/** `file` is relative to the top of the work tree. No filter and no converter of the repository is run. */
export async function blameLine(git: Git, file: string, line: number): Promise<Blame> {
  const args = ['blame', '--porcelain', '--no-textconv', '-L', `${line},${line}`, '--', file];
  const settings = [...(await withoutFilters(git)), ['blame.ignoreRevsFile', ''] as const];
  const { code, stdout, stderr } = await git.run(args, { settings, answers: [0, 128] });
  if (code === 0) return parse(stdout.toString('utf8'));
  const lines = /has only (\d+) lines?/.exec(stderr)?.[1];
  if (lines !== undefined) return { kind: 'short', lines: Number(lines) };
  if (/no such path|cannot stat path|no such ref: HEAD/.test(stderr)) return { kind: 'missing' };
  if (/cannot lstat|unsupported file type/i.test(stderr)) return { kind: 'gone' };
  throw new EnvironmentError(`git blame failed in ${git.cwd}: ${stderr}`);
}

/** `<id> <line then> <line now> <count>`, then headers, then a tab and the line itself. */
function parse(text: string): Blame {
  const [first = '', ...rest] = text.split('\n');
  const [commit = '', line = ''] = first.split(' ');
  if (/^0+$/.test(commit)) return { kind: 'uncommitted' };
  const headers = rest.slice(
    0,
    rest.findIndex((each) => each.startsWith('\t')),
  );
  const said = (name: string): string =>
    headers.find((each) => each.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const date = new Date(Number(said('author-time')) * 1000);
  return {
    kind: 'blamed',
    blamed: {
      commit,
      file: unquoted(said('filename')),
      line: Number(line),
      author: said('author'),
      date: Number.isNaN(date.getTime()) ? '' : date.toISOString(),
      summary: said('summary'),
      boundary: headers.includes('boundary'),
    },
  };
}

/** Git quotes a name with unusual bytes in C's manner (quote.c). */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes = name.slice(1, -1).replace(/\\([0-7]{3}|.)/g, (_, code: string) => charOf(code));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function charOf(code: string): string {
  return code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code);
}

/** The whole message of a commit. */
export async function messageOf(git: Git, commit: Oid): Promise<string> {
  const text = await git.text(['cat-file', 'commit', commit], { maxBytes: MAX_MESSAGE });
  const end = text.indexOf('\n\n');
  return end === -1 ? '' : text.slice(end + 2);
}

const MAX_MESSAGE = 10_000_000;

/** The note of a commit under a ref; empty where there is none. */
export async function noteOf(git: Git, ref: string, commit: Oid): Promise<string> {
  const listed = await git.run(['notes', `--ref=${ref}`, 'list', commit], { answers: [0, 1] });
  if (listed.code !== 0) return '';
  const oid = listed.stdout.toString('latin1').trim();
  return git.text(['cat-file', 'blob', oid], { maxBytes: MAX_MESSAGE });
}

/** Lines of any note under a ref that hold one of these texts: a commit that was rewritten has none of its own. */
export async function notesWith(git: Git, ref: string, texts: readonly string[]): Promise<string> {
  if (texts.length === 0) return '';
  const patterns = texts.flatMap((text) => ['-e', text]);
  // 1: none; 128: there is no such ref.
  const { code, stdout } = await git.run(['grep', '-h', '-F', '--no-color', ...patterns, ref, '--'], {
    maxBytes: MAX_MESSAGE,
    answers: [0, 1, 128],
  });
  return code === 0 ? stdout.toString('utf8') : '';
}
