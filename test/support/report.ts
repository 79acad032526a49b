/** Reports for tests: a small real one by default, with any part replaced. */
import type { Change, ChangedFile, Hunk } from '../../src/domain/change.ts';
import type { Handling, Outcome } from '../../src/domain/evidence.ts';
import type { Finding, RuleId } from '../../src/domain/finding.ts';
import { repoPath, type RepoPath } from '../../src/domain/path.ts';
import { policyFor } from './policy.ts';
import type { Fate, Proposal, Trial } from '../../src/domain/proposal.ts';
import type { Report } from '../../src/domain/report.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { treeOf } from './trees.ts';

type FindingParts = Partial<Omit<Finding, 'at' | 'rule'>> & {
  readonly rule?: string;
  readonly path?: string;
  /** line, column, endLine, endColumn */
  readonly at?: readonly [number, number, number, number];
};

/** A finding; its fingerprint differs when its rule, path, line or message does. */
export function findingOf({
  rule = 'lint/no-unreachable',
  path = 'src/a.ts',
  at,
  ...parts
}: FindingParts = {}): Finding {
  const [line, column, endLine, endColumn] = at ?? [3, 3, 3, 8];
  const message = parts.message ?? 'This call never runs';
  return {
    rule: rule as RuleId,
    at: { path: repoPath(path), line, column, endLine, endColumn },
    validator: rule.split('/')[0] ?? '',
    severity: 'error',
    confidence: 'high',
    standing: 'new',
    snippet: '  g(); // after return',
    fingerprint: fingerprint(`${rule}|${path}|${line}:${column}|${message}`),
    lineHash: '53b5d4aabe50d64:1',
    ...parts,
    message,
  };
}

function fingerprint(text: string): string {
  let hash = 7n;
  for (const unit of text) hash = BigInt.asUintN(128, hash * 1_000_003n + BigInt(unit.codePointAt(0) ?? 0));
  return hash.toString(16).padStart(32, '0');
}

export function fileOf(path: string, hunks: readonly Hunk[] = [{ start: 1, count: 100 }]): ChangedFile {
  const entry = { path: repoPath(path), mode: 'file' as const, oid: 'a'.repeat(40) };
  return {
    path: repoPath(path),
    status: 'modified',
    base: entry,
    head: entry,
    origin: null,
    hunks,
    exempt: null,
  };
}

export function changeWith(files: readonly ChangedFile[]): Change {
  const [base, head] = [treeOf({}), treeOf({})];
  return {
    base: { ...base, id: '1'.repeat(40) },
    head,
    baseLabel: 'main 3f2c1ab',
    headLabel: 'feature/users 9e07d44',
    files,
    addedLines: files.flatMap((file) => file.hunks).reduce((sum, hunk) => sum + hunk.count, 0),
  };
}

type OutcomeParts = Partial<Omit<Outcome, 'handled'>> & {
  readonly handled?: Readonly<Record<string, Handling>>;
};

export function outcomeOf({ handled = {}, ...parts }: OutcomeParts = {}): Outcome {
  return {
    validator: 'lint',
    required: true,
    status: 'completed',
    message: '',
    ms: 12,
    ...parts,
    handled: new Map(Object.entries(handled) as [RepoPath, Handling][]),
  };
}

export const judged: Handling = { kind: 'judged' };

export function trialOf(finding: Finding, fate: Fate, parts: Partial<Proposal> = {}): Trial {
  const edit = { path: finding.at.path, start: 10, end: 14, expect: 'g();', replace: '' };
  const proposal: Proposal = {
    id: `p-${finding.fingerprint.slice(0, 8)}`,
    source: 'fixer:eslint',
    title: 'Remove the call that never runs',
    addresses: [finding.fingerprint],
    patch: [edit],
    key: `k-${finding.fingerprint.slice(0, 8)}`,
    ...parts,
  };
  return { proposal, fate, confidence: 'high', tried: [] };
}

