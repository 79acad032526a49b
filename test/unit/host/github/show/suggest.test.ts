/** Kept proposals as GitHub's one-click suggestions: where they stand, and that they are made once. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../../../../src/domain/finding.ts';
import { repoPath } from '../../../../../src/domain/path.ts';
import type { Patch, Trial } from '../../../../../src/domain/proposal.ts';
import type { Published, PublishedKind } from '../../../../../src/domain/published.ts';
import type { Report } from '../../../../../src/domain/report.ts';
import { remarks, type Receipt } from '../../../../../src/host/github/show/receipt.ts';
import { show } from '../../../../../src/host/github/show/show.ts';
import type { Showing } from '../../../../../src/host/github/show/showing.ts';
import { policyFor } from '../../../../support/policy.ts';
import { findingOf, reportOf, trialOf } from '../../../../support/report.ts';
import { changeOf, type Files } from '../../../../support/trees.ts';
import { BOT, FakeGithub, showingOn } from './fake-github.ts';

vi.mock('virtual:rules', async () => ({
  default: (await import('../../../../support/report.ts')).someRules,
}));

let github: FakeGithub;
beforeEach(() => {
  vi.useFakeTimers();
  github = new FakeGithub();
});
afterEach(() => void vi.useRealTimers());

async function run(report: Report, parts: Partial<Showing> = {}): Promise<readonly Receipt[]> {
  const surfaces = ['check', 'comment', 'review'] as const;
  let done = false;
  const receipts = show(report, showingOn(github, { surfaces, ...parts })).finally(() => (done = true));
  for (let seconds = 0; !done && seconds < 120; seconds++) await vi.advanceTimersByTimeAsync(1000);
  return receipts;
}

const PATH = 'src/a.ts';
const LINES = Array.from({ length: 12 }, (_, at) => `line${at + 1}();\n`);
const HEAD: Files = { [PATH]: LINES.join(''), 'src/b.ts': 'other();\n' };

const onLine = (line: number, parts: Partial<Omit<Finding, 'at' | 'rule'>> = {}): Finding =>
  findingOf({ path: PATH, at: [line, 1, line, 5], ...parts });

/** Replaces text of the file, wherever it stands there. */
function edit(expect: string, replace: string, path = PATH): Patch[0] {
  const start = String(HEAD[path]).indexOf(expect);
  return { path: repoPath(path), start, end: start + expect.length, expect, replace };
}

const fixing = (finding: Finding, ...edits: [Patch[0], ...Patch[0][]]): Trial =>
  trialOf(
    finding,
    { kind: 'kept' },
    { patch: edits, key: `k-${finding.at.line}`, title: `Mend line ${finding.at.line}` },
  );

interface Parts extends Partial<Report> {
  readonly findings: readonly Finding[];
  readonly head?: Files;
  readonly hunks?: [number, number][];
}

async function reported({ findings, head = HEAD, hunks, ...parts }: Parts): Promise<Report> {
  const change = await changeOf({}, head, hunks ? { [PATH]: hunks } : {});
  return reportOf({ change, findings, ...parts });
}

const third = onLine(3);
const mendThird = fixing(third, edit('line3()', 'mended()'));
const bodies = () => github.reviewComments.map(({ body }) => body);
const sticky = () => github.comments.find(({ user }) => user.login === BOT)?.body ?? '';
const reviewsMade = () => github.requests.filter((route) => route.endsWith('/reviews')).length;

