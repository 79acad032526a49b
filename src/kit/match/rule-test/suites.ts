/** Rule files of a folder with the test files that stand beside them. */

export interface Suite {
  readonly rules: string;
  readonly tests: readonly SuiteTest[];
}

interface SuiteTest {
  readonly path: string;
  /** The file as it should be when all fixes were made. */
  readonly fixed: string | undefined;
}

const RULES = /^(.*?)\.ya?ml$/;
const FIXED = /\.fixed(?=\.)/;

/**
 * Takes all paths of the folder. `a/x.yml` is tested by `a/x.py` and `a/x.more.py`, whose fixed text is
 * `a/x.fixed.py`; a test goes to the rule file that has most of its name.
 */
export function suitesOf(paths: readonly string[]): Suite[] {
  const known = new Set(paths);
  const stems = new Map(paths.filter(isRules).map((path) => [RULES.exec(path)?.[1] as string, path]));
  const tests = new Map<string, SuiteTest[]>([...stems.values()].map((path) => [path, []]));
  for (const path of paths) {
    if (RULES.test(path) || FIXED.test(path)) continue;
    const rules = stems.get(stemOf(path, stems) ?? '');
    if (rules === undefined) continue;
    const fixed = path.replace(/\.[^./]*$/, '.fixed$&');
    tests.get(rules)?.push({ path, fixed: known.has(fixed) ? fixed : undefined });
  }
  return [...tests].map(([rules, own]) => ({ rules, tests: own }));
}

function isRules(path: string): boolean {
  return RULES.test(path) && !/\.(?:test|fixed)\.ya?ml$/.test(path);
}

function stemOf(path: string, stems: ReadonlyMap<string, string>): string | undefined {
  for (let dot = path.lastIndexOf('.'); dot > path.lastIndexOf('/'); dot = path.lastIndexOf('.', dot - 1)) {
    if (stems.has(path.slice(0, dot))) return path.slice(0, dot);
  }
  return undefined;
}