const policy = policyFor(
  {},
  {
    digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
);

type ReportParts = Partial<Omit<Report, 'change' | 'verdict' | 'author'>> & {
  readonly files?: readonly ChangedFile[];
  readonly change?: Change;
  readonly outcomes?: readonly Outcome[];
  readonly findings?: readonly Finding[];
  readonly verdict?: Partial<Verdict>;
};

/** A report in which new errors block, one validator judged every file, and nothing went wrong. */
export function reportOf({
  files,
  change,
  outcomes,
  findings = [],
  verdict,
  ...parts
}: ReportParts = {}): Report {
  const paths = [...new Set(findings.map((finding) => finding.at.path as string))];
  const theChange =
    change ?? changeWith(files ?? (paths.length > 0 ? paths : ['src/a.ts']).map((path) => fileOf(path)));
  const handled = Object.fromEntries(theChange.files.map((file) => [file.path, judged]));
  const blocking = findings.filter((finding) => finding.standing === 'new' && finding.severity === 'error');
  return {
    tool: { version: '0.1.0', digest: '0'.repeat(64) },
    policy,
    change: theChange,
    author: { outcomes: outcomes ?? [outcomeOf({ handled })], findings },
    trials: [],
    totalMs: 900,
    ...parts,
    verdict: {
      decision: blocking.length > 0 ? 'block' : 'pass',
      observed: false,
      reasons:
        blocking.length > 0
          ? [
              `${blocking.length} new ${blocking.length === 1 ? 'finding blocks' : 'findings block'}: here and there.`,
            ]
          : [],
      blocking,
      ...verdict,
    },
  };
}

/** Stands in for the rules that ship, so that no rendered text here changes with their wording. */
export const someRules: readonly Rule[] = [
  ruleOf('imports/nonexistent-package', {
    title: 'The package does not exist',
    why: 'An invented name can be registered by anyone; the next install would run their code',
    fix: 'Import the package that was meant, or write the few lines yourself.',
    cwe: [1357],
  }),
  ruleOf('lint/no-unreachable', {
    title: 'Code after return, throw, break or continue never runs',
    why: 'It looks like behaviour and is none.',
    fix: 'Delete it, or move it before the jump.',
    cwe: [561],
  }),
  ruleOf('lint/naming', {
    title: 'A name says something else than the value',
    why: 'Readers trust names.',
    fix: 'Rename it.',
    severity: 'warning',
    confidence: 'medium',
  }),
  ruleOf('security/sql-injection', {
    title: 'Data from a request becomes part of a query',
    why: 'Whoever sends the request decides what the query does.',
    fix: 'Hand the value over as a parameter.',
    cwe: [89],
    owasp: 'A03:2021',
    securitySeverity: 8.8,
  }),
  ruleOf('paths/odd-name', { title: 'A name is odd', why: 'Odd.', fix: 'Rename it.', languages: [] }),
  ruleOf('lint/detect-eval', {
    title: 'Text is run as code',
    why: 'Whoever controls the text controls the program.',
    fix: 'Parse the text instead.',
    severity: 'warning',
    confidence: 'low',
    cwe: [95, 94],
    engine: { eslint: 'security/detect-eval-with-expression' },
  }),
];

function ruleOf(id: RuleId, parts: Partial<Rule>): Rule {
  const none = {
    title: '',
    why: '',
    fix: '',
    cwe: [],
    languages: ['javascript'],
    engine: {},
    bad: [],
    good: [],
  };
  return { ...none, severity: 'error', confidence: 'high', ...parts, id };
}

/** What a pull request may carry in a name or a message, for tests of what it becomes. */
export const hostileTexts: readonly string[] = [
  '::error file=x::owned',
  '\n::set-output name=a::b',
  '\r::stop-commands::x',
  '##[error]owned',
  '%0A::warning::x',
  '\u2028::error::x',
  '\u0085::error::x',
  '\u001b[2J\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007',
  'user\u202egnp.exe',
  'a\u200bb\u{e0041}c\ufe0fd',
  '@everyone and @org/team',
  '<img src=x onerror=alert(1)><!-- hidden -->',
  '[click](javascript:alert(1)) ![i](http://x/y.png)',
  '`'.repeat(50),
  'a | b || c \\| d',
  'https://evil.example www.evil.example mail@evil.example fixes #12 GH-12',
  '</details><details open>',
  '{0} {{x}} $(touch x) `id`',
  'a\ud800b\udc80',
  '\u0000\u0007\u009b31m',
  '***bold*** __b__ ~~s~~ # h\n- item\n1. one\n| a | b |\n|---|---|',
];
