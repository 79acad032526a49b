import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from '../../../../../src/domain/report.ts';
import { commentMarker, commentTurn } from '../../../../../src/host/github/show/marker.ts';
import { isNewer, type Turn } from '../../../../../src/host/github/show/order.ts';
import type { Receipt } from '../../../../../src/host/github/show/receipt.ts';
import { show } from '../../../../../src/host/github/show/show.ts';
import type { Showing } from '../../../../../src/host/github/show/showing.ts';
import { findingOf, reportOf } from '../../../../support/report.ts';
import { BOT, FakeGithub, HEAD, showingOn } from './fake-github.ts';

vi.mock('virtual:rules', async () => ({
  default: (await import('../../../../support/report.ts')).someRules,
}));

let github: FakeGithub;
beforeEach(() => {
  vi.useFakeTimers();
  github = new FakeGithub();
});
afterEach(() => void vi.useRealTimers());

const turn = (id: number, attempt = 1) => ({ run: { ...showingOn(null).run, id, attempt } });
const marked = (id: number, attempt = 1) => `${commentMarker({ id, attempt }, HEAD)}\nold words`;
const clean = reportOf();
const defect = reportOf({ findings: [findingOf()] });
const stale = reportOf({ verdict: { decision: 'stale', reasons: ['It moved.'] } });

async function run(report: Report, parts: Partial<Showing> = {}): Promise<Receipt | undefined> {
  let done = false;
  const shown = show(report, showingOn(github, { surfaces: ['comment'], ...parts })).finally(
    () => (done = true),
  );
  for (let seconds = 0; !done && seconds < 60; seconds++) await vi.advanceTimersByTimeAsync(1000);
  return (await shown).find(({ surface }) => surface === 'comment');
}

const visibleOurs = () =>
  github.comments.filter(({ user, minimized }) => user.login === BOT && minimized !== true);

describe('the comment', () => {
  it('is posted for a defect, rewritten in place, and shrinks to two lines when all is well', async () => {
    expect(await run(defect)).toMatchObject({ outcome: 'shown' });
    expect(github.comments[0]?.body).toContain('## Gatewright: blocked');
    await run(clean, turn(4712));
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(
      /^<!-- gatewright run=4712\.1 head=9e07d44\w+ -->\n\*\*Gatewright: passed/,
    );
    expect(github.comments[0]?.body.trim().split(/\n+/)).toHaveLength(3);
  });

  it('is not there for a change that never had anything', async () => {
    expect(await run(clean)).toMatchObject({ outcome: 'nothing-to-show' });
    expect(await run(stale)).toMatchObject({ outcome: 'nothing-to-show' });
    expect(github.comments).toEqual([]);
  });

  it('[T79] with our marker and another author is somebody’s, and is left alone', async () => {
    const forged = github.say(`${marked(9_999_999_999)}\n**Gatewright: passed**`, 'mallory');
    await run(defect);
    expect(forged.body).toContain('passed');
    expect(visibleOurs()).toHaveLength(1);
  });

  it('[T79] of another app that calls itself like ours is not ours', async () => {
    const app = github.say(marked(1), BOT);
    Object.assign(app, { performed_via_github_app: { id: 1 } });
    await run(defect, { surfaces: ['check', 'comment'] });
    expect(app.body).toContain('old words');
  });

  it('is ours though GitHub does not say which app wrote it', async () => {
    const old = github.say(marked(1), BOT);
    Object.assign(old, { performed_via_github_app: null });
    await run(defect, { surfaces: ['check', 'comment'] });
    expect(old.body).toContain('blocked');
    expect(github.comments).toHaveLength(1);
  });

  it('asks who we are only when a comment has our marker and no check run tells', async () => {
    await run(defect);
    expect(github.requests).not.toContain('viewer');
    await run(defect, { ...turn(4712), surfaces: ['check', 'comment'] });
    expect(github.requests).not.toContain('viewer');
    await run(defect, turn(4713));
    expect(github.requests.filter((route) => route === 'viewer')).toHaveLength(1);
    expect(github.comments).toHaveLength(1);
  });

  it('is neither written nor doubled when nobody says who we are', async () => {
    github.say(marked(1), BOT);
    github.viewer = null;
    expect(await run(defect)).toMatchObject({ outcome: 'failed' });
    expect(github.comments).toHaveLength(1);
  });

  it('our words in the middle of a text make no marker', () => {
    expect(commentTurn(`> ${marked(1)}`)).toBeNull();
    expect(commentTurn(`\n${marked(1)}`)).toBeNull();
    expect(commentTurn(marked(4711, 2))).toEqual({ id: 4711, attempt: 2 });
    expect(commentTurn(marked(1).replace('1.1', '1e9.1'))).toBeNull();
  });

  it('[T8] is posted once when gateways fail twice', async () => {
    github.fail('POST', 'unavailable', { times: 2 });
    expect(await run(defect)).toMatchObject({ outcome: 'shown' });
    expect(github.comments).toHaveLength(1);
  });

  it('[T8] [T9] is adopted when it was posted though the answer got lost', async () => {
    github.fail('POST', 'unavailable', { applied: true });
    expect(await run(defect)).toMatchObject({ outcome: 'shown' });
    expect(github.comments).toHaveLength(1);
    expect(github.requests.filter((route) => route.startsWith('POST'))).toHaveLength(1);
  });

  it('[T110] of a run that was killed before it could say more is adopted by the next attempt', async () => {
    github.say(marked(4711, 1), BOT);
    await run(defect, turn(4711, 2));
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('run=4711.2');
  });

  it('[T107] of a newer run stays as it is when an older one finishes last', async () => {
    await run(defect, turn(4712));
    const before = github.comments[0]?.body;
    expect(await run(clean, turn(4711, 3))).toMatchObject({ outcome: 'superseded' });
    expect(github.comments.map(({ body }) => body)).toEqual([before]);
  });

  it('[T52] [T109] says nothing of a head that moved since, and calls an old verdict superseded', async () => {
    const moved = { headNow: async () => 'f'.repeat(40) };
    expect(await run(defect, moved)).toMatchObject({ outcome: 'superseded' });
    expect(github.comments).toEqual([]);
    const old = github.say(`${marked(1)}\n**Gatewright: passed**`, BOT);
    await run(stale);
    expect(old.body).toContain('superseded');
    expect(old.body).not.toContain('passed');
  });

  it('is written when nobody can say where the head is', async () => {
    expect(await run(defect, { headNow: async () => null })).toMatchObject({ outcome: 'shown' });
  });

  it('is posted anew when somebody deleted it meanwhile', async () => {
    github.say(marked(1), BOT);
    github.fail('PATCH', 'absent');
    expect(await run(defect)).toMatchObject({ outcome: 'shown' });
    expect(visibleOurs().at(-1)?.body).toContain('blocked');
  });

  it('is one: doubles are folded away once, the oldest stays', async () => {
    const [oldest, double] = [github.say(marked(1), BOT), github.say(marked(2), BOT)];
    await run(defect);
    expect(oldest.body).toContain('blocked');
    expect(double.minimized).toBe(true);
    await run(defect, turn(4712));
    expect(github.requests.filter((route) => route === 'minimizeComment')).toHaveLength(1);
  });
});

