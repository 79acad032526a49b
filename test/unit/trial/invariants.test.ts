/** Whatever proposals say: only files that they may write change, and only trees that were proven are handed on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { repoPath, type RepoPath } from '../../../src/domain/path.ts';
import type { Permitted, Policy } from '../../../src/domain/policy.ts';
import type { Edit, Proposal } from '../../../src/domain/proposal.ts';
import type { Entry, Mode, Tree } from '../../../src/domain/tree.ts';
import { isTest, protectedKind } from '../../../src/kit/protected-path.ts';
import { treeId } from '../../../src/kit/tree/tree-id.ts';
import { rechange } from '../../../src/read/read.ts';
import { openTrial, type Trials } from '../../../src/trial/trial.ts';
import { policyFor } from '../../support/policy.ts';
import { proposalFor, scriptedProver, word } from '../../support/scripted.ts';
import { changeOf, treeOf } from '../../support/trees.ts';

const TEXT = 'BAD a\ncalm\nBAD b\n';
const MODES: Readonly<Record<string, Mode>> = {
  'a.ts': 'file',
  'src/b.ts': 'file',
  'src/run.py': 'executable',
  'src/link.ts': 'symlink',
  'vendor/sub': 'submodule',
  'test/b.test.ts': 'file',
  'package.json': 'file',
  '.github/workflows/ci.yml': 'file',
  'src/kept.ts': 'file',
  'tsconfig.json': 'file',
};
const CHANGED = ['a.ts', 'src/b.ts', 'src/run.py', 'src/link.ts', 'test/b.test.ts', 'package.json'];
const SOURCES = [
  'fixer:eslint',
  'assistant:fix',
  'assistant:refactor',
  'assistant:generate',
  'assistant:tests',
] as const;
// Names of what is there, of what is not, and of what some system takes for something else.
const PATHS = [
  ...Object.keys(MODES),
  ...[
    'src/new.ts',
    'new.py',
    'src/NEW.ts',
    'test/new.test.ts',
    'src/new.md',
    'gone/new.ts',
    'A.ts',
    'src/B.TS',
  ],
  ...[
    'src',
    'src/b.ts/x.ts',
    '../x.ts',
    '.git/config',
    'src/.git/x.ts',
    'GIT~1/x.ts',
    '.husky/x.ts',
    'con.ts',
  ],
  ...['src/con.ts', 'CLAUDE.md', 'src/vitest.config.ts', 'a.ts ', 'src//x.ts', './a.ts', 'src/\u200bx.ts'],
];

function withModes(tree: Tree): Tree {
  const moded = (entry: Entry): Entry => ({ ...entry, mode: MODES[entry.path] ?? 'file' });
  return {
    ...tree,
    list: async () => (await tree.list()).map(moded),
    entry: async (path) => {
      const entry = await tree.entry(path);
      return entry && moded(entry);
    },
  };
}

async function judgedChange(): Promise<Change> {
  const files = Object.fromEntries(Object.keys(MODES).map((path) => [path, TEXT]));
  const change = await changeOf({}, Object.fromEntries(CHANGED.map((path) => [path, TEXT])));
  return { ...change, head: withModes(treeOf(files)) };
}

// Half of the time a path that may be written, or proposals would hardly ever hold.
const path = fc.oneof(
  fc.constantFrom(...PATHS),
  fc.constantFrom('a.ts', 'src/b.ts', 'src/run.py', 'src/new.ts', 'test/new.test.ts'),
);
const beginning = fc
  .record({ path, replace: fc.constantFrom('', 'good', 'let x = 1;\n', 'BAD') })
  .map(({ path, replace }): Edit => {
    return { path: repoPath(path), start: 0, end: 0, expect: '', replace, creates: true };
  });
const mending = fc
  .record({
    path,
    start: fc.constantFrom(0, 11),
    replace: fc.constantFrom('', 'good'),
  })
  .map(({ path, start, replace }): Edit => {
    return { path: repoPath(path), start, end: start + 3, expect: 'BAD', replace };
  });
const anyhow = fc
  .record({
    path,
    start: fc.nat(18),
    length: fc.nat(6),
    replace: fc.constantFrom('', 'good', 'two\nlines\n', 'BAD', '// eslint-disable-line'),
  })
  .map(({ path, start, length, replace }): Edit => {
    const expected = TEXT.slice(start, start + length);
    return { path: repoPath(path), start, end: start + expected.length, expect: expected, replace };
  });
const offered = fc.record({
  source: fc.constantFrom<Proposal['source']>(...SOURCES),
  aims: fc.boolean(),
  edits: fc.array(fc.oneof(beginning, mending, anyhow), { minLength: 1, maxLength: 2 }),
  stated: fc.constantFrom('high' as const, 'medium' as const),
});
type Offered = typeof offered extends fc.Arbitrary<infer T> ? T : never;
const permitted = fc.subarray<Permitted>(['tests', 'new-files']);

interface Run {
  readonly change: Change;
  readonly trials: Trials;
  readonly policy: Policy;
  readonly proven: ReadonlySet<string>;
}

async function run(offers: readonly Offered[], allow: Permitted[]): Promise<Run> {
  const change = await judgedChange();
  const proven = new Set<string>();
  const prove = scriptedProver({ 'test/bad': word('BAD') });
  const author = await prove(change);
  const defaults = policyFor({});
  const policy: Policy = {
    ...defaults,
    protected: ['src/kept.*'],
    assistant: { ...defaults.assistant, allow },
  };
  const watched = async (tried: Change) => {
    proven.add(treeId(await tried.head.list(), 'sha1'));
    return prove(tried);
  };
  const proposals = offers.map(({ source, aims, edits, stated }, n) => {
    const addresses = author.findings.filter(
      ({ at }) => aims && edits.some((one) => one.path === at.path && one.start === (at.line === 1 ? 0 : 11)),
    );
    return proposalFor(addresses, edits, { id: `id${n}`, source, stated });
  });
  const tryThem = openTrial({ change, author, policy, prove: watched, rechange, deadline: () => 1e9 });
  return { change, policy, proven, trials: await tryThem(proposals) };
}

async function differing({
  change,
  trials,
}: Run): Promise<[RepoPath, Entry | undefined, Entry | undefined][]> {
  const [before, after] = [await change.head.list(), await trials.tree.list()];
  const at = (entries: readonly Entry[]) => new Map(entries.map((entry) => [entry.path, entry]));
  const [was, is] = [at(before), at(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path)?.oid !== is.get(path)?.oid || was.get(path)?.mode !== is.get(path)?.mode)
    .map((path) => [path, was.get(path), is.get(path)]);
}

const isAssistants = ({ trials }: Run, path: RepoPath): boolean =>
  trials.trials.some(
    ({ proposal, fate }) =>
      fate.kind === 'kept' &&
      proposal.source.startsWith('assistant:') &&
      proposal.patch.some((one) => one.path === path),
  );

describe('whatever proposals say', () => {
  it('[T33] [T34] only existing regular files change, and new ones that the policy allows: I7', async () => {
    let [changed, created] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(offered, { minLength: 3, maxLength: 9 }),
        permitted,
        async (offers, allow) => {
          const done = await run(offers, allow);
          for (const [path, before, after] of await differing(done)) {
            expect(after).toBeDefined();
            expect(protectedKind(path)).toBeNull();
            expect(path).not.toBe('src/kept.ts');
            expect(after?.mode).toBe(before?.mode ?? 'file');
            if (before) {
              changed++;
              expect(['file', 'executable']).toContain(before.mode);
              expect(CHANGED.includes(path) || (isTest(path) && allow.includes('tests'))).toBe(true);
            } else {
              created++;
              expect(['src/new.ts', 'new.py', 'src/NEW.ts', 'test/new.test.ts']).toContain(path);
              expect(allow).toContain(isTest(path) ? 'tests' : 'new-files');
            }
            if (isTest(path) && isAssistants(done, path)) expect(allow).toContain('tests');
          }
        },
      ),
      { seed: 7, numRuns: 800 },
    );
    expect(Math.min(changed, created)).toBeGreaterThan(20);
  });

  it('only trees that were proven are handed on: I5', async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(offered, { minLength: 1, maxLength: 6 }), async (offers) => {
        const { trials, proven } = await run(offers, ['tests', 'new-files']);
        for (const { tree, files } of trials.steps) {
          steps++;
          expect(proven).toContain(tree);
          expect(files.size).toBeGreaterThan(0);
        }
        const last = trials.steps.at(-1);
        if (last) expect(last.tree).toBe(treeId(await trials.tree.list(), 'sha1'));
        const published = trials.steps.flatMap(({ proposals }) => proposals);
        const kept = trials.trials.filter(({ fate }) => fate.kind === 'kept').map(({ proposal }) => proposal);
        expect(new Set(published)).toEqual(new Set(kept));
        expect(published).toHaveLength(kept.length);
      }),
      { seed: 5, numRuns: 600 },
    );
    expect(steps).toBeGreaterThan(50);
  });
});
