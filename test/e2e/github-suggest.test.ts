/** One-click suggestions on a pull request: made where pressing the button gives what was proven, and made once. */
import { afterEach, describe, expect, it } from 'vitest';
import { openApi } from '../../src/host/github/api/open-api.ts';
import { turnedDown } from '../../src/host/github/show/turned-down.ts';
import { startGithub, type Github } from '../support/github/github.ts';
import { runOnGithub, type GithubStep } from '../support/github/step.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Files } from '../support/trees.ts';

const BASE: Files = {
  'package.json': '{ "name": "shop" }\n',
  'src/money.js': 'export const price = (cents) => cents / 100;\n',
};
const SHOW =
  "import { price } from './mony.js';\n\nexport function show(cents) {\n  if (!!cents) return price(cents);\n  return 0;\n}\n";
const SHOWN = SHOW.replace('mony', 'money').replace('!!cents', 'cents');

let project: Project;
afterEach(() => project.remove());

function start(head: Files, base: Files = BASE): Promise<Github> {
  project = makeProject(base, head);
  return startGithub({ from: project.dir, pull: { number: 7, head: 'feature', base: 'main' } });
}

const run = (github: Github): Promise<GithubStep> =>
  runOnGithub(github, {
    checkout: 'none',
    inputs: { show: 'check, comment, review', only: 'lint, imports' },
  });

const sticky = (github: Github) => github.comments(7)[0]?.body ?? '';
const suggestions = (github: Github) =>
  github.reviewComments(7).filter(({ body }) => body.includes('```suggestion'));

/** What GitHub's button makes of the file: the lines of the comment in the place of those that it stands on. */
function press(
  text: string,
  { body, line, start_line: start }: ReturnType<typeof suggestions>[number],
): string {
  const [, made = ''] = /```suggestion\n((?:.*\n)*?)```$/m.exec(body) ?? [];
  const lines = text.split(/(?<=\n)/);
  lines.splice((start ?? line ?? 0) - 1, (line ?? 0) - (start ?? line ?? 0) + 1, made);
  return lines.join('');
}

describe('fixes that were kept', () => {
  it('are one review of suggestions, and pressing all the buttons makes the change pass', async () => {
    const github = await start({ 'src/show.js': SHOW });
    expect(await run(github)).toMatchObject({ code: 1, outputs: { decision: 'block' } });
    expect(github.reviews(7)).toHaveLength(1);
    expect(suggestions(github).map(({ path, line }) => [path, line])).toEqual([
      ['src/show.js', 1],
      ['src/show.js', 4],
    ]);
    expect(github.checkRuns(github.pull(7).head)[0]?.annotations).toEqual([]);
    const pressed = suggestions(github).reduce(press, SHOW);
    expect(pressed).toBe(SHOWN);
    for (const { id } of suggestions(github)) github.resolve(id, 'ada');
    github.push(7, project.commit('Apply suggestions', { 'src/show.js': pressed }));
    expect(await run(github)).toMatchObject({ code: 0, outputs: { decision: 'pass' } });
    expect(suggestions(github)).toHaveLength(2);
  });

  it('are not suggested again: not when lines moved, nor when somebody turned them down', async () => {
    const github = await start({ 'src/show.js': SHOW });
    await run(github);
    const [first, second] = suggestions(github);
    github.deleteReviewComment(first!.id);
    github.resolve(second!.id, 'ada');
    github.push(7, project.commit('Say whose', { 'src/show.js': `// of the shop\n${SHOW}` }));
    expect(await run(github)).toMatchObject({ code: 1 });
    expect(github.reviews(7)).toHaveLength(1);
    expect(suggestions(github)).toHaveLength(1);
    expect(await down(github)).toEqual(['', 'ada']);
  });

  it('are patches in the comment where no button gives the same bytes', async () => {
    const github = await start({ 'src/show.js': SHOW.replaceAll('\n', '\r\n') });
    await run(github);
    expect(suggestions(github)).toEqual([]);
    expect(sticky(github)).toContain(
      "-import { price } from './mony.js';\n+import { price } from './money.js';\n",
    );
  });

  it('are there although GitHub refuses a comment of the review', async () => {
    const github = await start({ 'src/show.js': SHOW });
    github.faults.push({ match: 'POST */pulls/7/reviews', status: 422, body: { message: 'no' } });
    await run(github);
    expect(suggestions(github)).toHaveLength(2);
  });

  it('are not suggested where the policy wants none', async () => {
    const github = await start({ 'src/show.js': SHOW }, { ...BASE, '.github/gatewright.yml': 'fix: off\n' });
    await run(github);
    expect(suggestions(github)).toEqual([]);
    expect(sticky(github)).not.toContain('as a patch');
    expect(sticky(github)).toContain('<summary>2 proposals</summary>');
  });
});

/** By whom suggestions were turned down, as whoever makes commits would ask. */
async function down(github: Github): Promise<readonly string[]> {
  const [owner, repo] = ['acme', 'shop'];
  const { apiUrl, graphqlUrl, token } = github;
  const { signal } = new AbortController();
  const api = openApi({ apiUrl, graphqlUrl, token, owner, repo, timeLeft: () => 60_000, signal });
  const answer = await turnedDown({ api, place: { owner, repo }, number: 7 });
  return answer.ok ? [...answer.data.values()].toSorted() : [];
}
