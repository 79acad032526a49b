import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { BEHAVIOURS } from '../../../support/github/behaviours.ts';
import { ask, openShop } from './asking.ts';

const ROOM = path.join(import.meta.dirname, '../../../support/github');

it('names a source for every behaviour, and when it was seen', () => {
  for (const [id, { source, seen }] of Object.entries(BEHAVIOURS)) {
    expect(source, id).not.toBe('');
    expect(seen, id).toMatch(/^(?:never|\d{4}-\d\d-\d\d)$/);
  }
});

it('has no refusal that nothing makes', () => {
  const files = fs.readdirSync(ROOM, { recursive: true, encoding: 'utf8' });
  const code = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('behaviours.ts'))
    .map((file) => fs.readFileSync(path.join(ROOM, file), 'utf8'))
    .join('\n');
  const unused = Object.entries(BEHAVIOURS).filter(
    ([id]) => !code.includes(`'${id}'`) && !code.includes(`\`${id}\``),
  );
  expect(unused.map(([id]) => id)).toEqual([]);
});

it('runs again only what has ended, and not for ever', async () => {
  const { github, head } = await openShop();
  const run = github.run({ head, status: 'in_progress', conclusion: null });
  const again = async (): Promise<string> =>
    (await ask(github, `POST {repo}/actions/runs/${run.id}/rerun`)).message;
  expect(await again()).toBe('This workflow is already running');
  run.status = 'completed';
  expect(await again()).toBe('');
  expect(github.reruns).toEqual([run.id]);
  expect(run).toMatchObject({ attempt: 2, status: 'queued' });
  const old = github.run({ head, created_at: '2026-01-01T00:00:00Z' });
  expect((await ask(github, `POST {repo}/actions/runs/${old.id}/rerun`)).message).toContain(
    'over a month ago',
  );
});

it('makes no test merge of a pull request in conflict', async () => {
  const { github, repository } = await openShop();
  repository.git('checkout', '--quiet', 'main');
  repository.write('a.txt', 'other\n');
  github.advance('main', repository.commitAll());
  expect(github.state.bare.commit('refs/pull/7/merge')).toBeNull();
  expect((await ask(github, 'GET {repo}/pulls/7')).body).toMatchObject({ mergeable: false });
});

it('says what a branch requires, by rules and by the older protection', async () => {
  const { github } = await openShop();
  github.protect('main', [
    { type: 'deletion', evaluated: true },
    {
      type: 'required_status_checks',
      parameters: {
        required_status_checks: [{ context: 'gatewright' }],
        strict_required_status_checks_policy: false,
      },
    },
  ]);
  github.protectClassic('main', ['build']);
  expect((await ask(github, 'GET {repo}/rules/branches/main')).body).toMatchObject([
    { type: 'required_status_checks' },
  ]);
  const { body } = await ask(github, 'GET {repo}/branches/main');
  expect(body).toMatchObject({
    protected: true,
    protection: { required_status_checks: { contexts: ['build'] } },
  });
});
