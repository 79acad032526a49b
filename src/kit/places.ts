/** Where a credential is made up as often as not, by the path alone. */
import type { RepoPath } from '../domain/path.ts';

const FOLDER =
  /(?:^|\/)(?:_*(?:tests?|specs?|mocks?|fixtures?|stubs?)_*|e2e|cypress|playwright|test[-_]?(?:data|utils?|helpers?|support|fixtures?|resources|files|certs?|keys?)|testing|(?:android|integration|functional|unit)[-_]?tests?|[\w-]+[-_]tests?|testFixtures)\//i;
const NAME =
  /(?:^|\/)(?:\.env\.(?:test|ci|example|sample|template)|test_[^/]*|conftest\.py|[^/]*[._-](?:tests?|spec|cy|e2e|stories|mocks?|fixtures?)\.\w+|[^/]*Tests?\.(?:java|kt|cs|swift|php))$/;

export function isOfTests(path: RepoPath): boolean {
  return FOLDER.test(path) || NAME.test(path);
}

const SAMPLE = /(?:^|\/)_*(?:examples?|samples?|demos?|playgrounds?|tutorials?)_*\//i;

export function isSample(path: RepoPath): boolean {
  return SAMPLE.test(path);
}

/** Lockfiles and lists of checksums. */
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|[^/]*\.lockb?|[^/]*\.lockfile|composer\.lock|Package\.resolved|packages\.lock\.json|verification-metadata\.xml|(?:sha\d+|md5)sums?[^/]*)$/i;

export function isLock(path: RepoPath): boolean {
  return LOCK.test(path);
}
