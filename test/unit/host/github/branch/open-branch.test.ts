import { describe, expect, it } from 'vitest';
import type { Branch, Done, Written } from '../../../../../src/domain/branch.ts';
import { repoPath } from '../../../../../src/domain/path.ts';
import { openApi } from '../../../../../src/host/github/api/open-api.ts';
import { TIMES } from '../../../../../src/host/github/api/times.ts';
import { openBranch } from '../../../../../src/host/github/branch/open-branch.ts';
import { ALL } from '../../../../support/github/permissions.ts';
import { openShop, type Shop } from '../../../support/github/asking.ts';

const FEATURE = 'refs/heads/feature';
const JOURNAL = 'refs/gatewright/journal/pull-7';
const where = { owner: 'acme', repo: 'shop' };

interface Open extends Shop {
  readonly branch: Branch;
  readonly git: (...args: string[]) => string;
}

async function open(permissions = ALL): Promise<Open> {
  const shop = await openShop();
  const { github } = shop;
  const token = 'ghs_mender';
  github.identify(token, {
    login: 'mender[bot]',
    app: { id: 77, slug: 'mender', name: 'Mender' },
    permissions,
  });
  const { apiUrl, graphqlUrl } = github;
  const signal = new AbortController().signal;
  const clock = { now: () => performance.now(), date: () => Date.now(), sleep: async () => undefined };
  const options = { apiUrl, graphqlUrl, token, ...where, timeLeft: () => 60_000, signal };
  const branch = openBranch(openApi(options, { clock, times: TIMES }), where);
  return { ...shop, branch, git: (...args) => github.state.bare.git(...args) };
}

async function value<T>(doing: Promise<Done<T>>): Promise<T> {
  const done = await doing;
  if (!done.ok) throw new Error(done.fault.message);
  return done.value;
}

const text = (path: string, content: string): Written => ({
  path: repoPath(path),
  content: { mode: 'file', bytes: Buffer.from(content) },
});

describe('a commit', () => {
  it('holds exactly these bytes, modes and names, on top of its parent', async () => {
    const { branch, git, head, github } = await open();
    const raw = { mode: 'file', bytes: Buffer.from([0, 0xff, 10]) } as const;
    const files: Written[] = [
      text('deep/er/c.txt', 'one\r\ntwo\u2028'),
      { path: repoPath('run.sh'), content: { mode: 'executable', bytes: Buffer.from('#!/bin/sh\n') } },
      { path: repoPath('raw'), content: raw },
      text('bom.txt', '\ufeffmark\n'),
      { path: repoPath('link'), content: { mode: 'symlink', bytes: Buffer.from('a.txt') } },
      { path: repoPath('b.txt'), content: null },
    ];
    const made = await value(branch.commit({ parent: head, files, message: 'Mend\n' }));
    expect(made.tree).toBe(git('rev-parse', `${made.commit}^{tree}`));
    expect(
      git('diff', '--raw', '--no-renames', head, made.commit).replace(/ [0-9a-f]{7} [0-9a-f]{7} /g, ' '),
    ).toBe(
      [
        ':100644 000000 D\tb.txt',
        ':000000 100644 A\tbom.txt',
        ':000000 100644 A\tdeep/er/c.txt',
        ':000000 120000 A\tlink',
        ':000000 100644 A\traw',
        ':000000 100755 A\trun.sh',
      ].join('\n'),
    );
    for (const { path, content } of files)
      if (content && 'bytes' in content)
        expect(github.state.bare.blob(git('rev-parse', `${made.commit}:${path}`)), path).toEqual(
          content.bytes,
        );
    expect(git('rev-parse', FEATURE)).toBe(head);
  });

  it('can be the first of a history of its own, and take over what is there already', async () => {
    const { branch, git, head } = await open();
    const oid = git('rev-parse', `${head}:a.txt`);
    const files: Written[] = [{ path: repoPath('a.txt'), content: { mode: 'file', oid } }];
    const { commit } = await value(branch.commit({ parent: null, files, message: 'm' }));
    expect(git('rev-list', '--parents', commit)).toBe(commit);
    expect(git('rev-parse', `${commit}:a.txt`)).toBe(oid);
  });

  it('takes two requests however many files of text it has, and is made though an answer gets lost', async () => {
    const { branch, github, head } = await open();
    github.faults.push({ match: 'POST *', cut: 'after' });
    const first = await value(
      branch.commit({ parent: head, files: [text('a', '1'), text('b', '2')], message: 'm' }),
    );
    await value(branch.commit({ parent: first.commit, files: [text('c', '3')], message: 'm' }));
    const routes = github.requests.map(({ route }) => route);
    const later = ['git/create-tree', 'git/create-commit'];
    expect(routes).toEqual(['git/get-commit', 'git/create-tree', ...later, ...later]);
  });

  it('is not made by who may not, nor with a name that is not UTF-8', async () => {
    const { branch, head } = await open({ ...ALL, contents: 'read' });
    const commit = { parent: head, files: [text('a', '1')], message: 'm' };
    expect(await branch.commit(commit)).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    const odd = { ...commit, files: [text('\udcff', '1')] };
    expect(await branch.commit(odd)).toMatchObject({
      fault: { kind: 'invalid', message: /xff, which is not UTF-8/ },
    });
  });
});