describe('a fix that was kept', () => {
  it('is a suggestion beside its lines, with the finding that it ends, said once', async () => {
    await run(await reported({ findings: [third], trials: [mendThird] }));
    expect(github.reviewComments).toMatchObject([{ path: PATH, line: 3 }]);
    expect(bodies()[0]).toMatchInlineSnapshot(`
      "<!-- gatewright finding=b6035c248368e3e8ffc893964204a06c proposal=k-3 -->
      [<code>lint/no-unreachable</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/lint/no-unreachable.md): This call never runs.

      It looks like behaviour and is none. Delete it, or move it before the jump.

      **Fix**: Mend line 3. Tried and kept (<code>fixer&#58;eslint</code>).

      \`\`\`suggestion
      mended();
      \`\`\`"
    `);
    expect(github.checks[0]?.annotations).toEqual([]);
    expect(sticky()).not.toContain('as a patch');
  });

  it('stands on all the lines that it replaces', async () => {
    const trial = fixing(third, edit('line2();\nline3();\nline4();', 'one();'));
    await run(await reported({ findings: [third], trials: [trial] }));
    expect(github.reviewComments).toMatchObject([{ line: 4, start_line: 2, start_side: 'RIGHT' }]);
    expect(bodies()[0]).toContain('```suggestion\none();\n```');
  });

  it('goes into one review with what has no fix, the worst first', async () => {
    const findings = [onLine(1), third, onLine(9, { severity: 'warning' })];
    const warned = fixing(findings[2]!, edit('line9();\n', ''));
    await run(await reported({ findings, trials: [warned, mendThird] }));
    expect(reviewsMade()).toBe(1);
    expect(github.reviewComments.map(({ line }) => line)).toEqual([1, 3, 9]);
    const review = github.bodies.find((body) => 'event' in body);
    expect(review?.['body']).toBe(
      '2 findings of Gatewright block. 2 suggestions of Gatewright were tried and kept: the change as it is was judged without them.',
    );
  });

  it('ends the block that it stands in, whatever backticks it holds', async () => {
    const trial = fixing(third, edit('line3();', '````'));
    await run(await reported({ findings: [third], trials: [trial] }));
    expect(bodies()[0]).toContain('\n`````suggestion\n````\n`````');
  });

  it('for notes alone is no suggestion', async () => {
    const note = onLine(3, { severity: 'note' });
    await run(await reported({ findings: [note], trials: [fixing(note, edit('line3()', 'x()'))] }));
    expect(github.reviewComments).toEqual([]);
    expect(github.comments).toEqual([]);
  });

  it('that nothing asked for but a person is a suggestion, though nothing is wrong', async () => {
    const trial = trialOf(
      third,
      { kind: 'kept' },
      { addresses: [], patch: mendThird.proposal.patch, source: 'assistant:generate' },
    );
    await run(await reported({ findings: [], trials: [trial] }));
    expect(bodies()[0]).toContain('```suggestion\nmended();\n```');
    expect(sticky()).toMatch(
      /^<!-- gatewright run=\S+ head=\S+ -->\n<!-- gatewright offered=\S+ -->\n\*\*Gatewright: passed/,
    );
  });

  it('for the lines of another one waits for the next run', async () => {
    const also = onLine(3, { message: 'And this' });
    const trial = { ...fixing(also, edit('line3();', 'line3(1);')) };
    await run(await reported({ findings: [third, also], trials: [mendThird, trial] }));
    expect(bodies().filter((body) => body.includes('```suggestion'))).toHaveLength(1);
    expect(github.reviewComments).toHaveLength(2);
  });
});

