import { describe, expect, it } from 'vitest';
import { pullOfQueue } from '../../../../../src/host/github/people/pull.ts';
import { rerunFor, type Rerun } from '../../../../../src/host/github/people/rerun.ts';
import { faultOf, HEAD, hub, WORKFLOW, type Hub } from './fake-api.ts';

const run = (id: number, more: object = {}) => ({
  id,
  path: WORKFLOW,
  event: 'pull_request',
  status: 'completed',
  created_at: '2026-11-21T10:00:00Z',
  ...more,
});

type Again = Rerun & { readonly asked: string[]; readonly waits: number[] };

async function again(parts: Partial<Hub>, onWait: (now: Hub) => boolean = () => true): Promise<Again> {
  const { api, asked, now } = hub(parts);
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    return onWait(now);
  };
  const signal = new AbortController().signal;
  return { ...(await rerunFor({ api, head: HEAD, workflow: WORKFLOW, signal, wait })), asked, waits };
}

const posted = ({ asked }: Again) => asked.filter((path) => path.startsWith('POST'));

describe('running again', () => {
  it('starts the newest run that the required workflow has on the head', async () => {
    const runs = [
      run(11),
      run(13, { event: 'pull_request_target', path: `${WORKFLOW}@refs/heads/main` }),
      run(12),
      run(20, { path: '.github/workflows/other.yml' }),
      run(21, { event: 'push' }),
      run(22, { path: '.github/workflows/not-gatewright.yml' }),
    ];
    const done = await again({ runs });
    expect(done).toMatchObject({ done: true, sentence: 'The check runs again.', waits: [] });
    expect(posted(done)).toEqual(['POST /actions/runs/13/rerun']);
  });

  it('finds a workflow that a ruleset brings from another repository', async () => {
    expect(posted(await again({ runs: [run(5, { path: `acme/rules/${WORKFLOW}@v1` })] }))).toHaveLength(1);
  });

  it('waits for a run that still goes, because it may have read the comments before', async () => {
    const done = await again({ runs: [run(9, { status: 'in_progress' })] }, (now) => {
      now.runs = [run(9)];
      return true;
    });
    expect(done).toMatchObject({ done: true, waits: [3000] });
  });

  it('waits when somebody else was faster', async () => {
    const fault = faultOf('forbidden', 'This workflow is already running');
    const done = await again({ faults: [['POST', fault]] });
    expect(done).toMatchObject({ done: true, waits: [3000] });
    expect(posted(done)).toHaveLength(2);
  });

  it('does not wait for ever', async () => {
    const done = await again({ runs: [run(9, { status: 'queued' })] });
    expect(done).toMatchObject({
      done: false,
      sentence: 'The check is still running: ask again when it has ended.',
    });
    expect(done.waits.length).toBeLessThan(20);
    expect(posted(done)).toEqual([]);
  });

  it('ends its wait when the step is ended', async () => {
    const done = await again({ runs: [run(9, { status: 'queued' })] }, () => false);
    expect(done).toMatchObject({ done: false, waits: [3000] });
  });
});

describe('what cannot be run again is said', () => {
  it.each<[string, Partial<Hub>, string]>([
    [
      'a head without a run',
      { runs: [] },
      `This head has no run of ${WORKFLOW} that could be started again.`,
    ],
    [
      'an old run',
      { faults: [['POST', faultOf('forbidden', 'it was created over a month ago')]] },
      'The check is too old to be run again: push, or close and reopen the pull request.',
    ],
    [
      'a missing permission',
      { faults: [['POST', faultOf('forbidden', 'Resource not accessible by integration')]] },
      'The check could not be run again: It failed (forbidden). The job that answers comments needs the permission actions: write.',
    ],
    [
      'what GitHub lets nobody do',
      { faults: [['POST', faultOf('forbidden', 'run again too often')]] },
      'The check could not be run again: It failed (forbidden).',
    ],
    [
      'runs that cannot be read',
      { faults: [['GET /actions/runs', faultOf('unavailable')]] },
      'The runs of this head could not be read: It failed (unavailable).',
    ],
  ])('%s', async (_, parts, sentence) => {
    const done = await again(parts);
    expect(done).toMatchObject({ done: false, sentence, waits: [] });
  });

  it('does not send again what may have been done', async () => {
    const fault = { ...faultOf('unavailable'), maybeApplied: true };
    expect(posted(await again({ faults: [['POST', fault]] }))).toHaveLength(1);
  });
});

describe('the pull request of a queue', () => {
  it.each<[string, number | null]>([
    [`gh-readonly-queue/main/pr-7-${'a'.repeat(40)}`, 7],
    [`refs/heads/gh-readonly-queue/release/1.x/pr-123-${'a'.repeat(64)}`, 123],
    [`gh-readonly-queue/main/pr-7-of-9/pr-8-${'a'.repeat(40)}`, 8],
    ['main', null],
    ['gh-readonly-queue/main/pr-0-aa', null],
    ['gh-readonly-queue/main/pr-99999999999-aa', null],
    [`x/gh-readonly-queue/main/pr-7-aa`, null],
  ])('%s is %j', (ref, number) => expect(pullOfQueue(ref)).toBe(number));
});