describe('a move', () => {
  const next = (at: Open): Promise<string> =>
    value(at.branch.commit({ parent: at.head, files: [text('a', '1')], message: 'm' })).then(
      (made) => made.commit,
    );

  it('takes all names along, and makes those that are not there', async () => {
    const at = await open();
    const to = await next(at);
    await value(
      at.branch.move([
        { ref: FEATURE, from: at.head, to },
        { ref: JOURNAL, from: null, to },
      ]),
    );
    expect(await value(at.branch.tip(FEATURE))).toBe(to);
    expect(await value(at.branch.tip(JOURNAL))).toBe(to);
    expect(at.github.pull(7).head).toBe(to);
    expect(await value(at.branch.tip('refs/heads/nowhere'))).toBeNull();
  });

  it('[T53] moves nothing when somebody pushed meanwhile, or the branch is gone', async () => {
    const at = await open();
    const to = await next(at);
    const theirs = (await value(at.branch.commit({ parent: at.head, files: [text('z', '')], message: 'm' })))
      .commit;
    const moves = [
      { ref: JOURNAL, from: null, to },
      { ref: FEATURE, from: at.head, to },
    ];
    at.github.faults.push({ match: 'POST /graphql', skip: 1, meanwhile: () => at.github.push(7, theirs) });
    expect(await at.branch.move(moves)).toMatchObject({ fault: { kind: 'moved', message: /feature moved/ } });
    expect(await value(at.branch.tip(FEATURE))).toBe(theirs);
    expect(await value(at.branch.tip(JOURNAL))).toBeNull();
    at.git('update-ref', '-d', FEATURE);
    expect(await at.branch.move(moves)).toMatchObject({ fault: { kind: 'moved' } });
    expect(await value(at.branch.tip(FEATURE))).toBeNull();
  });

  it('happened although its answer got lost, even when somebody pushed on top of it', async () => {
    const at = await open();
    const to = await next(at);
    const later = (await value(at.branch.commit({ parent: to, files: [text('z', '')], message: 'm' })))
      .commit;
    at.github.faults.push({ match: 'POST /graphql', skip: 1, cut: 'after' });
    at.github.faults.push({ match: 'GET *ref*', meanwhile: () => at.github.push(7, later) });
    const moves = [
      { ref: FEATURE, from: at.head, to },
      { ref: JOURNAL, from: null, to },
    ];
    expect(await at.branch.move(moves)).toEqual({ ok: true, value: null });
  });

  it('says what GitHub says of a protected branch, and what permission is wanting', async () => {
    const at = await open();
    const to = await next(at);
    const moves = [{ ref: FEATURE, from: at.head, to }];
    at.github.protect('feature', [{ type: 'pull_request' }]);
    expect(await at.branch.move(moves)).toMatchObject({
      fault: { message: /^GitHub refuses to move feature: .*through a pull request/ },
    });
    at.github.identify('ghs_mender', { login: 'mender[bot]', permissions: { contents: 'read' } });
    expect(await at.branch.move(moves)).toMatchObject({
      fault: { kind: 'forbidden', message: /contents: write/ },
    });
    expect(await value(at.branch.tip(FEATURE))).toBe(at.head);
  });

  it('is never forced', async () => {
    const at = await open();
    expect(await at.branch.move([{ ref: FEATURE, from: at.head, to: at.base }])).toMatchObject({ ok: false });
    expect(await value(at.branch.tip(FEATURE))).toBe(at.head);
  });
});

