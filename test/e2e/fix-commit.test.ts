/** `fix --commit`: what passed its trial becomes commits on the branch that is checked out, once, whatever happens. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { KEY, startAnthropic } from '../support/anthropic/server.ts';
import { runBundle } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const BASE = {
  'package.json': '{ "name": "p" }\n',
  'src/money.js': 'export const price = (cents) => cents / 100;\n',
  'src/other.js': 'export const other = 1;\n',
};
const FIXABLE =
  "import { price } from './mony.js';\n\nexport function show(cents) {\n  if (!!cents) return price(cents);\n  return 0;\n}\n";
const FIXED = FIXABLE.replace('mony', 'money').replace('!!cents', 'cents');
const ADA = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

let project: Project;
afterEach(() => project.remove());
const run = (args: readonly string[], env: Record<string, string> = ADA) =>
  runBundle(args, { cwd: project.dir, env });
const commit = (...args: string[]) => run(['fix', '--commit', ...args]);
const read = (file: string) => fs.readFileSync(path.join(project.dir, file), 'utf8');
const write = (file: string, text: string) => fs.writeFileSync(path.join(project.dir, file), text);
async function answersFor(place: string, answer: RegExp): Promise<void> {
  const ran = await run(['blame', place]);
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(answer)]);
}
const subjects = () => project.git('log', '--format=%s', 'main..feature').split('\n');

describe('fix --commit', () => {
  it('makes a commit of each kind of fix, with trailers, notes and a journal, and the files follow', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const head = project.git('rev-parse', 'HEAD');
    write('src/other.js', 'export const other = 2;\n');
    const ran = await commit('--audit', 'audit.jsonl');
    expect(ran.stdout).toMatch(/2 commits on feature \([0-9a-f]{7}, [0-9a-f]{7}\)\./);
    expect(subjects()).toEqual(['Correct imports', 'Apply the fixes of lint rules', 'head']);
    expect([read('src/show.js'), project.git('show', 'HEAD:src/show.js')]).toEqual([FIXED, FIXED.trim()]);
    expect(project.git('status', '--porcelain')).toBe('M src/other.js\n?? audit.jsonl');
    expect(project.git('log', '-1', '--format=%an %ce %(trailers:key=Gatewright-Proposal)')).toMatch(
      /^Ada ada@example\.com Gatewright-Proposal: [0-9a-f]{12}$/,
    );
    const note = JSON.parse(project.git('notes', '--ref=gatewright', 'show', 'HEAD')) as object;
    const lines = [{ path: 'src/show.js', from: 1, to: 1 }];
    expect(note).toMatchObject({
      head,
      source: 'fixer:imports',
      commit: project.git('rev-parse', 'HEAD'),
      lines,
    });
    const audit = read('audit.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(audit.map(({ kind }) => kind)).toEqual(['proposal', 'proposal', 'run']);
    expect(audit).toContainEqual(note);
    const journal = project.git('show', 'refs/gatewright/journal/branch-feature:journal.jsonl');
    expect(journal.split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'intent',
      'moved',
    ]);
    expect((await run(['check', '--head', 'HEAD'])).code).toBe(0);
    await answersFor(
      'src/show.js:1',
      /comes from [0-9a-f]{10} \(Correct imports; Ada, .*\n.*note says:\n\n {2}proposal .*fixer:imports: Import/,
    );
    await answersFor(
      'src/show.js:4',
      /\(Apply the fixes of lint rules; .*\n {2}proof {5}nothing new for lint, /s,
    );
    await answersFor('src/show.js:3', /\(head; Test, .*\nGatewright has no part in it\.\n$/);
    const again = await commit();
    expect([again.stdout, again.code]).toEqual(['Nothing to propose.\n', 0]);
  });

  it('[T116] commits what an assistant wrote with its prompt, model, request and price, and no secret', async () => {
    const server = await startAnthropic();
    try {
      const bad = 'export const isNone = (x) => x === NaN;\n';
      project = makeProject(BASE, { 'src/none.js': bad, 'src/half.js': bad.replace('None', 'Half') });
      server.answer((content) => ({
        summary: 'Ask whether it is a number',
        confidence: 'high',
        edits: content.includes('isHalf') ? [] : [{ find: 'x === NaN', replace: 'Number.isNaN(x)' }],
      }));
      const access = { ...ADA, ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url };
      await run(['fix', '--commit', '--assistant', '--audit', 'audit.jsonl'], access);
      expect(project.git('log', '-1', '--format=%s%n%(trailers:only)')).toMatch(
        /^Mend what the gate found\nGatewright-Proposal: \w+\nGatewright-Prompt: fix v\d+ [0-9a-f]{64}\nGatewright-Model: claude\S+\nGatewright-Request-Id: \S+$/,
      );
      const audit = read('audit.jsonl');
      const lines = audit
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string });
      expect(lines.map(({ kind }) => kind)).toEqual(['proposal', 'question', 'run']);
      expect(lines[0]).toMatchObject({
        source: 'assistant:fix',
        stated: 'high',
        asking: { prompt: { id: 'fix' }, from: 'model', attempts: 1 },
        tried: expect.arrayContaining([{ validator: 'lint', status: 'completed', opened: 0 }]),
        commit: project.git('rev-parse', 'HEAD'),
        lines: [{ path: 'src/none.js', from: 1, to: 1 }],
      });
      expect(lines[1]).toMatchObject({ path: 'src/half.js', end: 'declined' });
      await answersFor(
        'src/none.js:1',
        /asked {5}fix@\d+ [0-9a-f]{12}, claude\S+, request \S+; [\d,]+ tokens, \$/,
      );
      const notes = project.git('notes', '--ref=gatewright', 'show', 'HEAD');
      for (const text of [audit, notes]) expect(text).not.toMatch(new RegExp(`${KEY}|Number\\.isNaN`));
    } finally {
      await server.close();
    }
  });

  it('leaves behind what answers for a line when its commits are rewritten, too', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    await commit('--only', 'lint');
    const message = project.git('log', '-1', '--format=%B');
    project.git('reset', '--quiet', '--soft', 'main');
    project.git('commit', '--quiet', '--message', `Squashed\n\n* ${message}\n\n* something else`);
    await answersFor(
      'src/show.js:4',
      /\(Squashed; .*rewritten since; the note of that one says:.*no-extra-boolean-cast/s,
    );
    project.git('update-ref', '-d', 'refs/notes/gatewright');
    await answersFor('src/show.js:4', /no note confirms it.*\n {2}proposal {2}[0-9a-f]{12}/s);
    const json = await run(['blame', '--format', 'json', 'src/show.js:4']);
    expect(JSON.parse(json.stdout)).toMatchObject({ from: 'message', line: 4, summary: 'Squashed' });
  });

  it.each<[string, RegExp]>([
    ['src/show.js', /"src\/show\.js" is no line of a file: write it like src\/app\.ts:12\.$/],
    ['src/show.js:0', /is no line of a file/],
    ['src/show.js:99', /src\/show\.js has only 6 lines\.$/],
    ['src/none.js:1', /No commit of this branch has a file "src\/none\.js"\.$/],
    ['../beside.js:1', /is not a file of this repository\.$/],
    ['fresh.js:1', /No commit of this branch has a file "fresh\.js"\.$/],
  ])('says in one sentence that nobody answers for %s', async (place, sentence) => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    write('fresh.js', 'x\n');
    const ran = await run(['blame', place]);
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(ran.stderr.trimEnd()).toMatch(sentence);
  });

  it('never makes again what somebody took back', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    expect((await commit('--only', 'lint')).code).toBe(0);
    project.git('revert', '--no-edit', 'HEAD');
    const ran = await commit('--only', 'lint');
    expect(ran.stdout).toMatch(/refused .*took it back/);
    expect(subjects()).toHaveLength(3);
  });

  it('writes nothing when a file that it would change is not committed, and says so', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    write('src/show.js', `// mine\n${FIXABLE}`);
    const ran = await commit();
    expect([ran.code, subjects()]).toEqual([2, ['head']]);
    expect(ran.stdout).toMatch(/Nothing was committed: .*not committed .*src\/show\.js.*commit them first/);
    expect([read('src/show.js'), project.git('diff', '--cached')]).toEqual([`// mine\n${FIXABLE}`, '']);
  });

  it.each<[string, () => void, readonly string[], RegExp]>([
    ['HEAD is on no branch', () => project.git('checkout', '--quiet', '--detach'), [], /on none.*git switch/],
    ['nobody is known to git', () => undefined, [], /git does not know who commits/],
    ['something else is to be judged', () => undefined, ['--staged'], /--staged/],
    ['the files are to be changed instead', () => undefined, ['--apply'], /--apply/],
    ['the audit has no name', () => undefined, ['--audit', ''], /--audit writes a file/],
  ])('ends with one sentence when %s', async (name, prepare, args, sentence) => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    prepare();
    const ran = await run(['fix', '--commit', ...args], name.startsWith('nobody') ? {} : ADA);
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(ran.stderr).toMatch(sentence);
    expect(subjects()).toEqual(['head']);
  });

  it('[T103] does the rest of what a run that was killed left undone', async () => {
    project = makeProject(BASE, { 'src/show.js': FIXABLE });
    const bin = path.join(`${project.dir}.home`, 'bin');
    fs.mkdirSync(bin, { recursive: true });
    const git = project.git('--exec-path');
    // The names have moved, and the files not yet: git ends the run that asked it to merge.
    const script = `#!/bin/sh\ncase "$*" in "read-tree -m -u "[0-9a-f]*) kill -9 $PPID; exit 1;; esac\nexec ${git}/git "$@"\n`;
    fs.writeFileSync(path.join(bin, 'git'), script, { mode: 0o755 });
    const killed = await run(['fix', '--commit'], { ...ADA, PATH: `${bin}:${process.env['PATH']}` });
    expect([killed.signal, subjects().length, read('src/show.js')]).toEqual(['SIGKILL', 3, FIXABLE]);
    const ran = await commit();
    expect([ran.code, subjects().length, read('src/show.js')]).toEqual([0, 3, FIXED]);
    expect(project.git('status', '--porcelain')).toBe('');
  });
});
