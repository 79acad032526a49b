/** Ended at every request in turn: whatever stands then, the run after it comes to the same end, once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Report } from '../../../../../src/domain/report.ts';
import type { Tree } from '../../../../../src/domain/tree.ts';
import type { Desk } from '../../../../../src/host/github/desk.ts';
import type { OpenWriter } from '../../../../../src/host/github/branch/writer.ts';
import type { Prepared } from '../../../../../src/host/github/prepare.ts';
import { pastOf } from '../../../../../src/host/github/roll-back/past.ts';
import { rollBack } from '../../../../../src/host/github/roll-back/roll-back.ts';
import { publishSteps } from '../../../../../src/publish/commits.ts';
import { startGithub, type Github } from '../../../../support/github/github.ts';
import { journalOf, publishTo, writingTo } from '../../../../support/github/writing.ts';
import { policyFor } from '../../../../support/policy.ts';
import { makeProject, type Project } from '../../../../support/project.ts';
import { findingOf, reportOf, trialOf } from '../../../../support/report.ts';

const [WRONG, RIGHT] = ['export const wrong = 1;\n', 'export const right = 1;\n'];

let project: Project;
let github: Github;
let fixed = '';
let last = 100;
beforeAll(async () => {
  project = makeProject({ 'a.js': 'export const a = 1;\n' }, { 'src/b.js': WRONG });
  project.git('checkout', '--quiet', '--detach');
  project.commit('as it is proven', { 'src/b.js': RIGHT });
  fixed = project.git('rev-parse', 'HEAD^{tree}');
  github = await startGithub({ from: project.dir });
});
afterAll(() => project.remove());

/** A pull request from a branch of its own. */
function open(): number {
  const number = ++last;
  project.git('branch', `change-${number}`, 'feature');
  github.open({ number, head: `change-${number}` });
  return number;
}

const git = (...args: string[]): string => github.state.bare.git(...args);
const report: Report = {
  ...reportOf({ findings: [findingOf()] }),
  policy: policyFor({}, { rollBack: { published: true, agents: [] } }),
};

/** What a step has at hand that is blocked and may write. */
function deskOf(
  occasion: Desk['occasion'],
  names: Pick<OpenWriter, 'ref' | 'journalRef'>,
  signal: AbortSignal,
): Desk {
  const name = names.ref.replace('refs/heads/', '');
  const place = { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: 'https://github.com' };
  const writer: OpenWriter = { kind: 'open', place, ...writingTo(github, signal), ...names, name };
  return {
    ...{ occasion, payload: {}, writer: async () => writer, note: () => undefined },
    run: { id: 1, attempt: 1, workflow: '', job: '', url: 'https://github.com/acme/shop/actions/runs/1' },
    place,
  } as unknown as Desk;
}

function preparedFor(desk: Desk, head: string): Prepared {
  const plan = { head, branch: 'main' };
  return { occasion: desk.occasion, plan, past: () => pastOf(desk, head) } as unknown as Prepared;
}

interface Scene {
  /** Does the work, and nothing more once the signal ended it. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
  /** Throws unless the work was done, once. */
  readonly check: () => Promise<void>;
}

/** A commit of ours on a pull request that is blocked. */
async function rollingBack(): Promise<Scene> {
  const number = open();
  const before = github.pull(number).head;
  const own = await publishTo(github, { number, files: { 'src/b.js': RIGHT } });
  const names = { ref: `refs/heads/change-${number}`, journalRef: `refs/gatewright/journal/pull-${number}` };
  return {
    async work(signal) {
      const { head } = github.pull(number);
      const occasion = { kind: 'pull', number, head: { fork: false } } as unknown as Desk['occasion'];
      const desk = deskOf(occasion, names, signal);
      return rollBack(report, desk, preparedFor(desk, head));
    },
    async check() {
      const { head } = github.pull(number);
      expect(git('log', '--format=%s', `${own}..${head}`)).toBe(`Roll back ${own.slice(0, 12)}`);
      expect(git('rev-parse', `${head}^{tree}`)).toBe(git('rev-parse', `${before}^{tree}`));
      github.closePull(number);
      const { entries } = await journalOf(writingTo(github), number);
      expect(entries.filter(({ kind }) => kind === 'moved')).toHaveLength(2);
    },
  };
}

