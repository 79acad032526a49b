/** Git's own objects by REST: blobs, trees and commits that no name leads to yet. */
import { Refusal } from '../behaviours.ts';
import type { Identity } from '../state.ts';
import { created, ok, str, writer, type Call, type Handlers } from './call.ts';

interface TreeItem {
  readonly path?: string;
  readonly mode?: string;
  readonly sha?: string | null;
  readonly content?: string;
}

/** The type of an object; null for one that is not there. */
function typeOf({ state }: Call, id: string): string | null {
  return /^[0-9a-f]{40,64}$/.test(id) ? state.bare.ask('cat-file', '-t', id) : null;
}

function url({ state }: Call, kind: string, sha: string): string {
  const { owner, repo } = state.facts;
  return `${state.url}/api/v3/repos/${owner}/${repo}/git/${kind}/${sha}`;
}

/** A line of `update-index --index-info`: mode 0 takes a path away. */
function indexLine(call: Call, item: TreeItem): string {
  const { bare } = call.state;
  const name = item.path ?? '';
  // Behaviour `tree-path-malformed`: git refuses these as well.
  if (/^$|^\/|(^|\/)\.{0,2}(\/|$)|(^|\/)\.git(\/|$)/i.test(name)) throw new Refusal('tree-path-malformed');
  if (item.sha === null) return `0 ${'0'.repeat(40)}\t${name}\0`;
  const sha = item.sha ?? bare.feed(['hash-object', '-w', '--stdin'], item.content ?? '');
  if (typeOf(call, sha) !== 'blob') throw new Refusal('tree-object-absent', undefined, { sha });
  return `${item.mode ?? '100644'} ${sha}\t${name}\0`;
}

function makeTree(call: Call): string {
  const { bare } = call.state;
  const base = str(call.body['base_tree']);
  if (base && !typeOf(call, base)) throw new Refusal('tree-object-absent', undefined, { sha: base });
  const items = (call.body['tree'] ?? []) as TreeItem[];
  const here = new Set(base ? bare.git('ls-tree', '-r', '-z', '--name-only', base).split('\0') : []);
  for (const { path = '', sha } of items)
    if (sha === null && !here.has(path)) throw new Refusal('tree-deletes-nothing');
  return bare.write(base || null, items.map((item) => indexLine(call, item)).join(''));
}

/** Behaviour `apps-sign`: who gives no author writes as themselves, and GitHub commits and signs for an app. */
function identityOf({ user, app }: Identity): Record<string, string> {
  const email = `${user.id}+${user.login}@users.noreply.github.com`;
  const committer = app ? { name: 'GitHub', email: 'noreply@github.com' } : { name: user.login, email };
  return {
    ...{ GIT_AUTHOR_NAME: user.login, GIT_AUTHOR_EMAIL: email },
    ...{ GIT_COMMITTER_NAME: committer.name, GIT_COMMITTER_EMAIL: committer.email },
  };
}

function makeCommit(call: Call): string {
  const { bare } = call.state;
  const tree = str(call.body['tree']);
  if (typeOf(call, tree) !== 'tree') throw new Refusal('commit-tree-absent');
  const parents = (call.body['parents'] ?? []) as string[];
  for (const parent of parents)
    if (typeOf(call, parent) !== 'commit') throw new Refusal('commit-parent-absent');
  const date = call.state.now();
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'];
  const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  return bare.feed(args, str(call.body['message']), { ...identityOf(writer(call)), ...dates });
}

function treeShape(call: Call, sha: string): Record<string, unknown> {
  const lines = call.state.bare.git('ls-tree', '-z', '-l', sha).split('\0').filter(Boolean);
  const tree = lines.map((line) => {
    const [head = '', path = ''] = line.split('\t');
    const [mode = '', type = '', id = '', size = ''] = head.split(/\s+/);
    return { path, mode, type, sha: id, ...(type === 'blob' ? { size: Number(size) } : {}) };
  });
  return { sha, url: url(call, 'trees', sha), tree, truncated: false };
}

export const gitData: Handlers = {
  'git/create-blob': (call) => {
    const encoding = str(call.body['encoding'], 'utf-8') === 'base64' ? 'base64' : 'utf8';
    const bytes = Buffer.from(str(call.body['content']), encoding);
    const sha = call.state.bare.feed(['hash-object', '-w', '--stdin'], bytes);
    return created({ sha, url: url(call, 'blobs', sha) });
  },

  'git/get-blob': (call) => {
    const sha = call.params['file_sha'] ?? '';
    if (typeOf(call, sha) !== 'blob') throw new Refusal('absent');
    const bytes = call.state.bare.blob(sha);
    const content = bytes.toString('base64').replace(/.{60}/g, '$&\n');
    return ok({ sha, content, encoding: 'base64', size: bytes.length, url: url(call, 'blobs', sha) });
  },

  'git/create-tree': (call) => created(treeShape(call, makeTree(call))),

  'git/get-tree': (call) => {
    const sha = call.params['tree_sha'] ?? '';
    if (typeOf(call, sha) !== 'tree') throw new Refusal('absent');
    return ok(treeShape(call, sha));
  },

  'git/create-commit': (call) => {
    const sha = makeCommit(call);
    const tree = call.state.bare.git('rev-parse', `${sha}^{tree}`);
    const parents = (call.body['parents'] ?? []) as string[];
    const verified = Boolean(writer(call).app);
    return created({
      ...{ sha, url: url(call, 'commits', sha), message: str(call.body['message']) },
      tree: { sha: tree, url: url(call, 'trees', tree) },
      parents: parents.map((parent) => ({ sha: parent, url: url(call, 'commits', parent) })),
      verification: { verified, reason: verified ? 'valid' : 'unsigned' },
    });
  },
};
