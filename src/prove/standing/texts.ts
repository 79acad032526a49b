/** The lines that findings stand on, each file read and hashed once. */
import type { RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { lineHashes } from '../../kit/fingerprint.ts';
import { decode, Lines } from '../../kit/text.ts';

type Side = 'base' | 'head';

export interface Texts {
  /** A line as a person is shown it: at most 400 characters. */
  snippet(path: RepoPath, side: Side, line: number): Promise<string>;
  /** What the finding stands on, cut after a few lines: a long body may change without the finding being another. */
  context(path: RepoPath, line: number, endLine: number): Promise<string>;
  lineHash(path: RepoPath, line: number): Promise<string>;
}

const SNIPPET_UNITS = 400;
const CONTEXT_LINES = 5;

export function openTexts(read: (path: RepoPath, side: Side) => Promise<string | null>, head: Tree): Texts {
  const lines = remembered(async (key: string) => {
    const side = key.startsWith('base:') ? 'base' : 'head';
    return new Lines((await read(key.slice(5) as RepoPath, side)) ?? '');
  });
  const hashes = remembered(async (path: string) => {
    const { text } = await lines(`head:${path}`);
    return lineHashes((await hasMark(head, path as RepoPath)) ? `\ufeff${text}` : text);
  });
  return {
    snippet: async (path, side, line) => cut((await lines(`${side}:${path}`)).line(line)),
    context: async (path, line, endLine) => {
      const all = await lines(`head:${path}`);
      const last = Math.min(endLine, line + CONTEXT_LINES - 1);
      let context = all.line(line);
      for (let next = line + 1; next <= last; next++) context += `\n${all.line(next)}`;
      return context;
    },
    // A place past the end (an empty or unreadable file) is hashed as an empty line.
    lineHash: async (path, line) => (await hashes(path))[line - 1] ?? lineHashes('')[0] ?? '',
  };
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
