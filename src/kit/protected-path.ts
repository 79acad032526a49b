/** Files that steer what is built, installed, judged or merged: no proposal touches them, whoever offers it. */
import type { RepoPath } from '../domain/path.ts';

/** Folders of automation, editors and coding agents; letter case is ignored, as some file systems do. */
const FOLDERS = words(`.github .gitlab .gitea .forgejo .circleci .buildkite .azure-pipelines .husky .semgrep
  .devcontainer .vscode .idea .claude .cursor .yarn .mvn .cargo node_modules`);

const LOCKS =
  words(`package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock
  poetry.lock pipfile.lock uv.lock pdm.lock pixi.lock conda-lock.yml go.sum cargo.lock gemfile.lock composer.lock
  gradle.lockfile packages.lock.json flake.lock`);

const MANIFESTS =
  words(`package.json pnpm-workspace.yaml lerna.json nx.json turbo.json deno.json deno.jsonc jsr.json
  bower.json pyproject.toml setup.py setup.cfg pipfile environment.yml go.mod go.work pom.xml cargo.toml gemfile
  composer.json build.gradle build.gradle.kts settings.gradle settings.gradle.kts gradle.properties`);

const CONFIGURATION =
  words(`.gitattributes .gitmodules .gitignore .npmrc .editorconfig .eslintignore .prettierignore
  .stylelintignore .semgrepignore .pre-commit-config.yaml .gitlab-ci.yml .travis.yml .mcp.json .flake8 .pylintrc pylintrc
  .coveragerc .snyk .gitleaks.toml .lefthook.yml lefthook.yml biome.json biome.jsonc tslint.json pyrightconfig.json
  ruff.toml .ruff.toml mypy.ini .mypy.ini pytest.ini tox.ini noxfile.py sonar-project.properties codecov.yml .codecov.yml
  renovate.json jenkinsfile makefile azure-pipelines.yml bitbucket-pipelines.yml action.yml action.yaml codeowners
  gatewright.yml gatewright.yaml agents.md claude.md gemini.md`);

const PATTERNS: readonly RegExp[] = [
  /^(?:[jt]sconfig)(?:\.[\w.-]+)?\.json$/,
  /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/,
  /^\.(?:eslint|prettier|stylelint|babel|nyc|c8|swc|mocha|lintstaged|commitlint|yarn|pnpm|pylint|gatewright)[\w.-]*rc(?:\.\w+)?$/,
  /^(?:eslint|prettier|stylelint|babel|jest|vitest|vite|karma|playwright|cypress|wdio|webpack|rollup|rolldown|tsup|esbuild|commitlint|lint-staged|knip|stryker|biome|nyc)\.(?:config|conf)\.\w+$/,
  /^\.(?:golangci|dependency-cruiser|semgrep|releaserc|mocharc|swcrc|bandit)(?:\.\w+)?$/,
  /^\.env(?:\.|$)/,
  /^(?:dockerfile|containerfile)(?:\.|$)/,
  /\.(?:csproj|fsproj|vbproj|sln)$/,
];

const TEST_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress|testdata|__mocks__|__snapshots__|__fixtures__|fixtures)\//;
const TEST_FILE =
  /(?:[.-](?:test|spec|cy)\.\w+|\.snap|(?:^|\/)test_[^/]*\.py|_test\.(?:py|go)|(?:^|\/)conftest\.py|(?:tests?|it)\.java)$/;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** What kind of protected file this is; null for one that a proposal may touch. */
export function protectedKind(path: RepoPath): string | null {
  const folded = path.normalize('NFKC').toLowerCase();
  const parts = folded.split('/');
  const name = parts.pop() ?? '';
  if (parts.some((part) => FOLDERS.has(part))) return 'a file of the automation, an editor or a dependency';
  if (LOCKS.has(name)) return 'a lock file';
  if (MANIFESTS.has(name)) return 'a manifest';
  if (CONFIGURATION.has(name) || PATTERNS.some((pattern) => pattern.test(name))) return 'configuration';
  return null;
}

/** Whether the path is a test, a fixture or a snapshot by the usual names. */
export function isTest(path: RepoPath): boolean {
  const folded = path.toLowerCase();
  return TEST_FOLDER.test(folded) || TEST_FILE.test(folded);
}
