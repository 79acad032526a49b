/** Which code a copy is worth a word in: the product's own, not its tests, samples, declarations and bundles. */
import type { RepoPath } from '../../../domain/path.ts';

/** Names that mean tests or their input wherever they stand. */
const TEST_FOLDER =
  /^(?:_+(?:tests?|mocks?|fixtures?|stubs?|snapshots?)_+|tests?|(?:unit|integration|functional|acceptance|system|smoke|regression|e2e|api|ui|perf|performance|contract|browser|runtime|load|component)[-_.]?tests?|(?:android|integration|functional)Test|testFixtures|e2e|cypress|playwright|mocks|test[-_.]?(?:data|utils?|helpers?|support|fixtures?|suites?|cases?|apps?|projects?)|testing[-_](?:utils?|helpers?|support)|test-d)$/;
/** Names that mean samples, documents or tools beside the product: only above its sources, for a product may have such pages. */
const SAMPLE_FOLDER =
  /^_*(?:specs?|fixtures?|stubs|examples?|samples?|demos?|playgrounds?|sandbox(?:es)?|snippets?|tutorials?|docs?|documentation|website|bench(?:mark)?s?|benchmarks?[-_].+|jmh|templates?|template-.+|starters?|boilerplates?|scaffolds?)$/;
const SOURCE_FOLDER =
  /^(?:src|source|app|apps|lib|libs|packages?|pkg|internal|cmd|server|client|web|frontend|backend|api|components|pages|modules)$/;
/** A monorepo keeps its samples beside its packages: `packages/x/examples`, `apps/docs`. */
const COLLECTION = /^(?:packages?|apps|libs|modules)$/;
/** What the build made, or somebody else. */
const MADE_FOLDER = /^(?:dist|\.storybook|\.next|\.nuxt|\.output)$/;
/** What has run once on a database stays as it was: it may not share what changes. */
const MIGRATION_FOLDER = /^(?:migrations|alembic)$/;
const JAVA_SOURCES = /(?:^|\/)src\/main\/[a-z]+\//;

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\.d\.[cm]?ts$|\.d\.[^./]+\.ts$|\.pyi$/, 'declarations: they repeat what they declare'],
  [
    /\.(?:test|tests|spec|specs|cy|e2e|e2e-spec|e2e-test|test-d|stories|story|mocks?|fixtures?|bench|benchmark)\.\w+$/,
    'a test by its name',
  ],
  [/(?:^|\/)(?:test_[^/]*|[^/]*_test|tests|conftest)\.py$/, 'a test by its name'],
  [/(?:^|\/)(?:tests?[-_]?utils?|setup[-_]?tests?)\.[cm]?[jt]sx?$/i, 'a test by its name'],
  [/(?:^|\/)mockServiceWorker\.js$/, 'written by a tool: by its name'],
  [/_test\.(?:go|[cm]?[jt]sx?)$/, 'a test by its name'],
];
const JAVA_TEST = /(?:^|\/)(?:Test[A-Z]\w*|\w+(?:Test|Tests|TestCase|IT))\.java$/;

/** Why copies in this file are not worth a word; null when they are. */
export function outsideProduct(path: RepoPath): string | null {
  return outsideByFolder(folderOf(path)) ?? outsideByName(path);
}

/** The same of the many paths of a repository, of which most share their folder: it is looked at once. */
export function outsideProductOfMany(): typeof outsideProduct {
  const known = new Map<string, string | null>();
  return (path) => {
    const folder = folderOf(path);
    let reason = known.get(folder);
    if (reason === undefined) known.set(folder, (reason = outsideByFolder(folder)));
    return reason ?? outsideByName(path);
  };
}

/** With its slash; empty for the root. */
function folderOf(path: RepoPath): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function outsideByFolder(folder: string): string | null {
  const java = JAVA_SOURCES.exec(folder);
  // Below src/main every folder is a part of a package's name.
  const folders = (java ? folder.slice(0, java.index) : folder.slice(0, -1)).split('/');
  if (folders.some((one) => TEST_FOLDER.test(one))) return 'a test by its folder';
  if (folders.some((one) => MADE_FOLDER.test(one))) return 'made by a build, by its folder';
  if (folders.some((one) => MIGRATION_FOLDER.test(one))) return 'a migration by its folder';
  return isSample(folders) ? 'a sample or a document by its folder' : null;
}

function outsideByName(path: RepoPath): string | null {
  if (JAVA_TEST.test(path) && !JAVA_SOURCES.test(path)) return 'a test by its name';
  return NAMES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

function isSample(folders: readonly string[]): boolean {
  const sources = folders.findIndex((folder) => SOURCE_FOLDER.test(folder) && !COLLECTION.test(folder));
  const above = sources === -1 ? folders : folders.slice(0, sources);
  return above.some((folder) => SAMPLE_FOLDER.test(folder));
}
