/** The repository by REST: refs, commits, contents, comparisons, rules, and who may do what. */
import { Refusal } from '../behaviours.ts';
import { ACTIONS_APP, type Role, type Rule } from '../state.ts';
import { ok, page, writer, type Call, type Handlers } from './call.ts';
import { fileShape } from './pulls.ts';
import { appShape, repositoryShape, userShape } from './shapes.ts';

/** GitHub's older word for a role. */
const PERMISSION: Readonly<Record<Role, string>> = {
  ...{ admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read', none: 'none' },
};

const COMPARE_FILES = 300;

function commitOf({ state }: Call, name: string): string {
  const found = state.bare.commit(name);
  if (!found) throw new Refusal('no-such-commit', undefined, { sha: name });
  return found;
}

function commitShape({ state }: Call, sha: string): Record<string, unknown> {
  const { bare, facts } = state;
  const [author = '', email = '', date = '', tree = '', parents = '', message = ''] = bare
    .git('log', '-1', '--format=%an%x00%ae%x00%aI%x00%T%x00%P%x00%B', sha)
    .split('\0');
  const person = { name: author, email, date };
  return {
    sha,
    node_id: `C_${sha.slice(0, 12)}`,
    html_url: `${state.url}/${facts.owner}/${facts.repo}/commit/${sha}`,
    commit: {
      ...{ author: person, committer: person, message: message.trimEnd(), comment_count: 0 },
      tree: { sha: tree },
    },
    parents: parents
      .split(' ')
      .filter(Boolean)
      .map((parent) => ({ sha: parent })),
    author: null,
    committer: null,
  };
}

function compare(call: Call): Record<string, unknown> {
  const { bare } = call.state;
  const [left = '', right = ''] = (call.params['basehead'] ?? '').split('...');
  // A fork's branch is `owner:branch`; its commits are in the same network.
  const [base, head] = [left, right].map((name) => bare.commit(name.replace(/^[^:]+:/, '')));
  if (!base || !head) throw new Refusal('absent');
  const merge = bare.mergeBase(base, head);
  if (!merge) throw new Refusal('no-merge-base', undefined, { base: left, head: right });
  const [behind, ahead] = bare.apart(base, head);
  const status = ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
  // Behaviour `compare-300-files`.
  const first = Number(call.query.get('page') ?? 1) === 1;
  const size = Number(call.query.get('per_page') ?? 250);
  const skip = `--skip=${(Number(call.query.get('page') ?? 1) - 1) * size}`;
  const listed = bare
    .git('rev-list', `--max-count=${size}`, skip, `${base}..${head}`)
    .split('\n')
    .filter(Boolean);
  return {
    ...{ status, ahead_by: ahead, behind_by: behind, total_commits: ahead },
    base_commit: commitShape(call, base),
    merge_base_commit: commitShape(call, merge),
    commits: listed.toReversed().map((sha) => commitShape(call, sha)),
    files: first ? bare.diff(merge, head).slice(0, COMPARE_FILES).map(fileShape) : [],
  };
}

function contents(call: Call): unknown {
  const { state, params, query } = call;
  const { bare, facts } = state;
  const at = bare.commit(query.get('ref') ?? facts.defaultBranch);
  const file = (params['path'] ?? '').replace(/\/$/, '');
  const entry = at && bare.ask('ls-tree', '-z', '-l', at, '--', file);
  if (!at || !entry) throw new Refusal('absent');
  if (/^\d+ tree /.test(entry)) return listing(call, at, file);
  const [, , sha = '', size = ''] = entry.split(/\s+/);
  const bytes = bare.blob(sha);
  const kind = { type: 'file', name: file.split('/').at(-1), path: file, sha, size: Number(size) };
  // OA repos/get-content: between 1 and 100 MB only the raw media types have the content.
  if (bytes.length > 1_000_000) return { ...kind, encoding: 'none', content: '', _links: {} };
  return {
    ...kind,
    encoding: 'base64',
    content: bytes.toString('base64').replace(/.{60}/g, '$&\n'),
    _links: {},
  };
}

function listing({ state }: Call, at: string, folder: string): unknown[] {
  const lines = state.bare.git('ls-tree', '-z', '-l', at, '--', `${folder}/`).split('\0').filter(Boolean);
  return lines.map((line) => {
    const [head = '', file = ''] = line.split('\t');
    const [mode = '', kind = '', sha = '', size = '0'] = head.split(/\s+/);
    const type =
      kind === 'tree' ? 'dir' : kind === 'commit' ? 'submodule' : mode === '120000' ? 'symlink' : 'file';
    return { type, name: file.split('/').at(-1), path: file, sha, size: Number(size) || 0, _links: {} };
  });
}

function ruleShape({ evaluated: _, ...rule }: Rule): Record<string, unknown> {
  return { ruleset_id: 1, ruleset_source_type: 'Repository', ruleset_source: 'acme/shop', ...rule };
}

export const repository: Handlers = {
  'repos/get': ({ state }) => ok(repositoryShape(state)),

  'git/get-ref': ({ state, params }) => {
    const ref = `refs/${params['ref'] ?? ''}`;
    const isBranch = ref.startsWith('refs/heads/');
    const sha = isBranch ? state.bare.ref(ref) : state.bare.ask('rev-parse', '--quiet', '--verify', ref);
    if (!sha) throw new Refusal('ref-absent');
    // A tag may be an object of its own.
    const type = isBranch ? 'commit' : state.bare.git('cat-file', '-t', sha);
    return ok({ ref, node_id: `REF_${sha.slice(0, 12)}`, object: { sha, type } });
  },

  'git/get-commit': (call) => {
    const sha = commitOf(call, call.params['commit_sha'] ?? '');
    const { commit, ...rest } = commitShape(call, sha) as { commit: Record<string, unknown> };
    return ok({ ...rest, ...commit, sha, comment_count: undefined });
  },

  'repos/get-commit': (call) => ok(commitShape(call, commitOf(call, call.params['ref'] ?? ''))),

  'repos/get-branch': (call) => {
    const name = call.params['branch'] ?? '';
    const sha = call.state.bare.commit(`refs/heads/${name}`);
    if (!sha) throw new Refusal('absent');
    const { rules, classic } = call.state;
    const checks = classic.get(name);
    const required = {
      ...{
        enforcement_level: checks ? 'non_admins' : 'off',
        contexts: (checks ?? []).map(({ context }) => context),
      },
      checks: checks ?? [],
    };
    const protection = { enabled: checks !== undefined, required_status_checks: required };
    return ok({
      name,
      commit: commitShape(call, sha),
      protected: rules.has(name) || checks !== undefined,
      protection,
    });
  },

  'repos/compare-commits-with-basehead': (call) => ok(compare(call)),

  'repos/get-content': (call) => ok(contents(call)),

  'repos/get-branch-rules': (call) => {
    const rules = (call.state.rules.get(call.params['branch'] ?? '') ?? []).filter((rule) => !rule.evaluated);
    return page(call, rules.map(ruleShape));
  },

  'repos/get-collaborator-permission-level': (call) => {
    const { state } = call;
    const user = state.users.get((call.params['username'] ?? '').toLowerCase());
    if (!user) throw new Refusal('absent');
    // Anybody may read a public repository.
    const role = state.roles.get(user.login) ?? (state.facts.isPrivate ? 'none' : 'read');
    const body = {
      permission: PERMISSION[role],
      role_name: role,
      user: { ...userShape(state, user), role_name: role },
    };
    return ok(body);
  },

  'apps/get-by-slug': ({ state, params }) => {
    if (params['app_slug'] !== ACTIONS_APP.slug) throw new Refusal('absent');
    return ok(appShape(state, ACTIONS_APP));
  },

  'users/get-authenticated': (call) => ok(userShape(call.state, writer(call).user)),

  'users/get-by-username': ({ state, params }) => {
    const user = state.users.get((params['username'] ?? '').toLowerCase());
    if (!user) throw new Refusal('absent');
    return ok(userShape(state, user));
  },

  'rate-limit/get': () => {
    const limit = { limit: 1000, used: 1, remaining: 999, reset: 2_000_000_000 };
    return ok({ resources: { core: limit, search: limit, graphql: limit }, rate: limit });
  },
};
