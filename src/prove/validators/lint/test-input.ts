/** Files that are the input of tests: broken on purpose as often as not, and never what runs. */
import type { RepoPath } from '../../../domain/path.ts';

const FIXTURE =
  /(^|\/)(_*(test)?[-_]?fixtures?_*|_*test[-_]?data_*|corpus)\/|(syntax|pars(e|ing))[-_.]?(error|fail)|\.(tmpl|tpl|template|hbs|ejs)\./i;
/** Words that mean a broken file only among tests: `src/errors/` is ordinary code. */
const TESTS = /^_*(tests?|specs?|e2e)_*$/;
const A_TEST = /[._-](test|spec)\.\w+$/;
const BROKEN_TEST =
  /^(cases|\w*Cases|inputs?|samples?|snapshots?)$|invalid|broken|malformed|errors?|fail|^fixture/;
/** Whether the path says that the file need not parse. */
export function mayBeBroken(path: RepoPath): boolean {
  if (FIXTURE.test(path)) return true;
  const segments = path.split('/');
  const tests = segments.findIndex((segment) => TESTS.test(segment));
  const below = tests === -1 ? [] : segments.slice(tests + 1);
  // A test is code, whatever it tests: `error-handling.test.js`.
  return below.filter((segment) => !A_TEST.test(segment)).some((segment) => BROKEN_TEST.test(segment));
}

const INPUT_FOLDER = /^(_*(test)?[-_]?fixtures?_*|_*test[-_]?data_*)$/i;
const INPUT_OF_TESTS = /^(cases|\w*Cases|inputs?|samples?|snapshots?|fixture.*)$/;

/** Whether the file lies where tests keep code that shows a defect on purpose; a test that lies there is code. */
export function isTestInput(path: RepoPath): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (A_TEST.test(name)) return false;
  const tests = folders.findIndex((folder) => TESTS.test(folder));
  const below = tests === -1 ? [] : folders.slice(tests + 1);
  return (
    folders.some((folder) => INPUT_FOLDER.test(folder)) || below.some((folder) => INPUT_OF_TESTS.test(folder))
  );
}
