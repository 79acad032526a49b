/** Judges real commits of a repository, as a user would: node bench/commits.ts REPOSITORY [COUNT] [--list FILE] */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');

interface ReportedFinding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly blocking: boolean;
  readonly severity: string;
  readonly standing: string;
}

interface JsonReport {
  readonly verdict: { readonly decision: string; readonly reasons: readonly string[] };
  readonly files: readonly { readonly path: string }[];
  readonly findings: readonly ReportedFinding[];
  readonly proposals: readonly { readonly fate: string }[];
  readonly timings: { readonly totalMs: number };
}

const git = (repository: string, ...args: string[]): string =>
  spawnSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;

/** Commits that change source in the three languages, newest first, spread over the history. */
function commitsOf(repository: string, count: number): string[] {
  const globs = ['*.js', '*.ts', '*.tsx', '*.jsx', '*.mjs', '*.py'];
  const all = git(repository, 'log', '--no-merges', '--format=%H', '-n', String(count * 4), '--', ...globs);
  const ids = all.split('\n').filter(Boolean);
  return ids.filter((_, at) => at % 4 === 0).slice(0, count);
}

function judge(
  repository: string,
  commit: string,
): { report: JsonReport | null; code: number | null; stderr: string } {
  const args = [
    CLI,
    'check',
    '--base',
    `${commit}^`,
    '--head',
    commit,
    '--two-dot',
    '--offline',
    '--format',
    'json',
  ];
  const ran = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 28 });
  const report = ran.stdout ? (JSON.parse(ran.stdout) as JsonReport) : null;
  return { report, code: ran.status, stderr: ran.stderr };
}

const [repository = '.', count = '15'] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const listFile = process.argv.includes('--list') ? process.argv.at(-1) : undefined;
const totals = { commits: 0, trouble: 0, missing: 0, blocking: 0, warnings: 0, proposals: 0 };
const listed: string[] = [];

for (const commit of commitsOf(repository, Number(count))) {
  const { report, code, stderr } = judge(repository, commit);
  totals.commits++;
  if (!report || (code !== 0 && code !== 1)) {
    totals.trouble++;
    console.log(
      `${commit.slice(0, 10)} exit ${code}: ${stderr.slice(0, 500)} ${report?.verdict.reasons.join(' ') ?? ''}`,
    );
    continue;
  }
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
  const judged = new Set(report.files.map((file) => file.path));
  const missing = changed.split('\0').filter((file) => file && !judged.has(file));
  totals.missing += missing.length;
  totals.proposals += report.proposals.length;
  for (const finding of report.findings) {
    if (finding.standing === 'new' && !finding.blocking) totals.warnings++;
    if (!finding.blocking) continue;
    totals.blocking++;
    const line = git(repository, 'show', `${commit}:${finding.path}`).split('\n')[finding.line - 1] ?? '';
    const place = `${finding.path}:${finding.line}`;
    listed.push(`${commit.slice(0, 10)} ${place} ${finding.rule}: ${finding.message}\n    ${line.trim()}`);
  }
}

console.log(`${path.basename(path.dirname(path.resolve(repository)))} ${JSON.stringify(totals)}`);
if (listFile) fs.appendFileSync(listFile, listed.map((line) => `${line}\n`).join(''));
else for (const line of listed) console.log(line);