/** A kept fix that becomes a commit, and is never made again. */
async function publishing(): Promise<Scene> {
  const number = open();
  const ref = `refs/heads/change-${number}`;
  const names = { ref, journalRef: `refs/gatewright/journal/pull-${number}` };
  const base = github.pull(number).head;
  const path = repoPath('src/b.js');
  const { proposal } = trialOf(findingOf(), { kind: 'kept' });
  const steps = [
    {
      source: proposal.source,
      proposals: [proposal],
      files: new Map([[path, Buffer.from(RIGHT)]]),
      tree: fixed,
    },
  ] as const;
  const judged = { entry: async () => ({ path, mode: 'file', oid: '' }) } as unknown as Tree;
  return {
    async work(signal) {
      const { head } = github.pull(number);
      const desk = deskOf({ kind: 'idle', why: '' }, names, signal);
      const past = await pastOf(desk, head);
      if (!past.ok || past.value.history.undoings.has(proposal.key)) return;
      const { branch } = writingTo(github, signal);
      const { journal } = past.value;
      await publishSteps({
        branch,
        journal,
        ref,
        from: head,
        base: { commit: head, tree: judged },
        steps,
        run: '',
      });
    },
    async check() {
      const { head } = github.pull(number);
      expect(git('log', '--format=%s', `${base}..${head}`)).toBe('Apply the fixes of lint rules');
      expect(git('rev-parse', `${head}^{tree}`)).toBe(fixed);
      github.closePull(number);
      const { entries } = await journalOf(writingTo(github), number);
      expect(entries.filter(({ kind }) => kind === 'moved')).toHaveLength(1);
    },
  };
}

/** A push to the default branch that is blocked. */
async function reverting(): Promise<Scene> {
  const before = git('rev-parse', 'refs/heads/main');
  project.git('checkout', '--quiet', '--detach', before);
  const after = project.commit('break it', { [`src/broken-${++last}.js`]: WRONG });
  github.advance('main', after);
  const names = { ref: 'refs/heads/main', journalRef: 'refs/gatewright/journal/branch-main' };
  const occasion = { kind: 'push', ref: names.ref, before, after } as const;
  return {
    work: async (signal) => {
      const desk = deskOf(occasion, names, signal);
      return rollBack(report, desk, preparedFor(desk, after));
    },
    check: async () => {
      const headRef = `gatewright/revert-${after.slice(0, 12)}`;
      const pulls = [...github.state.pulls.values()].filter((pull) => pull.headRef === headRef);
      expect(pulls).toMatchObject([{ base: 'main', state: 'open' }]);
      expect(git('log', '--format=%s', `${after}..${headRef}`).split('\n')).toHaveLength(1);
      expect(git('diff', '--name-only', before, headRef)).toBe('');
      expect(git('rev-parse', names.ref)).toBe(after);
      for (const { number } of pulls) github.closePull(number);
    },
  };
}

const whole = (): AbortSignal => new AbortController().signal;

describe('killed at any request', () => {
  it.each([
    ['a roll-back', rollingBack],
    ['a publication', publishing],
    ['the pull request of a revert', reverting],
  ])(
    '[T103] [T108] %s happens once in the end',
    async (_name, begin) => {
      const first = await begin();
      const start = github.requests.length;
      await first.work(whole());
      await first.check();
      const methods = github.requests.slice(start).map(({ method }) => method);
      // Before anything is written there is nothing to converge.
      const points = [0, ...methods.keys()].filter((at, index) => index === 0 || methods[at] === 'POST');
      expect(points.length).toBeGreaterThan(7);
      for (const at of points) {
        const scene = await begin();
        const ended = new AbortController();
        // The server does what it was asked; nobody hears of it.
        github.faults.push({ match: /^/, skip: at, meanwhile: () => ended.abort() });
        await scene.work(ended.signal);
        expect(ended.signal.aborted, `request ${at}`).toBe(true);
        github.faults.length = 0;
        await scene.work(whole());
        await scene.check();
      }
    },
    120_000,
  );
});
