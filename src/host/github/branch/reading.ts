/** Git's objects on GitHub, each asked for once: an id never means anything else. */
import { done, failed, type Done, type Found, type Held } from '../../../domain/branch.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Mode, Oid } from '../../../domain/tree.ts';
import type { Api } from '../api/api.ts';
import { doneFrom } from './faults.ts';

/** What a folder holds under a name. */
export type Child = Held | { readonly mode: 'folder'; readonly oid: Oid };
export type Folder = ReadonlyMap<string, Child>;

export interface Reading {
  /** What a commit is; a fault where there is none. */
  commit(id: Oid): Promise<Done<Found>>;
  /** The tree of a commit. */
  treeOf(commit: Oid): Promise<Done<Oid>>;
  /** All that a folder holds, or a fault. */
  folder(tree: Oid): Promise<Done<Folder>>;
  /** The bytes of a regular file or a link; null where the commit has none there. */
  file(commit: Oid, path: RepoPath): Promise<Done<Uint8Array | null>>;
  /** A commit that was just made need not be asked for. */
  remember(commit: Oid, made: Found): void;
}

export function openReading(api: Api): Reading {
  const commits = new Map<Oid, Found>();
  const folders = new Map<Oid, Folder>();
  const reading: Reading = {
    async commit(id) {
      const known = commits.get(id);
      if (known) return done(known);
      const answer = await api.request<Committed>(COMMIT, { commit_sha: id });
      if (answer.ok) commits.set(id, foundIn(answer.data));
      return doneFrom(answer, foundIn);
    },
    async treeOf(commit) {
      const found = await reading.commit(commit);
      return found.ok ? done(found.value.tree) : found;
    },
    async folder(tree) {
      const known = folders.get(tree);
      if (known) return done(known);
      const answer = await api.request<Listing>(TREE, { tree_sha: tree });
      if (!answer.ok) return doneFrom(answer, () => new Map());
      const folder = childrenOf(answer.data);
      if (folder === null) return failed('invalid', `The tree ${tree} cannot be read whole through the API.`);
      folders.set(tree, folder);
      return done(folder);
    },
    async file(commit, path) {
      const oid = await fileId(reading, commit, path);
      if (!oid.ok) return oid;
      if (oid.value === null) return done(null);
      const answer = await api.request<{ content: string }>(BLOB, { file_sha: oid.value });
      return doneFrom(answer, ({ content }) => Buffer.from(content, 'base64'));
    },
    remember: (commit, made) => void commits.set(commit, made),
  };
  return reading;
}

const COMMIT = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';
const TREE = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
const BLOB = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';

interface Committed {
  readonly tree: { readonly sha: Oid };
  readonly parents: readonly { readonly sha: Oid }[];
}

function foundIn({ tree, parents }: Committed): Found {
  return { tree: tree.sha, parents: parents.map(({ sha }) => sha) };
}

interface Listing {
  readonly truncated: boolean;
  readonly tree: readonly { readonly path: string; readonly mode: string; readonly sha: Oid }[];
}

const MODES: Readonly<Record<string, Mode | 'folder'>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
  '040000': 'folder',
};

/** Null when something is left out, or has a name or a mode that the API cannot say and git cannot get back. */
function childrenOf({ truncated, tree }: Listing): Folder | null {
  if (truncated) return null;
  const children = new Map<string, Child>();
  for (const { path, mode, sha: oid } of tree) {
    const known = MODES[mode];
    // A name that is not UTF-8 comes with U+FFFD in it: two such names may even be one.
    if (known === undefined || path.includes('\ufffd') || children.has(path)) return null;
    children.set(path, { mode: known, oid });
  }
  return children;
}

/** Folder by folder: the API for contents follows symbolic links, so it answers for another path. */
async function fileId(reading: Reading, commit: Oid, path: RepoPath): Promise<Done<Oid | null>> {
  let at = await reading.treeOf(commit);
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    if (!at.ok) return at;
    const folder = await reading.folder(at.value);
    if (!folder.ok) return folder;
    const child = folder.value.get(name);
    const isLast = index === names.length - 1;
    if (!child || child.mode === 'submodule' || (child.mode === 'folder') === isLast) return done(null);
    at = done(child.oid);
  }
  return at;
}
