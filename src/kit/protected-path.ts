/** Files that steer what is built, installed, judged or merged: no proposal touches them, whoever offers it. */
import type { RepoPath } from '../domain/path.ts';

/** What is hidden belongs to automation, editors and coding agents; letter case is ignored, as some file systems do. */
const FOLDER = /^(?:\..+|node_modules|buildsrc)$/;

const LOCKS =
  words(`package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock
  poetry.lock pipfile.lock uv.lock pdm.lock pixi.lock conda-lock.yml go.sum cargo.lock gemfile.lock composer.lock
  gradle.lockfile packages.lock.json flake.lock`);

const MANIFESTS =
  words(`package.json pnpm-workspace.yaml lerna.json nx.json turbo.json deno.json deno.jsonc jsr.json
  bower.json pyproject.toml setup.py setup.cfg pipfile environment.yml go.mod go.work pom.xml cargo.toml gemfile
  composer.json build.gradle build.gradle.kts settings.gradle settings.gradle.kts gradle.properties`);

const CONFIGURATION =
  words(`pylintrc lefthook.yml biome.json biome.jsonc tslint.json pyrightconfig.json ruff.toml mypy.ini pytest.ini
  tox.ini noxfile.py sitecustomize.py usercustomize.py sonar-project.properties codecov.yml renovate.json jenkinsfile
  makefile azure-pipelines.yml bitbucket-pipelines.yml action.yml action.yaml codeowners gatewright.yml gatewright.yaml
  agents.md claude.md gemini.md angular.json vercel.json netlify.toml serverless.yml procfile setuptests.ts setuptests.js`);

const PATTERNS: readonly RegExp[] = [
  /^(?:[jt]sconfig)(?:\.[\w.-]+)?\.json$/,
  /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/,
  /^\./,
  // webpack.config.prod.js, vitest.workspace.ts
  /^(?:eslint|prettier|stylelint|babel|jest|vitest|vite|karma|playwright|cypress|wdio|webpack|rollup|rolldown|tsup|esbuild|commitlint|lint-staged|knip|stryker|biome|nyc|next|nuxt|astro|svelte|remix|react-router|gatsby|tailwind|postcss|metro|craco|vue|release)(?:[.-]\w+)*\.(?:config|conf|setup|workspace)(?:[.-]\w+)*\.\w+$/,
  /^(?:gulpfile|gruntfile|jakefile|dangerfile|rakefile)(?:\.\w+)*$/,
  /^(?:dockerfile|containerfile)(?:\.|$)|^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/,
  /\.(?:csproj|fsproj|vbproj|sln)$/,
];

const TEST_FOLDER =
  /(?:^|\/)(?:(?:[\w.]*[._-])?tests?(?:[._-][\w.-]*)?|__tests__|specs?|e2e|cypress|testdata|__mocks__|__snapshots__|__fixtures__|fixtures)\//;
const TEST_FILE =
  /(?:[._-](?:tests?|spec|cy|e2e)(?:-d)?(?:\.\w+){1,2}|\.snap|(?:^|\/)test_[^/]*\.py|(?:^|\/)tests?\.\w+|(?:^|\/)conftest\.py)$/;
/** Where words begin with capitals: `CommitTest.java` is one, `Commit.java` is none. */
const TEST_IN_CAPITALS =
  /(?:^|\/)(?:[a-z]\w*Tests?\/|(?:Test[A-Z]\w*|\w*(?:Tests?|TestCase|IT))\.(?:java|kt|groovy|scala|swift|cs|php)$)/;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** What kind of protected file this is; null for one that a proposal may touch. */
export function protectedKind(path: RepoPath): string | null {
  const folded = path.normalize('NFKC').toLowerCase();
  const parts = folded.split('/');
  const name = parts.pop() ?? '';
  if (parts.some((part) => FOLDER.test(part))) return 'a file of the automation, an editor or a dependency';
  if (LOCKS.has(name)) return 'a lock file';
  if (MANIFESTS.has(name)) return 'a manifest';
  if (CONFIGURATION.has(name) || PATTERNS.some((pattern) => pattern.test(name))) return 'configuration';
  return null;
}

/** Whether the path is a test, a fixture or a snapshot by the usual names. */
export function isTest(path: RepoPath): boolean {
  const folded = path.toLowerCase();
  return TEST_FOLDER.test(folded) || TEST_FILE.test(folded) || TEST_IN_CAPITALS.test(path);
}
