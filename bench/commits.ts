/**
 * Judges real commits of repositories, as a user would: `node bench/commits.ts REPOSITORY… [--count N] [--back N] [--out DIR]`.
 * Half of the commits add or rename source files, half are any that touch source, spread over the newest `--back` of each.
 * With `--out` the findings are left there, one JSON line each, in blocking.jsonl and warnings.jsonl.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const SOURCES = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts', 'py'].map((ext) => `*.${ext}`);

interface ReportedFinding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly blocking: boolean;
  readonly standing: string;
}

interface JsonReport {
  readonly verdict: { readonly decision: string; readonly reasons: readonly string[] };
  readonly files: readonly { readonly path: string }[];
  readonly findings: readonly ReportedFinding[];
  readonly proposals: readonly { readonly fate: string }[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '20' },
    back: { type: 'string', default: '1500' },
    out: { type: 'string' },
  },
});

const git = (repository: string, ...args: string[]): string =>
  spawnSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;

function spread(all: readonly string[], count: number): string[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor(at * step)] ?? '');
}

function commitsOf(repository: string, count: number): string[] {
  const log = (...filter: string[]) =>
    git(repository, 'log', '--no-merges', '--format=%H', '-n', values.back, ...filter, '--', ...SOURCES)
      .split('\n')
      .filter(Boolean);
  const adding = spread(log('--diff-filter=AR', '-M'), Math.ceil(count / 2));
  const rest = log().filter((commit) => !adding.includes(commit));
  return [...adding, ...spread(rest, count - adding.length)];
}

function judge(
  repository: string,
  commit: string,
): { report: JsonReport | null; code: number | null; stderr: string } {
  const ends = ['--base', `${commit}^`, '--head', commit, '--two-dot'];
  const args = [CLI, 'check', ...ends, '--offline', '--format', 'json'];
  const ran = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 28 });
  const report = ran.stdout ? (JSON.parse(ran.stdout) as JsonReport) : null;
  return { report, code: ran.status, stderr: ran.stderr };
}

/** The lines around a finding, its own marked: enough to judge it by. */
function context(repository: string, commit: string, finding: ReportedFinding): string[] {
  const lines = git(repository, 'show', `${commit}:${finding.path}`).split('\n');
  const from = Math.max(0, finding.line - 4);
  return lines
    .slice(from, finding.line + 3)
    .map((line, at) => `${from + at + 1 === finding.line ? '>' : ' '} ${line.slice(0, 160)}`);
}

function keep(name: string, entry: object): void {
  if (values.out) fs.appendFileSync(path.join(values.out, name), `${JSON.stringify(entry)}\n`);
}

if (values.out) fs.mkdirSync(values.out, { recursive: true });
const sum = { commits: 0, trouble: 0, missing: 0, blocked: 0, blocking: 0, warnings: 0, kept: 0, seconds: 0 };

function judgeRepository(repository: string): void {
  const name = path.basename(path.dirname(path.resolve(repository)));
  const totals = {
    commits: 0,
    trouble: 0,
    missing: 0,
    blocked: 0,
    blocking: 0,
    warnings: 0,
    kept: 0,
    seconds: 0,
  };
  const started = performance.now();
  for (const commit of commitsOf(repository, Number(values.count))) {
    const { report, code, stderr } = judge(repository, commit);
    totals.commits++;
    if (!report || (code !== 0 && code !== 1)) {
      totals.trouble++;
      console.log(
        `${name} ${commit} exit ${code}: ${stderr.slice(0, 300)} ${report?.verdict.reasons.join(' ') ?? ''}`,
      );
      continue;
    }
    const judged = new Set(report.files.map((file) => file.path));
    const changed = git(
      repository,
      'diff-tree',
      '-r',
      '-z',
      '--no-renames',
      '--name-only',
      `${commit}^`,
      commit,
    );
    const missing = changed.split('\0').filter((file) => file && !judged.has(file));
    for (const file of missing) console.log(`${name} ${commit} not in files: ${file}`);
    totals.missing += missing.length;
    totals.kept += report.proposals.filter((proposal) => proposal.fate === 'kept').length;
    totals.blocked += code === 1 ? 1 : 0;
    for (const finding of report.findings.filter((one) => one.blocking || one.standing === 'new')) {
      if (finding.blocking) totals.blocking++;
      else totals.warnings++;
      const lines = context(repository, commit, finding);
      const entry = { repository: name, commit: commit.slice(0, 12), ...finding, lines };
      keep(finding.blocking ? 'blocking.jsonl' : 'warnings.jsonl', entry);
      if (finding.blocking) {
        console.log(
          `${name} ${commit.slice(0, 12)} ${finding.path}:${finding.line} ${finding.rule}: ${finding.message}`,
        );
      }
    }
  }
  totals.seconds = Math.round((performance.now() - started) / 1000);
  for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += totals[key];
  console.log(`${name} ${JSON.stringify(totals)}`);
}

for (const repository of positionals) judgeRepository(repository);
console.log(`all ${JSON.stringify(sum)}`);