describe('two runs at the same time', () => {
  /** Both runs' requests take effect in an order that the property chooses. */
  async function together(
    scheduler: fc.Scheduler,
    runs: readonly { report: Report; turn: Turn }[],
  ): Promise<void> {
    vi.useRealTimers();
    github = new FakeGithub();
    github.gate = () => scheduler.schedule(Promise.resolve());
    const shown = runs.map(({ report, turn: { id, attempt } }) =>
      show(report, showingOn(github, { surfaces: ['comment', 'review'], ...turn(id, attempt) })),
    );
    await scheduler.waitFor(Promise.all(shown));
  }

  it('[T106] on one head leave one comment, with that head’s verdict', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, known) => {
        await together(scheduler, [
          { report: defect, turn: { id: 1, attempt: 1 } },
          { report: defect, turn: { id: known ? 2 : 1, attempt: known ? 1 : 2 } },
        ]);
        expect(visibleOurs()).toHaveLength(1);
        expect(visibleOurs()[0]?.body).toContain('Gatewright: blocked');
        expect(github.reviewComments).toHaveLength(1);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('[T106] [T107] leave the newer one’s words when they both find no comment', async () => {
    const warned = reportOf({ findings: [findingOf({ severity: 'warning' })] });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        await together(scheduler, [
          { report: warned, turn: { id: 1, attempt: 1 } },
          { report: defect, turn: { id: 2, attempt: 1 } },
        ]);
        expect(visibleOurs()).toHaveLength(1);
        expect(visibleOurs()[0]?.body).toContain('run=2.1');
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('order their turns by run, then by attempt', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(3), fc.nat(9), fc.nat(3), (a, b, c, d) => {
        const [one, other] = [
          { id: a, attempt: b },
          { id: c, attempt: d },
        ];
        expect(isNewer(one, other) && isNewer(other, one)).toBe(false);
        expect(isNewer(one, other) || isNewer(other, one)).toBe(a !== c || b !== d);
      }),
    );
  });
});