describe('a fix that no button can apply', () => {
  const patched = async (trial: Trial, parts: Partial<Parts> = {}) => {
    await run(await reported({ findings: [third], trials: [trial], ...parts }));
    expect(bodies().join('')).not.toContain('suggestion');
    return sticky();
  };

  it('off the diff is a patch in the comment', async () => {
    const text = await patched(fixing(third, edit('line12()', 'x()')), { hunks: [[2, 2]] });
    expect(text).toContain('<summary>A fix as a patch: Mend line 3</summary>');
    expect(text).toContain('```diff\ndiff --git a/src/a.ts b/src/a.ts\n');
    expect(text).toContain('\n-line12();\n+x();\n```');
  });

  it('in two files is a patch of both', async () => {
    const text = await patched(fixing(third, edit('line3()', 'x()'), edit('other()', 'x()', 'src/b.ts')));
    expect(text).toContain('+++ b/src/a.ts');
    expect(text).toContain('+++ b/src/b.ts');
  });

  it('that begins a file is a patch of it', async () => {
    const fresh: Patch = [
      {
        ...{ path: repoPath('src/c.ts'), start: 0, end: 0, expect: '' },
        ...{ replace: 'export const c = 1;\n', creates: true },
      },
    ];
    const trial = trialOf(third, { kind: 'kept' }, { patch: fresh, source: 'assistant:generate' });
    const text = await patched(trial);
    expect(text).toContain('--- /dev/null\n+++ b/src/c.ts\n');
    expect(text).toContain('\n+export const c = 1;\n```');
  });

  it('in lines that end with CRLF is a patch', async () => {
    const head = { [PATH]: LINES.join('').replaceAll('\n', '\r\n') };
    const start = head[PATH]!.indexOf('line3');
    const patch = { path: repoPath(PATH), start, end: start + 5, expect: 'line3', replace: 'x' };
    expect(await patched(fixing(third, patch), { head })).toContain('+x();');
  });

  it('[T116] with a secret in its lines is a patch without it', async () => {
    const token = ['ghp_', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO', '2LiYPS'].join('');
    const head = { [PATH]: `line1();\nline2();\nuse("${token}");\n` };
    const start = head[PATH]!.indexOf('use');
    const patch = { path: repoPath(PATH), start, end: start + 3, expect: 'use', replace: 'take' };
    const text = await patched(fixing(third, patch), { head });
    expect(text).toContain('+take(');
    expect([text, ...bodies()].join('')).not.toContain(token);
  });

  it('and that is long is counted', async () => {
    const text = await patched(fixing(third, edit('line12()', 'x();\n'.repeat(200))), { hunks: [[2, 2]] });
    expect(text).toContain(
      '1 fix not shown as a patch: <code>gatewright fix --apply</code> has all of them.',
    );
  });
});

describe('nothing is suggested', () => {
  const wrote = (kind: PublishedKind): Published => ({
    kind,
    branch: 'x',
    commits: [],
    url: '',
    note: '',
  });

  it.each([
    ['where the policy wants none', { policy: { ...policyFor({}), fix: 'off' } }],
    ['where commits were made', { published: [wrote('committed')] }],
    ['where a pull request was opened', { published: [wrote('offered')] }],
    ['where commits were taken back', { published: [wrote('rolled-back')] }],
  ] as const)('%s', async (_, parts) => {
    await run(await reported({ findings: [third], trials: [mendThird], ...parts }));
    expect(github.reviewComments).toHaveLength(1);
    expect(bodies().join('') + sticky()).not.toMatch(/suggestion|as a patch/);
  });

  it('for a head that has moved', async () => {
    const report = await reported({ findings: [third], trials: [mendThird] });
    await run({ ...report, verdict: { ...report.verdict, decision: 'stale' } });
    expect(github.reviewComments).toEqual([]);
  });

  it('of what was rolled back or refused', async () => {
    const fate = { kind: 'rolled-back', reason: 'it would open another' } as const;
    await run(await reported({ findings: [third], trials: [{ ...mendThird, fate }] }));
    expect(bodies()[0]).toContain('- Fix: Mend line 3 (tried and rolled back&#58; it would open another)');
  });

  it('but is said to be, where commits were wanted and could not be made', async () => {
    const published = [{ kind: 'nothing', wanted: 'committed', note: 'give the input fix-token' }] as const;
    await run(await reported({ findings: [third], trials: [mendThird], published }));
    expect(bodies()[0]).toContain('```suggestion');
    expect(sticky()).toContain('Nothing was committed&#58; give the input fix-token.');
  });
});

describe('a suggestion is made once', () => {
  const report = () => reported({ findings: [third], trials: [mendThird] });

  it('however often the change is judged', async () => {
    await run(await report());
    await run(await report());
    expect(reviewsMade()).toBe(1);
    expect(github.checks.at(-1)?.annotations).toEqual([]);
  });

  it('also when the lines moved', async () => {
    await run(await report());
    const moved = onLine(4, { fingerprint: third.fingerprint });
    const head = { [PATH]: `first();\n${LINES.join('')}` };
    const patch = { ...edit('line3()', 'mended()') };
    const trial = trialOf(
      moved,
      { kind: 'kept' },
      { key: 'k-3', patch: [{ ...patch, start: patch.start + 9, end: patch.end + 9 }] },
    );
    await run(await reported({ findings: [moved], trials: [trial], head }));
    expect(github.reviewComments).toHaveLength(1);
  });

  it('also when somebody deleted it: the comment remembers, and an annotation says the finding', async () => {
    await run(await report());
    expect(sticky()).toContain('<!-- gatewright offered=k-3 -->');
    github.reviewComments.splice(0);
    await run(await report());
    expect(github.reviewComments).toEqual([]);
    expect(github.checks.at(-1)?.annotations).toHaveLength(1);
    expect(sticky()).toContain('<!-- gatewright offered=k-3 -->');
  });

  it('and others are remembered beside it', async () => {
    await run(await report());
    const ninth = onLine(9);
    const trials = [mendThird, fixing(ninth, edit('line9()', 'x()'))];
    await run(await reported({ findings: [third, ninth], trials }));
    expect(github.reviewComments).toHaveLength(2);
    expect(sticky()).toContain('<!-- gatewright offered=k-3,k-9 -->');
  });

  it('also where a finding was told without it before', async () => {
    await run(await reported({ findings: [third] }));
    await run(await report());
    await run(await report());
    expect(github.reviewComments).toHaveLength(2);
    expect(bodies()[1]).toContain('```suggestion');
  });

  it('[T79] and nobody else’s marker counts', async () => {
    github.say(
      `<!-- gatewright run=1.1 head=${'a'.repeat(40)} -->\n<!-- gatewright offered=k-3 -->\nno`,
      'mallory',
    );
    await run(await report());
    expect(github.reviewComments).toHaveLength(1);
  });

  it('though two runs make it at the same time', async () => {
    let arrived = 0;
    let open: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (open = resolve));
    github.gate = async () => {
      if (!github.requests.at(-1)?.endsWith('/reviews')) return;
      if (++arrived === 2) open();
      await both;
    };
    const again = { ...showingOn(github).run, attempt: 2 };
    await Promise.all([run(await report()), run(await report(), { run: again })]);
    expect(reviewsMade()).toBe(2);
    expect(github.reviewComments).toHaveLength(1);
  });

  it('and is not remembered where GitHub refused it', async () => {
    github.fail('POST /repos/{owner}/{repo}/pulls', 'invalid', { times: 2 });
    expect(remarks(await run(await report()))).toEqual([
      'GitHub refused 1 review comment: annotations have them.',
    ]);
    expect(sticky()).not.toContain('offered=');
    await run(await report());
    expect(github.reviewComments).toHaveLength(1);
  });
});

