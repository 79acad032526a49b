/** Which deleted file an added one was renamed from: git's similarity, for trees that git does not hold as well. */
import type { ChangedFile } from '../domain/change.ts';
import type { RepoPath } from '../domain/path.ts';
import type { Tree } from '../domain/tree.ts';
import { bytesOf, isRegular } from './changed-file.ts';
import { similarity, sketch, type Sketch } from './similarity.ts';

/** Git's own threshold: half of the larger file. */
const SIMILAR = 0.5;
/** Pairs and bytes that are compared; beyond them only identical files are recognised. */
const MAX_PAIRS = 40_000;
const MAX_BYTES = 64_000_000;

/** The same files; an added one that resembles a deleted one knows it as its origin. Each origin is used once. */
export async function withOrigins(
  files: readonly ChangedFile[],
  trees: { readonly base: Tree; readonly head: Tree },
): Promise<ChangedFile[]> {
  const deleted = files.filter((file) => file.status === 'deleted' && isRegular(file.base));
  const added = files.filter((file) => file.status === 'added' && isRegular(file.head));
  if (deleted.length === 0 || added.length === 0) return [...files];
  const origins = new Map<RepoPath, RepoPath>();
  pairIdentical(deleted, added, origins);
  const taken = new Set(origins.values());
  const left = deleted.filter((file) => !taken.has(file.path));
  const open = added.filter((file) => !origins.has(file.path));
  if (left.length * open.length <= MAX_PAIRS) {
    const sketches = { old: await sketchAll(left, trees.base), fresh: await sketchAll(open, trees.head) };
    pairSimilar(sketches, origins);
  }
  return files.map((file) => ({ ...file, origin: origins.get(file.path) ?? file.origin }));
}

function pairIdentical(
  deleted: readonly ChangedFile[],
  added: readonly ChangedFile[],
  origins: Map<RepoPath, RepoPath>,
): void {
  const byOid = new Map<string, RepoPath[]>();
  for (const { base, path } of deleted) {
    const oid = base?.oid ?? '';
    byOid.set(oid, [...(byOid.get(oid) ?? []), path]);
  }
  for (const { head, path } of added) {
    const sources = byOid.get(head?.oid ?? '');
    if (!sources || sources.length === 0) continue;
    const at = Math.max(
      sources.findIndex((source) => baseName(source) === baseName(path)),
      0,
    );
    origins.set(path, sources.splice(at, 1)[0] as RepoPath);
  }
}

interface Sketched {
  readonly path: RepoPath;
  readonly sketch: Sketch;
}

async function sketchAll(files: readonly ChangedFile[], tree: Tree): Promise<Sketched[]> {
  const sketched: Sketched[] = [];
  let read = 0;
  for (const file of files) {
    const entry = file.status === 'deleted' ? file.base : file.head;
    const bytes = entry && (await bytesOf(tree, entry));
    if (!bytes || bytes.byteLength === 0 || (read += bytes.byteLength) > MAX_BYTES) continue;
    sketched.push({ path: file.path, sketch: sketch(bytes) });
  }
  return sketched;
}

interface Candidate {
  readonly from: RepoPath;
  readonly to: RepoPath;
  readonly score: number;
  readonly sameName: boolean;
}

/** Best pairs first; of equal ones those that kept their name, then those that come first. */
function pairSimilar(
  { old, fresh }: { old: readonly Sketched[]; fresh: readonly Sketched[] },
  origins: Map<RepoPath, RepoPath>,
): void {
  const candidates: Candidate[] = [];
  for (const to of fresh) {
    for (const from of old) {
      const score = similarity(from.sketch, to.sketch);
      if (score < SIMILAR) continue;
      candidates.push({
        from: from.path,
        to: to.path,
        score,
        sameName: baseName(from.path) === baseName(to.path),
      });
    }
  }
  candidates.sort((a, b) => b.score - a.score || Number(b.sameName) - Number(a.sameName));
  const taken = new Set<RepoPath>();
  for (const { from, to } of candidates) {
    if (taken.has(from) || origins.has(to)) continue;
    taken.add(from);
    origins.set(to, from);
  }
}

function baseName(path: RepoPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
