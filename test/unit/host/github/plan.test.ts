/** What is judged on each occasion, under whose policy, and what that costs when GitHub knows little. */
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../../src/errors.ts';
import type { Answer, Api, Fault, Parameters } from '../../../../src/host/github/api/api.ts';
import type { Judged, PullOccasion } from '../../../../src/host/github/occasion.ts';
import { neededBy, planFor, type Plan } from '../../../../src/host/github/plan.ts';
import { openQuestions } from '../../../../src/host/github/questions.ts';

const [MAIN, BASE, HEAD, MERGED, SIDE] = [...'abcde'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
  string,
];
const pull: PullOccasion = {
  kind: 'pull',
  trusted: false,
  number: 7,
  base: { ref: 'main', commit: BASE },
  head: { ref: 'feature', commit: HEAD, fork: false },
  author: { id: 1, login: 'ada', bot: false },
  draft: false,
};
const usual = {
  'pulls/7': { head: { sha: HEAD }, base: { ref: 'main' } },
  'ref/heads/main': { object: { sha: MAIN } },
  [`compare/${MAIN}...${HEAD}`]: { merge_base_commit: { sha: MERGED } },
};
type Answers = Readonly<Record<string, unknown>>;

const fault = (kind: Fault['kind']): { fault: Fault } => ({
  fault: { kind, status: 1, message: `It is ${kind}.`, said: '', maybeApplied: false },
});

/** A GitHub that has these answers, and no other. */
function ask(answers: Answers): { api: Api; asked: string[] } {
  const asked: string[] = [];
  const request = async <T>(route: string, given: Parameters = {}): Promise<Answer<T>> => {
    const filled = route.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? name));
    const path = /(pulls|ref|compare)\/.+$/.exec(filled)?.[0] ?? filled;
    asked.push(path);
    const data = (answers[path] ?? fault('absent')) as T & Partial<{ fault: Fault }>;
    return data.fault ? { ok: false, fault: data.fault } : { ok: true, data };
  };
  return { api: { request } as unknown as Api, asked };
}

interface Given {
  readonly answers?: Answers | null;
  readonly workflowCommit?: string;
}

async function plan(occasion: Judged, { answers = usual, workflowCommit }: Given = {}) {
  const notes: string[] = [];
  const { api, asked } = ask(answers ?? {});
  const questions = openQuestions(answers === null ? null : api, (note) => notes.push(note));
  const known = { questions, defaultBranch: 'main', workflowCommit: workflowCommit ?? null };
  return { ...(await planFor(occasion, known)), notes, asked };
}

const ends = ({ selection }: Plan) => selection.kind === 'commits' && [selection.base, selection.head];

