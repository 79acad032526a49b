/** Directives that silence a tool. A proposal may carry one along; it may never add one. */

const DIRECTIVES: readonly RegExp[] = [
  /(?:eslint|oxlint|tslint|jshint|jslint|jscs|stylelint|pylint|swiftlint|rubocop)[\s:=-]{0,4}(?:disable|ignore|skip)/,
  // ESLint also takes rules and globals from comments.
  /\/\*\s*(?:eslint|eslint-env|globals?|exported)\s/,
  /(?:biome|deno-lint|prettier|oxc|svelte|dprint|knip)-ignore/,
  /@ts-(?:ignore|expect-error|nocheck)/,
  /\$flow(?:fixme|issue|expectederror|ignore)|@noflow/,
  /nosem(?:grep)?\b/,
  /\bnoqa\b/,
  /\btype:\s*ignore/,
  /#\s*(?:pyright|mypy|pytype|pyre|basedpyright|ty)\s*:/,
  /\bpyre-(?:ignore|fixme)/,
  /\bpragma:?\s*(?:no\s*cover|allowlist)/,
  /\b(?:istanbul|c8|v8|node:coverage|stryker)\s*(?::\s*)?(?:ignore|disable)/,
  /\b(?:fmt|yapf|isort|autopep8|ruff|flake8)\s*:\s*(?:off|skip|disable|noqa)/,
  /\bnosec\b|\bnosonar\b|\bnopmd\b|\bnolint\b|\bnoinspection\b|\blint:ignore/,
  /\bcheckstyle[:.-](?:off|disable)|\bcsoff\b|@suppress(?:warnings|lint|fbwarnings|\()|@formatter:off|\bspotless:off/,
  // Go leaves such a file out of what is built.
  /\/\/\s?(?:go:build|\+build)\b/,
  /\b(?:jscpd|ktlint|detekt|shellcheck|hadolint|cspell|spell-?checker|revive|codespell|ast-grep|bearer|deepsource|vulture|pyrefly|coverage)[\s:-]{0,3}(?:ignore|disable|off|skip)/,
  /\bskipcq\b|\bno_type_check\b|\bdoctest\s*:\s*\+skip\b|\/\*\s*(?:jshint|jslint)\s/,
  /\b(?:gitleaks|trivy|tfsec|checkov|trufflehog|secretlint|codeql|lgtm|gatewright|snyk)\s*[:[-]\s*(?:ignore|allow|skip|disable|\w+\/)/,
];

/** What takes a test out of a run, or ends the run before it: in a test that silences the others. */
const IN_TESTS: readonly RegExp[] = [
  /\b(?:it|test|tests|describe|suite|context|specify|bench)\s*(?:\.\s*\w+\s*){0,3}(?:\.\s*|\[\s*['"`])(?:only|skip|skipif|runif|todo|failing|fails?|fixme)\b/,
  /\b(?:fit|fdescribe|ftest|xit|xtest|xdescribe|xcontext|xspecify)\s*[(.`]|\bpending\s*\(/,
  /\bpytestmark\b|\bmark\s*\.\s*(?:skip|skipif|xfail)\b|\bpytest\s*\.\s*(?:skip|xfail|exit|importorskip)\b|\bpytest_\w+\s*[(=]/,
  /\bskip_?test\b|\bunittest\s*\.\s*(?:skip|expectedfailure)|\b(?:skip|skipif|skipunless|expectedfailure)\s*\(|\b__test__\b|\bload_tests\b|\bcollect_ignore/,
  /\bfunc\s+(?:testmain|init)\s*\(|\bt\s*\.\s*(?:skip|skipnow|skipf|todo)\s*\(/,
  /@(?:disabled|ignore)\w*\b/,
  /\b(?:process|os|sys|system|runtime|syscall|deno|bun)\s*\.\s*(?:_?exit|exitcode|abort|kill|goexit)\b|(?<![\w.])_?exit\s*\(/,
];

/** What stands behind a directive, up to where it must end, says what it silences. */
const REST = /^[^\n)]{0,200}?(?=\*\/|[\n)]|$)/;

interface Directive {
  readonly name: string;
  /** Its kind and all that it says; letter case ignored. */
  readonly said: string;
}

function directivesIn(text: string, directives: readonly RegExp[]): Directive[] {
  const folded = text.normalize('NFKC').toLowerCase();
  return directives.flatMap((directive, kind) =>
    [...folded.matchAll(new RegExp(directive, 'g'))].map(({ index, 0: name }) => {
      const rest = REST.exec(folded.slice(index + name.length))?.[0] ?? '';
      return { name, said: `${kind} ${squeezed(name + rest)}` };
    }),
  );
}

const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The first directive that `after` has and `before` lacks, as it is written; null when none was added, nor widened. */
export function addedDirective(before: string, after: string, inTest = false): string | null {
  const known = inTest ? [...DIRECTIVES, ...IN_TESTS] : DIRECTIVES;
  const left = new Map<string, number>();
  for (const { said } of directivesIn(before, known)) left.set(said, (left.get(said) ?? 0) + 1);
  for (const { name, said } of directivesIn(after, known)) {
    const count = left.get(said) ?? 0;
    if (count === 0) return squeezed(name);
    left.set(said, count - 1);
  }
  return null;
}