describe('a run that is killed', () => {
  const report = () => reported({ findings: [third, onLine(9)], trials: [mendThird] });
  const hang = () => new Promise<never>(() => undefined);

  /** Lets the run do so many requests; of the last one the answer is lost, and with `before` it never arrives. */
  async function killedAt(last: number, before: boolean): Promise<boolean> {
    const request = github.request.bind(github);
    let count = 0;
    github.request = async <T>(...asked: Parameters<typeof request>) => {
      if (++count > last || (before && count === last)) return hang();
      const answer = await request<T>(...asked);
      return count >= last ? hang() : answer;
    };
    void show(await report(), showingOn(github, { surfaces: ['check', 'comment', 'review'] }));
    await vi.advanceTimersByTimeAsync(5000);
    github.request = request;
    return count < last;
  }

  it.each([true, false])(
    '[T110] anywhere leaves what the next one completes (before: %s)',
    async (before) => {
      for (let last = 1; ; last++) {
        github = new FakeGithub();
        const isOver = await killedAt(last, before);
        const again = { ...showingOn(github).run, attempt: 2 };
        await run(await report(), { run: again });
        expect(github.reviewComments).toHaveLength(2);
        expect(bodies().filter((body) => body.includes('```suggestion'))).toHaveLength(1);
        expect(github.comments).toHaveLength(1);
        expect(sticky()).toContain('<!-- gatewright offered=k-3 -->');
        if (isOver) break;
        expect(last).toBeLessThan(30);
      }
    },
  );
});
