/** The workspace members of a tree: npm and yarn (array and object form), pnpm, lerna. */
import picomatch from 'picomatch';
import type { RepoPath } from '../../../domain/path.ts';
import { directoryOf, type Files } from '../files.ts';
import { asObject, asTexts, member, parseObject, type Json } from '../json.ts';
import type { Manifest, Manifests } from './manifests.ts';

const LERNA = 'lerna.json';
const MAX_YAML_CHARS = 200_000;
const MAX_GLOB = 200;
const MAX_GLOBS = 500;

/** Every package that the tree holds, by name; `member` tells real ones from samples that share the tree. */
interface LocalPackage {
  readonly directory: string;
  readonly member: boolean;
}

export interface LocalPackages {
  readonly byName: ReadonlyMap<string, readonly LocalPackage[]>;
  /** The manifests of workspace roots and members. */
  readonly members: ReadonlySet<RepoPath>;
}

/** What a manifest says and is, in the order of the manifests; null for one that cannot be read. */
type PackageFact = readonly [name: string | null, member: boolean] | null;

/** Groups the packages of a tree by their names. A thousand manifests are read when one of them is new. */
export async function localPackages(files: Files, manifests: Manifests): Promise<LocalPackages> {
  const paths = manifests.paths();
  const all = [...paths, ...workspaceFiles(files)];
  const facts = await files.derived('packages/1', all, () => packageFacts(files, manifests));
  const byName = new Map<string, LocalPackage[]>();
  const members = new Set<RepoPath>();
  for (const [at, path] of paths.entries()) {
    const [name, member] = facts[at] ?? [null, false];
    if (member) members.add(path);
    if (name !== null)
      byName.set(name, [...(byName.get(name) ?? []), { directory: directoryOf(path), member }]);
  }
  return { byName, members };
}

async function packageFacts(files: Files, manifests: Manifests): Promise<readonly PackageFact[]> {
  const globs = await memberGlobs(files, await manifests.all());
  const read = await Promise.all(manifests.paths().map((path) => manifests.in(directoryOf(path))));
  return read.map((manifest) => {
    if (manifest === null || manifest === 'unreadable') return null;
    return [manifest.name, globs.some((matches) => matches(manifest.directory))];
  });
}

/** Files that name members, besides the manifests. */
function workspaceFiles(files: Files): RepoPath[] {
  return files.entries
    .map(({ path }) => path)
    .filter((path) => path.endsWith('pnpm-workspace.yaml') || path === LERNA);
}

async function memberGlobs(files: Files, all: readonly Manifest[]): Promise<((path: string) => boolean)[]> {
  const globs: ((path: string) => boolean)[] = [];
  for (const manifest of all) {
    const workspaces = workspacesOf(manifest.json);
    // Each manifest is asked for each other one: only those that have members may answer.
    if (workspaces.length > 0) globs.push(matcher(manifest.directory, workspaces));
  }
  // The same words stand in many samples of one repository.
  const known = new Map<string | null, string[]>();
  for (const path of workspaceFiles(files)) {
    const text = await files.text(path);
    const packages = known.get(text) ?? (await packagesIn(path, text));
    known.set(text, packages);
    globs.push(matcher(directoryOf(path), packages));
  }
  return globs;
}

async function packagesIn(path: RepoPath, text: string | null): Promise<string[]> {
  return asTexts(member(path === LERNA ? parseObject(text) : await parseYaml(text), 'packages'));
}

function workspacesOf(json: Json): string[] {
  const workspaces = member(json, 'workspaces');
  return Array.isArray(workspaces) ? asTexts(workspaces) : asTexts(member(asObject(workspaces), 'packages'));
}

/** Matches directories below `root` by globs, of which those with `!` exclude; the root itself is a member. */
function matcher(root: string, given: readonly string[]): (path: string) => boolean {
  const globs = given.filter((glob) => glob.length <= MAX_GLOB).slice(0, MAX_GLOBS);
  if (globs.length === 0) return () => false;
  const compile = (glob: string) => {
    const plain = glob
      .replace(/^!/, '')
      .replace(/^\.?\//, '')
      .replace(/\/+$/, '');
    return picomatch(plain, { noextglob: true, nonegate: true });
  };
  const wanted = globs.filter((glob) => !glob.startsWith('!')).map(compile);
  const unwanted = globs.filter((glob) => glob.startsWith('!')).map(compile);
  return (path) => {
    if (path === root) return true;
    if (root !== '' && !path.startsWith(`${root}/`)) return false;
    const within = root === '' ? path : path.slice(root.length + 1);
    return wanted.some((is) => is(within)) && !unwanted.some((is) => is(within));
  };
}

async function parseYaml(text: string | null): Promise<Json | null> {
  if (text === null || text.length > MAX_YAML_CHARS) return null;
  // Loaded where members are not known yet.
  const { parse } = await import('yaml');
  try {
    return asObject(parse(text, { maxAliasCount: 10 }));
  } catch {
    return null;
  }
}
