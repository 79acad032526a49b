/**
 * What security says of well-kept repositories, against what it said when somebody last read it:
 * `node bench/security-snapshot.ts NAME=REPOSITORY… [--write]`. A repository is a checkout or a bare one that has the
 * commit of the snapshot; a name that the snapshot does not have yet is taken at its newest commit. Prints what came
 * and what went and exits 1 on a difference; `--write` takes it over.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'prettier';
import type { JsonReport } from './throwaway.ts';

/** Names, places and counts: nothing of what stands in the repositories. */
interface Said {
  readonly commit: string;
  readonly files: number;
  /** By rule: `path:line`, sorted; a place is named as often as it is found. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
}
type Snapshot = Record<string, Said>;

const SNAPSHOT = path.join(import.meta.dirname, 'snapshots/security.json');
const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const CODE = /\.(?:[cm]?[jt]sx?|py|java|go)$/;
const BIG = { maxBuffer: 1 << 30 } as const;

const words = process.argv.slice(2);
const isWriting = words.includes('--write');
const asked = words.filter((word) => !word.startsWith('--'));
const snapshot = JSON.parse(fs.readFileSync(SNAPSHOT, 'utf8')) as Snapshot;
let differences = 0;

for (const word of asked) {
  const [name = '', source = ''] = word.split(/=(.*)/s);
  const before = snapshot[name];
  const said = judge(source, before?.commit ?? git(source, 'rev-parse', 'HEAD').toString().trim());
  const now = places(said);
  const then = before ? places(before) : [];
  for (const place of missing(now, then)) console.log(`came\t${name}\t${place}`);
  for (const place of missing(then, now)) console.log(`went\t${name}\t${place}`);
  differences += missing(now, then).length + missing(then, now).length;
  console.log(`${name}\t${said.files} files\t${now.length} findings`);
  snapshot[name] = said;
}
if (isWriting) {
  const sorted = Object.fromEntries(Object.entries(snapshot).sort(([a], [b]) => (a < b ? -1 : 1)));
  fs.writeFileSync(SNAPSHOT, await format(JSON.stringify(sorted), { parser: 'json', printWidth: 110 }));
}
process.exitCode = differences > 0 && !isWriting ? 1 : 0;

/** Only its code: a copy of a repository may lack the largest files. */
function judge(source: string, commit: string): Said {
  const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));
  try {
    const files = git(source, 'ls-tree', '-r', '-z', '--name-only', commit).toString().split('\0');
    const code = files.filter((file) => CODE.test(file));
    const input = git(source, 'archive', commit, '--', ...code);
    const unpacked = spawnSync('tar', ['-x', '-C', tree], { input });
    if (unpacked.status !== 0) throw new Error(`tar: ${unpacked.stderr.toString().slice(0, 500)}`);
    return { commit, files: code.length, findings: findingsIn(tree) };
  } finally {
    fs.rmSync(tree, { recursive: true, force: true });
  }
}

function git(source: string, ...args: string[]): Buffer {
  const ran = spawnSync('git', ['-C', source, ...args], BIG);
  if (ran.status !== 0) throw new Error(`${source}: ${ran.stderr.toString().slice(0, 500)}`);
  return ran.stdout;
}

function findingsIn(tree: string): Said['findings'] {
  const args = [CLI, 'check', '--all', tree, '--only', 'security', '--offline', '--format', 'json'];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8', ...BIG });
  const { verdict, findings } = JSON.parse(ran.stdout) as JsonReport;
  if (verdict.decision !== 'pass' && verdict.decision !== 'block')
    throw new Error(`${verdict.decision}: ${verdict.reasons.join(' ')}`);
  const byRule: Record<string, string[]> = {};
  for (const { rule, path, line } of findings) (byRule[rule] ??= []).push(`${path}:${line}`);
  const rules = Object.keys(byRule).sort();
  return Object.fromEntries(rules.map((rule) => [rule, byRule[rule]?.sort() ?? []]));
}

function places({ findings }: Said): string[] {
  return Object.entries(findings).flatMap(([rule, found]) => found.map((place) => `${rule}\t${place}`));
}

/** What is in the first list more often than in the second. */
function missing(from: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return from.filter((place) => {
    const at = left.indexOf(place);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
