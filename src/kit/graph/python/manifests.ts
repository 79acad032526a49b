/** What the Python projects of a tree declare: pyproject.toml, requirements, setup, Pipfile, conda and lock files. */
import { parse as parseToml } from 'smol-toml';
import { baseOf, directoryOf, join, type Files } from '../files.ts';
import { asObject, asText, asTexts, member, type Json } from '../json.ts';

const REQUIREMENTS =
  /(?:^|[._-])(?:requirements?|reqs?|deps|dependencies|constraints)(?:[._-].*)?\.(?:txt|in|pip)$/i;
const IN_REQUIREMENTS = /(?:^|\/)(?:requirements|reqs|deps)\/[^/]+\.(?:txt|in|pip)$/i;
const LOCKS = new Set([
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'Pipfile.lock',
  'pylock.toml',
  'conda-lock.yml',
  'pixi.lock',
]);
/** Files that may name a distribution in ways of their own; a mention in them is enough to be silent. */
const OTHERS =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|tox\.ini|noxfile\.py|.*environment.*\.ya?ml|conda.*\.ya?ml|meta\.ya?ml|recipe\.ya?ml|pixi\.toml|hatch\.toml|uv\.toml|.*Dockerfile.*|Makefile|[Jj]ustfile|tasks\.py|\.pre-commit-config\.ya?ml|\.readthedocs\.ya?ml|.*\.sh|\.gitlab-ci\.yml|BUILD(?:\.bazel)?|WORKSPACE|MODULE\.bazel|pants\.toml|.*\.nix|Vagrantfile|apt\.txt|runtime\.txt|app\.ya?ml|package\.xml|manifest\.json)$/;
const WORKFLOW = /^\.(?:github|circleci|azure-pipelines)\/.*\.ya?ml$/;
const MAX_FILES = 1_000;
const MAX_TOML_CHARS = 1_000_000;

/** Where a distribution was met. `mentioned`: somewhere that is not a clear declaration. */
type Standing = 'declared' | 'mentioned' | 'locked' | 'unknown';

export interface Requirements {
  /** Normalised names of everything that is declared, for any purpose, anywhere in the tree. */
  readonly declared: ReadonlySet<string>;
  /** A declaration cannot be read or is computed when the project is built: the list has holes. */
  readonly incomplete: boolean;
  readonly hasLock: boolean;
  /** How one of these normalised distributions is known to the tree, the best of them. */
  standing(distributions: readonly string[]): Standing;
}

