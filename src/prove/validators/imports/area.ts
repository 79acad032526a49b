/** What kind of place a file lies in: outside the product, an import that leads nowhere is less certainly a fault. */
import type { RepoPath } from '../../../domain/path.ts';

/**
 * `sample`: fixtures, templates, playgrounds, examples: copied elsewhere before they run, or broken on purpose.
 * `test`: runs here, but may ask for modules that it knows to be missing.
 */
export type Area = 'product' | 'test' | 'sample';

const SAMPLE =
  /^(?:_*(?:test)?fixtures?_*|.*[_-]fixtures?|fixtures?[_-].*|testdata|test[_-]?(?:data|cases?|apps?|projects?)|__mocks__|__snapshots__|codefixes|golden|playgrounds?|examples?|samples?|demos?|templates?|templates?-.*|.*-templates?|starters?|boilerplates?|docs?|docs?[_-].*|website|sandbox(?:es)?|bench(?:mark)?s?|snippets?|tutorials?|stubs|third[_-]party|vendor|legacy|archive)$/i;
const TEST = /^(?:_*tests?_*|_*specs?_*|e2e|cypress|integration|testing)$/i;
const TEST_FILE = /(?:[._-](?:test|spec|tst)\.[cm]?[jt]sx?|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py)$/i;

export function areaOf(path: RepoPath): Area {
  const directories = path.split('/').slice(0, -1);
  if (directories.some((directory) => SAMPLE.test(directory))) return 'sample';
  return TEST_FILE.test(path) || directories.some((directory) => TEST.test(directory)) ? 'test' : 'product';
}
