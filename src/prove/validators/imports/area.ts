/** What kind of place a file lies in: outside the product, an import that leads nowhere is less certainly a fault. */
import type { RepoPath } from '../../../domain/path.ts';

/**
 * `fixture`: input of tests, broken on purpose as often as not, and never what runs. `sample`: examples, templates,
 * playgrounds, documentation: copied or installed elsewhere before they run. `test`: runs here, but may ask for
 * modules that it knows to be missing.
 */
export type Area = 'product' | 'test' | 'sample' | 'fixture';

const FIXTURE =
  /^(?:_*(?:test)?fixtures?_*|.*[_-]fixtures?|fixtures?[_-].*|test[_-]?(?:data|cases?|files?|inputs?)|__snapshots__|codefixes|golden)$/i;
/** Below a directory of tests, these hold their input. */
const INPUT =
  /^(?:.*cases?|data|.*[_-]data|inputs?|outputs?|expected|expectations?|resources?|snapshots?|baselines?)$/i;
const SAMPLE =
  /^(?:test[_-]?(?:apps?|projects?|modules?|packages?)|playgrounds?|examples?|samples?|demos?|templates?|templates?-.*|.*-templates?|starters?|boilerplates?|docs?|docs?[_-].*|website|sandbox(?:es)?|bench(?:mark)?s?|snippets?|tutorials?|stubs|third[_-]party|vendor|legacy|archive)$/i;
const TEST = /^(?:_*tests?_*|_*specs?_*|t|e2e|cypress|integration|testing|__mocks__)$/i;
const TEST_FILE = /(?:[._-](?:test|spec|tst)\.[cm]?[jt]sx?|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py)$/i;

export function areaOf(path: RepoPath): Area {
  const directories = path.split('/').slice(0, -1);
  const tests = directories.findIndex((directory) => TEST.test(directory));
  if (directories.some((directory) => FIXTURE.test(directory))) return 'fixture';
  if (tests !== -1 && directories.slice(tests + 1).some((directory) => INPUT.test(directory)))
    return 'fixture';
  if (directories.some((directory) => SAMPLE.test(directory))) return 'sample';
  return tests !== -1 || TEST_FILE.test(path) ? 'test' : 'product';
}