/** PEP 503. */
export function normalised(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Reads every manifest of the tree. */
export async function readRequirements(files: Files): Promise<Requirements> {
  const declared = new Set<string>();
  const texts = { others: [] as string[], locks: [] as string[] };
  let incomplete = false;
  let hasLock = false;
  const paths = new Set(manifestPaths(files));
  const lists = new Set<string>();
  for (const path of paths) {
    if (paths.size > MAX_FILES) incomplete = true;
    const text = await files.text(path);
    const isLock = LOCKS.has(baseOf(path));
    hasLock ||= isLock;
    if (text === null) {
      incomplete = true;
      continue;
    }
    texts[isLock ? 'locks' : 'others'].push(text.toLowerCase().replace(/[_.]/g, '-'));
    const isList = isRequirements(path) || lists.has(path);
    for (const file of isList ? included(path, text) : []) {
      paths.add(file);
      lists.add(file);
    }
    const names = isLock ? [] : paths.size > MAX_FILES ? null : declaredIn(path, text, isList);
    if (names === null) incomplete = true;
    else for (const name of names) declared.add(normalised(name));
  }
  const standing = (distributions: readonly string[]): Standing => {
    if (distributions.some((name) => declared.has(name))) return 'declared';
    if (distributions.some((name) => texts.others.some((text) => mentions(text, name)))) return 'mentioned';
    return distributions.some((name) => texts.locks.some((text) => mentions(text, name)))
      ? 'locked'
      : 'unknown';
  };
  return { declared, incomplete, hasLock, standing };
}

function manifestPaths(files: Files): string[] {
  const all = files.entries
    .map(({ path }) => path)
    .filter((path) => !/(?:^|\/)(?:node_modules|site-packages)\//.test(path));
  const isManifest = (path: string) => {
    const base = baseOf(path);
    return LOCKS.has(base) || OTHERS.test(base) || isRequirements(path) || WORKFLOW.test(path);
  };
  return all.filter(isManifest).slice(0, MAX_FILES);
}

function isRequirements(path: string): boolean {
  return REQUIREMENTS.test(baseOf(path)) || IN_REQUIREMENTS.test(path);
}

/** Names declared in a manifest; null when it cannot be read, or says that they are computed elsewhere. */
function declaredIn(path: string, text: string, isList: boolean): string[] | null {
  const base = baseOf(path);
  if (base === 'pyproject.toml' || base === 'Pipfile' || base === 'pixi.toml') return declaredInToml(text);
  if (isList) return requirementLines(text);
  if (base === 'setup.py' || base === 'noxfile.py') return literals(text);
  if (base === 'setup.cfg' || base === 'tox.ini')
    return requirementLines(text.replace(/^[ \t]*[\w.-]+[ \t]*=/gm, ''));
  if (/\.ya?ml$/.test(base) && /environment|conda|meta|recipe/.test(base)) return listedInYaml(text);
  return [];
}

function declaredInToml(text: string): string[] | null {
  if (text.length > MAX_TOML_CHARS) return null;
  let toml: Json;
  try {
    toml = parseToml(text) as Json;
  } catch {
    return null;
  }
  const project = asObject(member(toml, 'project'));
  const tool = asObject(member(toml, 'tool'));
  const poetry = asObject(member(tool, 'poetry'));
  const pdm = asObject(member(tool, 'pdm'));
  const uv = asObject(member(tool, 'uv'));
  const envs = Object.values(asObject(member(asObject(member(tool, 'hatch')), 'envs')) ?? {}).map(asObject);
  const lists = [
    member(project, 'dependencies'),
    ...membersOf(member(project, 'optional-dependencies')),
    ...membersOf(member(toml, 'dependency-groups')),
    member(asObject(member(toml, 'build-system')), 'requires'),
    ...membersOf(member(pdm, 'dev-dependencies')),
    ...['dev-dependencies', 'constraint-dependencies'].map((key) => member(uv, key)),
    ...envs.flatMap((env) => ['dependencies', 'extra-dependencies'].map((key) => member(env, key))),
  ];
  const groups = membersOf(member(poetry, 'group')).map((group) => member(asObject(group), 'dependencies'));
  const tables = [
    ...['dependencies', 'dev-dependencies'].map((key) => member(poetry, key)),
    ...groups,
    ...['packages', 'dev-packages', 'dependencies', 'pypi-dependencies'].map((key) => member(toml, key)),
  ];
  const names = tables.flatMap((entry) => Object.keys(asObject(entry) ?? {}));
  const own = asText(member(project, 'name')) ?? asText(member(poetry, 'name'));
  return [...lists.flatMap(asTexts).flatMap(nameOf), ...names, ...(own === null ? [] : [own])];
}

function membersOf(table: unknown): unknown[] {
  return Object.values(asObject(table) ?? {});
}

const REQUIREMENT = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:$|[<>=!~;@#(,])/;

function nameOf(requirement: string): string[] {
  const name = REQUIREMENT.exec(requirement.trim().slice(0, 500))?.[1];
  return name === undefined ? [] : [name];
}

function requirementLines(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const egg = /#egg=([\w.-]+)/.exec(line)?.[1];
    return egg === undefined ? nameOf(line.replace(/\s#.*$/, '')) : [egg];
  });
}

/** Every string of a script that reads like a requirement: generous, because scripts compute. */
function literals(text: string): string[] {
  return [...text.matchAll(/(['"])([^'"\n]{1,200})\1/g)].flatMap((match) => nameOf(match[2] ?? ''));
}

function listedInYaml(text: string): string[] {
  return [...text.matchAll(/^[ \t]*-[ \t]*["']?(?:[\w.-]+::)?([A-Za-z0-9][\w.-]*)/gm)].map(
    (match) => match[1] ?? '',
  );
}

/** Whether a text (folded as names are) has the name as a word of its own. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!/[a-z0-9-]/.test(before) && !/[a-z0-9-]/.test(after)) return true;
  }
  return false;
}

/** Files that requirements include by `-r` and `-c`, under whatever name. */
function included(path: string, text: string): string[] {
  return [...text.matchAll(/^[ \t]*(?:-r|-c|--requirement|--constraint)[ \t=]+(\S+)/gm)]
    .map((match) => join(directoryOf(path), match[1] ?? ''))
    .filter((target) => target !== null);
}
