/** The lines that findings stand on, each file read, screened for secrets and hashed once. */
import { createHash } from 'node:crypto';
import type { RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { lineHashes } from '../../kit/fingerprint.ts';
import { screen, type Masked } from '../../kit/secrets/screen.ts';
import { decode, Lines } from '../../kit/text.ts';

type Side = 'base' | 'head';

export interface Texts {
  /** A line as a person is shown it: at most 400 characters, and without what is secret in it. */
  snippet(path: RepoPath, side: Side, line: number): Promise<string>;
  /** What the finding stands on, cut after a few lines: a long body may change without the finding being another. */
  context(path: RepoPath, line: number, endLine: number): Promise<Context>;
  /** Over the masked text: the hash is a linear one, and 64 bits of it tell much of a short secret. */
  lineHash(path: RepoPath, line: number): Promise<string>;
}

const SNIPPET_UNITS = 400;
const CONTEXT_LINES = 5;

interface Context {
  /** Without secrets. For one of a certain format, which nobody can guess, its digest: another one is another finding. */
  readonly text: string;
  /** Something was left out that might be guessed from a hash, so other content may have the same context. */
  readonly partial: boolean;
}

interface Screened extends Masked {
  readonly lines: Lines;
  readonly plain: string;
}

export function openTexts(read: (path: RepoPath, side: Side) => Promise<string | null>, head: Tree): Texts {
  const screened = remembered(async (key: string): Promise<Screened> => {
    const side = key.startsWith('base:') ? 'base' : 'head';
    const plain = (await read(key.slice(5) as RepoPath, side)) ?? '';
    const masked = screen(plain);
    return { ...masked, plain, lines: new Lines(masked.text) };
  });
  const hashes = remembered(async (path: string) => {
    const { text } = await screened(`head:${path}`);
    return lineHashes((await hasMark(head, path as RepoPath)) ? `\ufeff${text}` : text);
  });
  return {
    snippet: async (path, side, line) => cut((await screened(`${side}:${path}`)).lines.line(line)),
    context: async (path, line, endLine) =>
      contextOf(await screened(`head:${path}`), line, Math.min(endLine, line + CONTEXT_LINES - 1)),
    // A place past the end (an empty or unreadable file) is hashed as an empty line.
    lineHash: async (path, line) => (await hashes(path))[line - 1] ?? lineHashes('')[0] ?? '',
  };
}

function contextOf({ lines, secrets, plain }: Screened, first: number, last: number): Context {
  let text = lines.line(first);
  for (let next = first + 1; next <= last; next++) text += `\n${lines.line(next)}`;
  const [from, to] = [lines.offset(first, 1), lines.offset(last + 1, 1)];
  const within = secrets.filter(({ start, end }) => start < to && end > from);
  const digests = within
    .filter(({ certain }) => certain)
    .map(({ start, end }) => createHash('sha256').update(plain.slice(start, end)).digest('hex'));
  return { text: [...digests, text].join('\n'), partial: within.length > digests.length };
}

/** Decoded text has lost its byte order mark, and GitHub hashes it. */
async function hasMark(tree: Tree, path: RepoPath): Promise<boolean> {
  const entry = await tree.entry(path);
  if (entry === undefined || entry.mode === 'submodule') return false;
  const blob = await tree.bytes(entry.oid);
  return blob.kind === 'bytes' && decode(blob.bytes).bom;
}

function cut(line: string): string {
  const end = SNIPPET_UNITS;
  const splits = /[\ud800-\udbff]/.test(line[end - 1] ?? '') && line.length > end;
  return line.slice(0, splits ? end - 1 : end);
}

function remembered<T>(compute: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