describe('a pull request', () => {
  it('is its head against the merge base, under the policy of the default branch, with three questions', async () => {
    const planned = await plan(pull);
    expect(ends(planned)).toEqual([MERGED, HEAD]);
    expect(planned).toMatchObject({
      policyAt: MAIN,
      head: HEAD,
      branch: 'main',
      selection: { twoDot: true },
    });
    expect(planned.asked).toHaveLength(3);
    expect(neededBy(planned)).toEqual([MERGED, HEAD, MAIN]);
    expect(await planned.headNow?.()).toBe(HEAD);
  });

  it('[T72] is judged under the default branch, whichever branch somebody made its base', async () => {
    const side = { ...pull, base: { ref: 'side', commit: BASE } };
    const answers = {
      ...usual,
      'pulls/7': { head: { sha: HEAD }, base: { ref: 'side' } },
      'ref/heads/side': { object: { sha: SIDE } },
      [`compare/${SIDE}...${HEAD}`]: { merge_base_commit: { sha: BASE } },
    };
    const planned = await plan(side, { answers });
    expect(planned).toMatchObject({ policyAt: MAIN, branch: 'side' });
    expect(ends(planned)).toEqual([BASE, HEAD]);
  });

  it('has the base that it has now, whatever the event said', async () => {
    const retargeted = { ...pull, base: { ref: 'side', commit: BASE } };
    expect(await plan(retargeted)).toMatchObject({ branch: 'main', policyAt: MAIN });
  });

  it('[T117] is judged by the head that the event names; a newer one is told of when it is asked for', async () => {
    const moved = { ...usual, 'pulls/7': { head: { sha: SIDE }, base: { ref: 'main' } } };
    const planned = await plan(pull, { answers: moved });
    expect(planned.head).toBe(HEAD);
    expect(await planned.headNow?.()).toBe(SIDE);
  });

  it('falls back to what the event says where nobody can be asked', async () => {
    const planned = await plan(pull, { answers: null });
    expect(planned).toMatchObject({ policyAt: BASE, head: HEAD, headNow: undefined });
    expect(planned.selection).toEqual({ kind: 'commits', base: BASE, head: HEAD, twoDot: false });
    expect(neededBy(planned)).toBeNull();
    const target = { ...pull, trusted: true, base: { ref: 'side', commit: BASE } };
    expect((await plan(target, { answers: null, workflowCommit: MAIN })).policyAt).toBe(MAIN);
  });

  it('[T72] is not judged under the policy of a base that is not the default branch, told or not', async () => {
    const side = { ...pull, base: { ref: 'side', commit: BASE } };
    const untold = 'The policy lies on main, and GitHub does not say where that is';
    await expect(plan(side, { answers: null })).rejects.toThrow(untold);
    const forbidden = { ...usual, 'pulls/7': fault('forbidden'), 'ref/heads/main': fault('forbidden') };
    await expect(plan(side, { answers: forbidden })).rejects.toThrow(untold);
    const group = { base: { ref: 'side', commit: BASE }, head: { ref: 'gh-readonly-queue/x', commit: HEAD } };
    await expect(plan({ kind: 'queue', ...group }, { answers: null })).rejects.toThrow(untold);
  });

  it('[T4] takes the event for what the token may not ask, and says so', async () => {
    const answers = { ...usual, 'pulls/7': fault('forbidden') };
    const planned = await plan(pull, { answers });
    expect(planned.notes).toEqual(['It is forbidden.']);
    expect(planned).toMatchObject({ policyAt: MAIN, headNow: undefined });
    expect(ends(planned)).toEqual([MERGED, HEAD]);
  });

  it.each(['unauthorised', 'limited', 'unavailable'] as const)(
    'cannot be judged when GitHub is %s',
    async (kind) => {
      const answers = { ...usual, 'ref/heads/main': fault(kind) };
      await expect(plan(pull, { answers })).rejects.toThrow(EnvironmentError);
    },
  );

  it('[T5] cannot be judged when it is not there any more', async () => {
    await expect(plan(pull, { answers: { ...usual, 'pulls/7': fault('absent') } })).rejects.toThrow(
      EnvironmentError,
    );
  });

  it('knows nothing of its head now when that question fails', async () => {
    const answers: Record<string, unknown> = { ...usual };
    const planned = await plan(pull, { answers });
    answers['pulls/7'] = fault('unavailable');
    expect(await planned.headNow?.()).toBeNull();
  });
});

describe('other occasions', () => {
  it('a merge group is compared with its base, under the policy of the default branch', async () => {
    const group = { base: { ref: 'main', commit: BASE }, head: { ref: 'gh-readonly-queue/x', commit: HEAD } };
    const planned = await plan({ kind: 'queue', ...group });
    expect(planned).toMatchObject({ policyAt: MAIN, head: HEAD, branch: 'main' });
    expect(planned.selection).toMatchObject({ base: BASE, twoDot: true });
    expect(planned.asked).toEqual(['ref/heads/main']);
  });

  it('a push is judged from what stood there before, and on the default branch under it', async () => {
    const answers = { ...usual, [`compare/${BASE}...${HEAD}`]: { merge_base_commit: { sha: BASE } } };
    const push = { kind: 'push', before: BASE, after: HEAD } as const;
    expect(await plan({ ...push, ref: 'refs/heads/main' }, { answers })).toMatchObject({ policyAt: BASE });
    const side = await plan({ ...push, ref: 'refs/heads/side' }, { answers });
    expect(side).toMatchObject({ policyAt: MAIN, branch: null });
    expect(ends(side)).toEqual([BASE, HEAD]);
  });

  it('a new branch is compared with the default branch', async () => {
    const fresh = { kind: 'push', ref: 'refs/heads/new', before: null, after: HEAD } as const;
    expect(ends(await plan(fresh))).toEqual([MERGED, HEAD]);
    expect((await plan(fresh, { answers: null })).selection).toEqual({
      kind: 'commits',
      head: HEAD,
      twoDot: false,
    });
  });

  it('an audit is of its commit, and of another branch under the policy of the default branch', async () => {
    const audit = { kind: 'audit', commit: HEAD } as const;
    const main = await plan({ ...audit, ref: 'refs/heads/main' });
    expect(main).toMatchObject({ selection: { kind: 'all', at: HEAD }, policyAt: undefined });
    expect(neededBy(main)).toEqual([HEAD]);
    expect((await plan({ ...audit, ref: 'refs/heads/side' })).policyAt).toBe(MAIN);
  });
});
