import { expect, it } from 'vitest';
import { ALL } from '../../../support/github/permissions.ts';
import { ask, forgive, openShop, type Shop } from './asking.ts';

type Said = Record<string, unknown> & { sha: string };

const APP = { id: 77, slug: 'mender', name: 'Mender' };

async function open(): Promise<
  Shop & { token: string; post: (path: string, body: object) => Promise<Said> }
> {
  const shop = await openShop();
  const token = 'ghs_mender';
  shop.github.identify(token, { login: 'mender[bot]', app: APP });
  const post = async (path: string, body: object): Promise<Said> =>
    (await ask(shop.github, `POST {repo}/git/${path}`, body, token)).body as Said;
  return { ...shop, token, post };
}

type Moves = readonly { name: string; beforeOid: string; afterOid: string }[];

async function move(
  shop: Shop & { token: string },
  refUpdates: Moves,
): Promise<{ errors?: { message: string }[] }> {
  const query = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
  const variables = { input: { repositoryId: 'R_MTAwMDAw', refUpdates } };
  const response = await fetch(shop.github.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.token}`, 'user-agent': 'test' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { errors?: { message: string }[] };
}

const ZERO = '0'.repeat(40);

it('makes a commit that git reads as it was asked for, and that no name leads to', async () => {
  const { github, head, post } = await open();
  const { bare } = github.state;
  const blob = await post('blobs', { content: Buffer.from([0, 255]).toString('base64'), encoding: 'base64' });
  const base = bare.git('rev-parse', `${head}^{tree}`);
  const tree = await post('trees', {
    base_tree: base,
    tree: [
      { path: 'deep/c.txt', mode: '100755', type: 'blob', content: 'c\n' },
      { path: 'raw', mode: '100644', type: 'blob', sha: blob.sha },
      { path: 'b.txt', mode: '100644', type: 'blob', sha: null },
    ],
  });
  const commit = await post('commits', { message: 'Mend\n\nWhy.\n', tree: tree.sha, parents: [head] });
  expect(bare.git('ls-tree', '-r', commit.sha)).toMatch(
    /^100644 .*a\.txt\n100755 .*deep\/c\.txt\n100644 .*raw$/,
  );
  expect(bare.blob(blob.sha)).toEqual(Buffer.from([0, 255]));
  expect(bare.git('log', '-1', '--format=%an %cn %B', commit.sha)).toContain(
    'mender[bot] GitHub Mend\n\nWhy.',
  );
  expect(github.pull(7).head).toBe(head);
});

it('says no to objects that cannot be', async () => {
  const { github, head, token } = await open();
  const asks = async (path: string, body: object): Promise<string> =>
    (await ask(github, `POST {repo}/git/${path}`, body, token)).message;
  const file = { mode: '100644', type: 'blob' };
  expect(await asks('trees', { tree: [{ ...file, path: '../x', content: '' }] })).toContain('malformed');
  expect(await asks('trees', { tree: [{ ...file, path: 'x', sha: null }] })).toBe('GitRPC::BadObjectState');
  expect(await asks('commits', { message: 'm', tree: head, parents: [] })).toBe('Tree SHA does not exist');
  const { body } = await ask(github, `GET {repo}/git/commits/${head}`);
  const tree = (body['tree'] as Said).sha;
  expect(await asks('commits', { message: 'm', tree, parents: [tree] })).toContain('Parent SHA');
  expect((await ask(github, 'POST {repo}/git/blobs', { content: '' }, github.token)).status).toBe(201);
  github.permit({ ...ALL, contents: 'read' });
  expect((await ask(github, 'POST {repo}/git/blobs', { content: '' })).status).toBe(403);
});

it('moves names together, from where they are said to stand, or not at all', async () => {
  const shop = await open();
  const { github, head, base, post } = shop;
  const tree = github.state.bare.git('rev-parse', `${head}^{tree}`);
  const next = (await post('commits', { message: 'next', tree, parents: [head] })).sha;
  const feature = { name: 'refs/heads/feature', beforeOid: head, afterOid: next };
  const own = { name: 'refs/gatewright/journal/pull-7', beforeOid: ZERO, afterOid: base };
  const late = await move(shop, [own, { ...feature, beforeOid: base }]);
  expect(late.errors?.[0]?.message).toContain('refs/heads/feature');
  expect(github.state.bare.ref(own.name)).toBeNull();
  expect((await move(shop, [own, feature])).errors).toBeUndefined();
  expect(github.state.bare.ref(own.name)).toBe(base);
  expect(github.pull(7).head).toBe(next);
  const back = await move(shop, [{ ...feature, beforeOid: next, afterOid: base }]);
  expect(back.errors?.[0]?.message).toContain('fast-forward');
});

it('keeps protected branches, workflows without the permission, and those who may only read', async () => {
  const shop = await open();
  const { github, head, post } = shop;
  const { bare } = github.state;
  const feature = 'refs/heads/feature';
  const file = { path: '.github/workflows/x.yml', mode: '100644', type: 'blob', content: 'on: push\n' };
  const tree = await post('trees', { base_tree: bare.git('rev-parse', `${head}^{tree}`), tree: [file] });
  const next = (await post('commits', { message: 'next', tree: tree.sha, parents: [head] })).sha;
  const to = [{ name: feature, beforeOid: head, afterOid: next }];
  expect((await move(shop, to)).errors?.[0]?.message).toContain('without `workflows` permission');
  github.protect('feature', [{ type: 'pull_request' }]);
  expect((await move(shop, to)).errors?.[0]?.message).toContain('through a pull request');
  github.identify(shop.token, { login: 'mender[bot]', app: APP, permissions: { contents: 'read' } });
  expect((await move(shop, to)).errors?.[0]?.message).toContain('not accessible');
  expect(github.pull(7).head).toBe(head);
});

it('opens a pull request once, and none of nothing', async () => {
  const { github, head, base, token } = await open();
  const opens = (body: object): ReturnType<typeof ask> => ask(github, 'POST {repo}/pulls', body, token);
  github.state.bare.set('refs/heads/mend', head);
  github.state.bare.set('refs/heads/old', base);
  const made = await opens({ title: 'Mend', head: 'mend', base: 'main', body: 'Why.' });
  expect(made.body).toMatchObject({ number: 8, title: 'Mend', user: { login: 'mender[bot]' } });
  const again = await opens({ title: 'Mend', head: 'mend', base: 'main' });
  expect(JSON.stringify(again.errors)).toContain('already exists for acme:mend');
  expect(JSON.stringify((await opens({ title: 't', head: 'old', base: 'main' })).errors)).toContain(
    'No commits',
  );
  expect((await opens({ title: 't', head: 'nowhere', base: 'main' })).status).toBe(422);
  const actions = await ask(github, 'POST {repo}/pulls', { title: 't', head: 'mend', base: 'old' });
  expect(actions.message).toContain('not permitted');
  expect(forgive(github)).toEqual([]);
});
