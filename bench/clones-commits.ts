/**
 * Judges duplication on real commits: `node bench/clones-commits.ts OUT REPOSITORY… [--count N] [--skip N]`.
 * Takes the newest N (60) non-merge commits of each that touch source, after the newest `--skip`. Each report goes
 * to a file in OUT with both pieces of code side by side, and a line of it to standard output, so that it can be judged.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Change } from '../src/domain/change.ts';
import type { Observation, Place } from '../src/domain/finding.ts';
import { decode, Lines } from '../src/kit/text.ts';
import { duplication } from '../src/prove/validators/duplication/duplication.ts';
import { findEnds } from '../src/read/ends.ts';
import { readChange } from '../src/read/read.ts';
import { openRepository, type Repository } from '../src/read/repository.ts';
import { memoryShelves } from '../test/support/facts.ts';

const SOURCES = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts', 'py', 'java', 'go'].map(
  (ext) => `*.${ext}`,
);
const WIDTH = 88;
const MAX_LINES = 70;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '60' }, skip: { type: 'string', default: '0' } },
});
const [out, ...repositories] = positionals;
if (out === undefined) throw new Error('Say where the reports go.');
fs.mkdirSync(out, { recursive: true });
const judge = await duplication.load();

function commitsOf(repository: string): string[] {
  const range = ['-n', values.count, `--skip=${values.skip}`];
  const args = [
    '-C',
    repository,
    'log',
    '--no-merges',
    '--min-parents=1',
    '--format=%H',
    ...range,
    '--',
    ...SOURCES,
  ];
  const { stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout.split('\n').filter(Boolean);
}

async function changeOf(repository: Repository, commit: string): Promise<Change> {
  const ends = await findEnds(repository, {
    kind: 'commits',
    base: `${commit}^`,
    head: commit,
    twoDot: true,
  });
  return readChange(ends, { generated: [], within: [] });
}

async function excerpt(change: Change, { path, line, endLine }: Place): Promise<string[]> {
  const entry = await change.head.entry(path);
  const blob = entry && (await change.head.bytes(entry.oid));
  if (blob?.kind !== 'bytes') return [];
  const lines = new Lines(decode(blob.bytes).text);
  const last = Math.min(endLine, line + MAX_LINES);
  return Array.from({ length: last - line + 1 }, (_, at) => `${line + at} ${lines.line(line + at)}`);
}

function sideBySide(left: readonly string[], right: readonly string[]): string {
  const cell = (text = '') => text.replaceAll('\t', '  ').slice(0, WIDTH).padEnd(WIDTH);
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, at) => `${cell(left[at])} | ${cell(right[at]).trimEnd()}`).join(
    '\n',
  );
}

async function report(change: Change, commit: string, observation: Observation): Promise<string> {
  const { rule, at, message, hint, related = [] } = observation;
  const subject = `${rule} ${at.path}:${at.line}-${at.endLine}`;
  const others = related.map(({ path, line, endLine, note }) => `  ${path}:${line}-${endLine} ${note}`);
  const [first] = related;
  const code = sideBySide(await excerpt(change, at), first ? await excerpt(change, first) : []);
  return [`commit ${commit}`, subject, message, `hint: ${hint}`, ...others, '', code, ''].join('\n');
}

let total = 0;
for (const dir of repositories) {
  const name = path.basename(dir) === 'repo' ? path.basename(path.dirname(dir)) : path.basename(dir);
  const repository = await openRepository(dir, process.env);
  const shelf = memoryShelves();
  const facts = { get: async () => Promise.reject(new Error('it asks for no facts')), shelf };
  const commits = commitsOf(dir);
  const started = performance.now();
  let [found, slowest] = [0, 0];
  for (const commit of commits) {
    const begun = performance.now();
    const change = await changeOf(repository, commit);
    const files = change.files.filter((file) => duplication.appliesTo(file) === true);
    if (files.length === 0) continue;
    const { base, head, files: changed } = change;
    const { observations, failed } = await judge({
      base,
      head,
      files,
      changed,
      facts,
      sees: () => true,
      at: () => {},
    });
    for (const observation of observations) {
      const id = `${String(++total).padStart(3, '0')}-${name}-${commit.slice(0, 8)}`;
      fs.writeFileSync(path.join(out, `${id}.txt`), await report(change, commit, observation));
      console.log(
        `${id} ${observation.rule.slice(12)} ${observation.at.path}:${observation.at.line} ${observation.message}`,
      );
      found++;
    }
    for (const [file, reason] of failed) console.log(`FAILED ${name} ${commit} ${file}: ${reason}`);
    slowest = Math.max(slowest, performance.now() - begun);
  }
  await repository.close();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `== ${name}: ${found} findings in ${commits.length} commits, ${seconds} s, the slowest ${slowest.toFixed(0)} ms`,
  );
}