describe('what is there', () => {
  it('is read as git holds it: a link as a link, nothing as nothing', async () => {
    const { branch, head } = await open();
    const link: Written = {
      path: repoPath('in/link'),
      content: { mode: 'symlink', bytes: Buffer.from('../a.txt') },
    };
    const { commit } = await value(branch.commit({ parent: head, files: [link], message: 'm' }));
    const read = async (path: string): Promise<string | undefined> =>
      (await value(branch.read(commit, repoPath(path))))?.toString();
    expect(await read('in/link')).toBe('../a.txt');
    expect(await read('b.txt')).toBe('new\n');
    expect([await read('in'), await read('in/none'), await read('b.txt/x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('differs as git says, in whatever folder, with modes', async () => {
    const { branch, head, git } = await open();
    const before = await value(
      branch.commit({
        parent: head,
        files: [text('d/e/f.txt', '1'), text('d/same/g', '2'), text('x', '3')],
        message: 'm',
      }),
    );
    const files: Written[] = [
      text('d/e/f.txt', '4'),
      { path: repoPath('x'), content: null },
      text('x/now/a/folder', '5'),
      { path: repoPath('b.txt'), content: { mode: 'executable', oid: git('rev-parse', `${head}:b.txt`) } },
    ];
    const after = await value(branch.commit({ parent: before.commit, files, message: 'm' }));
    const found = await value(branch.changes(before.commit, after.commit));
    const raw = git('diff', '--raw', '--no-renames', '--no-abbrev', before.commit, after.commit);
    const [zero, modes] = [
      '0'.repeat(40),
      { file: '100644', executable: '100755', symlink: '', submodule: '' },
    ];
    const lines = found.map(({ path, before: a, after: b }) => {
      const [from, to] = [a ? modes[a.mode] : '000000', b ? modes[b.mode] : '000000'];
      return `:${from} ${to} ${a?.oid ?? zero} ${b?.oid ?? zero} ${a ? (b ? 'M' : 'D') : 'A'}\t${path}`;
    });
    expect(lines.join('\n')).toBe(raw);
    expect(found).toHaveLength(4);
  });

  it('contains its ancestors, and neither what came later nor what is gone', async () => {
    const { branch, head, base } = await open();
    const later = await value(branch.commit({ parent: head, files: [text('z', '')], message: 'm' }));
    const contains = (tip: string, commit: string): Promise<boolean> => value(branch.contains(tip, commit));
    expect([await contains(head, head), await contains(head, base)]).toEqual([true, true]);
    expect([await contains(head, later.commit), await contains(head, 'f'.repeat(40))]).toEqual([
      false,
      false,
    ]);
  });
});

describe('a commit that is looked for', () => {
  it('has its tree and all its parents, or is not there', async () => {
    const { branch, git, head } = await open();
    const { commit, tree } = await value(
      branch.commit({ parent: head, files: [text('z', '')], message: 'm' }),
    );
    expect(await value(branch.find(commit))).toEqual({ tree, parents: [head] });
    const merge = git('commit-tree', '-p', head, '-p', commit, '-m', 'm', tree);
    expect(await value(branch.find(merge))).toEqual({ tree, parents: [head, commit] });
    expect(await branch.find('f'.repeat(40))).toMatchObject({ ok: false });
  });
});
