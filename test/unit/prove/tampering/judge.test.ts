/** Edits of what the gate is made of: the workflow that runs it, its policy, its baseline. */
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../../src/domain/validator.ts';
import { repoPath } from '../../../../src/domain/path.ts';
import { tampering } from '../../../../src/prove/validators/tampering/tampering.ts';
import { computedFacts } from '../../../support/facts.ts';
import { TestRepository, type Contents } from '../../../support/repository.ts';

const GATE = 'jobs:\n  gate:\n    steps:\n      - uses: acme/gatewright@v1\n';
const OTHER = '# gatewright is elsewhere\non: push\njobs: {}\n';
const WORKFLOW = '.github/workflows/gate.yml';
const base = { 'a.js': '1\n', [WORKFLOW]: GATE, '.github/workflows/ci.yml': OTHER };

async function judge(from: Contents, to: Contents, gated = false): Promise<Judgement> {
  const repository = new TestRepository();
  const before = repository.commit(from);
  const change = await repository.between(before, repository.commit(to, { parents: [before] }));
  const files = change.files.filter((file) => tampering.appliesTo(file) === true);
  const { base: was, head: is, files: changed } = change;
  const run = await tampering.load();
  const facts = computedFacts();
  return run({ base: was, head: is, files, changed, sees: () => true, facts, gated, at: () => undefined });
}

const found = async (to: Contents, from: Contents = base): Promise<string[]> =>
  (await judge(from, to)).observations.map(({ rule, at }) => `${rule} ${at.path}:${at.line}`);

describe('a workflow that runs the gate', () => {
  it('[T75] is told of when it is edited, replaced, emptied or deleted', async () => {
    const told = [`tampering/workflow ${WORKFLOW}:4`];
    expect(await found({ ...base, [WORKFLOW]: GATE.replace('@v1', '@evil') })).toEqual(told);
    expect(await found({ ...base, [WORKFLOW]: 'jobs: {}\n' })).toHaveLength(1);
    const { [WORKFLOW]: _, ...without } = base;
    expect(await found(without)).toHaveLength(1);
    const moved = { ...without, '.github/workflows/else.yml': GATE };
    expect(await found(moved)).toHaveLength(2);
    const link = { mode: '120000', content: 'ci.yml' };
    expect(await found({ ...base, [WORKFLOW]: link })).toHaveLength(1);
  });

  it('[T75] is told of when another one, or an action that runs it, is added beside it', async () => {
    const added = '.github/workflows/forged.yaml';
    expect(await found({ ...base, [added]: GATE })).toEqual([`tampering/workflow ${added}:1`]);
    expect(await found({ ...base, '.github/actions/x/action.yml': GATE })).toHaveLength(1);
  });

  it('is no matter of other workflows, of comments, and of names elsewhere', async () => {
    const others = { '.github/workflows/ci.yml': `${OTHER}\n`, 'docs/gatewright.yml': GATE };
    expect(await found({ ...base, ...others })).toEqual([]);
  });

  it('can be adopted by a change: there was no gate that it could get round', async () => {
    const before = { 'a.js': '1\n', '.github/workflows/ci.yml': OTHER };
    expect(await found({ ...before, [WORKFLOW]: GATE }, before)).toEqual([]);
  });

  it('[T75] is not adopted again by a change from before the maintainers did', async () => {
    const before = { 'a.js': '1\n' };
    const forged = { ...before, '.github/workflows/forged.yml': 'jobs:\n  gatewright: {}\n' };
    expect((await judge(before, forged, true)).observations).toHaveLength(1);
  });
});

describe('the policy', () => {
  it.each(['.github/gatewright.yml', '.github/gatewright-baseline.json', '.github/gatewright/rules/x.yml'])(
    '[T72] is told of when it is edited: %s',
    async (path) => {
      expect(await found({ ...base, [path]: 'mode: observe\n' })).toEqual([`tampering/policy ${path}:1`]);
      expect(await found(base, { ...base, [path]: 'mode: gate\n' })).toEqual([`tampering/policy ${path}:1`]);
    },
  );

  it('is not told of where there was nothing before: in an audit', async () => {
    expect(await found({ ...base, '.github/gatewright.yml': 'mode: gate\n' }, {})).toEqual([]);
  });
});

it('is bound to what the file became, so that nobody who answers for one edit answers for the next', async () => {
  const edit = async (text: string) => (await judge(base, { ...base, [WORKFLOW]: text })).observations[0];
  const [one, two] = [await edit(GATE.replace('v1', 'v2')), await edit(GATE.replace('v1', 'v3'))];
  expect(one?.subject).toMatch(/^file [0-9a-f]{40}$/);
  expect(one?.subject).not.toBe(two?.subject);
});

it('says of every other file that it is no part of the gate', () => {
  const file = { path: repoPath('a.js') } as Parameters<typeof tampering.appliesTo>[0];
  expect(tampering.appliesTo(file)).toBe('it is no part of the gate');
});
