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
  /\bcheckstyle:off|@suppress(?:warnings|lint|fbwarnings|\()/,
  /\b(?:gitleaks|trivy|tfsec|checkov|trufflehog|secretlint|codeql|lgtm|gatewright|snyk)\s*[:[-]\s*(?:ignore|allow|skip|disable|\w+\/)/,
];

/** How often each kind of directive stands in a text, letter case ignored. */
function counts(text: string): number[] {
  const folded = text.normalize('NFKC').toLowerCase();
  return DIRECTIVES.map((directive) => folded.split(directive).length - 1);
}

/** The first directive that `after` has and `before` lacks, as it is written; null when none was added. */
export function addedDirective(before: string, after: string): string | null {
  const had = counts(before);
  const index = counts(after).findIndex((count, kind) => count > (had[kind] ?? 0));
  const found = DIRECTIVES[index]?.exec(after.normalize('NFKC').toLowerCase());
  return found ? found[0].replace(/\s+/gu, ' ').trim() : null;
}
