/** Committing, ended at every one of its calls to git: the next run finds one state or the other, and finishes. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commitKept, openCommitting } from '../../../src/commands/commit-kept.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Proposal, Step } from '../../../src/domain/proposal.ts';
import { EnvironmentError } from '../../../src/errors.ts';
import type { Gated } from '../../../src/gate.ts';
import { findGit } from '../../../src/kit/git/find-git.ts';
import { overlay } from '../../../src/kit/tree/overlay.ts';
import { treeId } from '../../../src/kit/tree/tree-id.ts';
import { commitTree } from '../../../src/read/commit-tree.ts';
import { findingOf, reportOf, trialOf } from '../../support/report.ts';
import { temporaryFolder, TestRepository } from '../../support/repository.ts';

const OLD = { 'src/a.js': 'one\n', 'src/b.js': 'other\n' };
const ONCE = { ...OLD, 'src/a.js': 'two\n' };
const TWICE = { ...ONCE, 'src/b.js': 'another\n', 'src/new.js': 'new\n' };
const REFS =
  'refs/gatewright/journal/branch-feature\nrefs/heads/feature\nrefs/heads/main\nrefs/notes/gatewright';
const SUBJECTS = ['change', 'Apply the fixes of lint rules', 'Correct imports'];

/** A git that ends with its `last` call, and is gone: after that nothing of the run reaches the repository any more. */
function dyingGit(): { readonly bin: string; dieAfter(last: number | null): void; calls(): number } {
  const bin = temporaryFolder();
  const [count, limit] = [path.join(bin, 'count'), path.join(bin, 'limit')];
  const script = `#!/bin/sh
read n < ${count}; n=$((n + 1)); echo $n > ${count}
read last < ${limit}; [ $n -gt $last ] && exit 99
exec ${findGit(process.env)} "$@"
`;
  fs.writeFileSync(path.join(bin, 'git'), script, { mode: 0o755 });
  return {
    bin,
    dieAfter: (last) => {
      fs.writeFileSync(count, '0\n');
      fs.writeFileSync(limit, `${last ?? 1_000_000}\n`);
    },
    calls: () => Number(fs.readFileSync(count, 'utf8')),
  };
}

const git = dyingGit();
const env = {
  PATH: `${git.bin}${path.delimiter}${process.env['PATH']}`,
  HOME: '/nowhere',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

let template: TestRepository;
let base: string;
let steps: readonly Step[];
let gated: Gated;

beforeAll(async () => {
  template = new TestRepository();
  for (const [name, text] of Object.entries(OLD)) template.write(name, text);
  base = template.commitAll();
  template.git('checkout', '--quiet', '-b', 'feature');
  const head = commitTree(await template.open(), base);
  const stepOf = async (source: Step['source'], texts: Readonly<Record<string, string>>): Promise<Step> => {
    const changed = Object.entries(texts).filter(
      ([name, text]) => (OLD as Record<string, string>)[name] !== text,
    );
    const files = new Map(changed.map(([name, text]) => [repoPath(name), Buffer.from(text)]));
    const tree = treeId(await overlay(head, files).list(), 'sha1');
    return { source, proposals: [proposalOf(source)], files, tree };
  };
  steps = [await stepOf('fixer:eslint', ONCE), await stepOf('fixer:imports', TWICE)];
  const trials = steps.map(({ proposals: [proposal] }) => ({
    ...trialOf(findingOf({ path: repoPath('src/a.js') }), { kind: 'kept' }, proposal),
  }));
  const report = reportOf({ trials });
  const change = { ...report.change, head };
  gated = { report: { ...report, change }, kept: new Map(), steps, root: template.root };
});

function proposalOf(source: Step['source']): Proposal {
  const edit = { path: repoPath('src/a.js'), start: 0, end: 3, expect: 'one', replace: 'two' };
  return { id: source, key: source.slice(6), source, title: 't', addresses: [], patch: [edit] };
}

/** Runs until git is gone after so many calls; null runs to the end. */
async function run(root: string, last: number | null): Promise<string> {
  git.dieAfter(null);
  try {
    const committing = await openCommitting(root, env);
    if (committing.undoings.size > 0) return 'undoings';
    const head = await committing.branch.tip('refs/heads/feature');
    if (head.ok && head.value !== base) return 'there already';
    git.dieAfter(last);
    const published = await commitKept(committing, gated);
    return published?.kind === 'committed' && published.note !== '' ? 'behind' : (published?.kind ?? 'none');
  } catch (error) {
    if (error instanceof EnvironmentError) return 'failed';
    throw error;
  }
}

interface Copy {
  readonly root: string;
  git(...args: string[]): string;
  subjects(): string[];
  files(): Record<string, string>;
}

function copied(): Copy {
  const root = path.join(temporaryFolder(), 'copy');
  fs.cpSync(template.root, root, { recursive: true, preserveTimestamps: true });
  const at = (...args: string[]) => template.git('-C', root, ...args);
  const files = () =>
    Object.fromEntries(
      ['src/a.js', 'src/b.js', 'src/new.js'].flatMap((name) => {
        const file = path.join(root, name);
        return fs.existsSync(file) ? [[name, fs.readFileSync(file, 'utf8')]] : [];
      }),
    );
  const subjects = () => at('log', '--format=%s', '--reverse', 'feature').split('\n');
  return { root, git: at, subjects, files };
}

describe('what was kept, committed', () => {
  it('[T103] is all there or not at all after a crash at any call, and the next run finishes', async () => {
    const whole = copied();
    expect([await run(whole.root, null), whole.files()]).toEqual(['committed', TWICE]);
    const calls = git.calls();
    // Before the first name moves nothing but objects is written: some of those calls stand for all of them.
    const points = Array.from({ length: calls }, (_, at) => at).filter(
      (at) => at % 7 === 0 || at > calls - 20,
    );
    expect(points.length).toBeGreaterThan(20);
    for (const last of points) {
      const copy = copied();
      expect(await run(copy.root, last)).not.toBe('committed');
      expect([['change'], SUBJECTS]).toContainEqual(copy.subjects());
      expect([OLD, TWICE]).toContainEqual(copy.files());
      await run(copy.root, null);
      expect([copy.subjects(), copy.files()]).toEqual([SUBJECTS, TWICE]);
      expect(copy.git('status', '--porcelain')).toBe('');
      expect(copy.git('for-each-ref', '--format=%(refname)')).toBe(REFS);
    }
  }, 120_000);

  it('[T106] is there once when two runs commit at the same time', async () => {
    for (let round = 0; round < 3; round++) {
      const copy = copied();
      git.dieAfter(null);
      const ends = await Promise.all([run(copy.root, null), run(copy.root, null)]);
      expect(ends.filter((end) => end === 'committed').length).toBeLessThanOrEqual(1);
      await run(copy.root, null);
      expect([copy.subjects(), copy.files(), copy.git('status', '--porcelain')]).toEqual([
        SUBJECTS,
        TWICE,
        '',
      ]);
    }
  }, 60_000);

  it('is not there when the journal is none of ours', async () => {
    const copy = copied();
    copy.git('update-ref', 'refs/gatewright/journal/branch-feature', base);
    git.dieAfter(null);
    await expect(openCommitting(copy.root, env)).rejects.toThrow(
      /not one that this version wrote: look at it/,
    );
    expect(copy.subjects()).toEqual(['change']);
  });
});
