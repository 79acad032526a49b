/** The `linguist-generated` and `linguist-vendored` attributes of a tree: how repositories tell GitHub. */
import picomatch from 'picomatch';
import { repoPath, type RepoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';

export interface Linguist {
  readonly generated: boolean | null;
  readonly vendored: boolean | null;
}

interface Line {
  /** The folder of the file that says it, with its slash; empty for the root. */
  readonly folder: string;
  readonly matches: (below: string) => boolean;
  readonly said: Linguist;
}

const NAME = '.gitattributes';
const MAX_BYTES = 100_000;
const MAX_LINES = 2_000;

/** Reads the attribute files above the given paths; later lines and deeper folders win, as for git. */
export async function readLinguist(
  tree: Tree,
  paths: readonly RepoPath[],
): Promise<(path: RepoPath) => Linguist> {
  const lines: Line[] = [];
  for (const folder of foldersOf(paths)) {
    const entry = await tree.entry(repoPath(folder + NAME));
    if (!entry || entry.mode === 'symlink' || entry.mode === 'submodule') continue;
    const blob = await tree.bytes(entry.oid);
    if (blob.kind !== 'bytes' || blob.bytes.byteLength > MAX_BYTES) continue;
    lines.push(...parse(Buffer.from(blob.bytes).toString('utf8'), folder));
  }
  return (path) => {
    let [generated, vendored]: (boolean | null)[] = [null, null];
    for (const { folder, matches, said } of lines) {
      if (!path.startsWith(folder) || !matches(path.slice(folder.length))) continue;
      generated = said.generated ?? generated;
      vendored = said.vendored ?? vendored;
    }
    return { generated: generated ?? null, vendored: vendored ?? null };
  };
}

/** Every folder above the paths, the outer ones first. */
function foldersOf(paths: readonly RepoPath[]): string[] {
  const folders = new Set<string>(['']);
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); at !== -1; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
      if (at === 0) break;
    }
  }
  return [...folders].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

function parse(text: string, folder: string): Line[] {
  const lines: Line[] = [];
  for (const line of text.split(/\r?\n/).slice(0, MAX_LINES)) {
    const [pattern, ...attributes] = line.trim().split(/[ \t]+/);
    const said = { generated: read(attributes, 'generated'), vendored: read(attributes, 'vendored') };
    if (!pattern || pattern.startsWith('#') || (said.generated === null && said.vendored === null)) continue;
    lines.push({ folder, matches: matcher(pattern), said });
  }
  return lines;
}

function read(attributes: readonly string[], name: string): boolean | null {
  let said: boolean | null = null;
  for (const attribute of attributes) {
    if (attribute === `linguist-${name}` || attribute === `linguist-${name}=true`) said = true;
    if (attribute === `-linguist-${name}` || attribute === `linguist-${name}=false`) said = false;
  }
  return said;
}

/** A pattern without a slash is about names in any folder; git knows no braces and no negation here. */
function matcher(pattern: string): (below: string) => boolean {
  const options = { dot: true, nobrace: true, noextglob: true, nonegate: true };
  const anchored = pattern.replace(/^\//, '');
  const matches = picomatch(anchored, options);
  return pattern.includes('/') ? matches : (below) => matches(below.slice(below.lastIndexOf('/') + 1));
}
