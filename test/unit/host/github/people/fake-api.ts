/** GitHub as far as people use it: what was asked is kept, every answer is data or a fault. */
import type { Answer, Api, Fault, FaultKind } from '../../../../../src/host/github/api/api.ts';

export const HEAD = 'a'.repeat(40);
export const OLDER = 'b'.repeat(40);
export const WORKFLOW = '.github/workflows/gatewright.yml';

export const people = { ada: 1, bob: 2, cleo: 3, mallory: 4, 'helper[bot]': 5 } as const;
export type Login = keyof typeof people;

export const userOf = (login: Login): { id: number; login: string; type: string } => ({
  id: people[login],
  login,
  type: login.endsWith('[bot]') ? 'Bot' : 'User',
});

export const faultOf = (kind: FaultKind, said = '', status = 403): Fault => ({
  kind,
  status,
  message: `It failed (${kind}).`,
  said,
  maybeApplied: false,
});

type Route = string;

export interface Hub {
  author: Login;
  head: string;
  state: 'open' | 'closed';
  permissions: Partial<Record<Login, string>>;
  comments: object[];
  /** Node ids of comments that were really edited. */
  edited: string[];
  reviews: object[];
  runs: { id: number; path: string; event: string; status: string; created_at: string }[];
  /** Faults by the beginning of a route; each is used up. */
  faults: [Route, Fault][];
}

/** Pull request 7 of ada; bob may write, cleo may administrate, mallory may not. */
export function hub(parts: Partial<Hub> = {}): {
  readonly api: Api;
  readonly asked: string[];
  readonly now: Hub;
} {
  const now: Hub = {
    author: 'ada',
    head: HEAD,
    state: 'open',
    permissions: { ada: 'write', bob: 'write', cleo: 'admin', mallory: 'read', 'helper[bot]': 'write' },
    comments: [],
    edited: [],
    reviews: [],
    runs: [
      {
        id: 9,
        path: WORKFLOW,
        event: 'pull_request',
        status: 'completed',
        created_at: '2026-11-21T10:00:00Z',
      },
    ],
    faults: [],
    ...parts,
  };
  const asked: string[] = [];
  const answer = <T>(route: string, data: (path: string) => unknown, parameters: object): Answer<T> => {
    const path = Object.entries(parameters)
      .reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), route)
      .replace('/repos/{owner}/{repo}', '');
    asked.push(path);
    const at = now.faults.findIndex(([prefix]) => path.startsWith(prefix));
    const [fault] = at < 0 ? [] : now.faults.splice(at, 1);
    return fault ? { ok: false, fault: fault[1] } : { ok: true, data: data(path) as T };
  };
  return {
    asked,
    now,
    api: {
      request: async (route, parameters = {}) => answer(route, (path) => dataAt(now, path), parameters),
      list: async (route, parameters = {}) => answer(route, (path) => listAt(now, path), parameters),
      graphql: async (query, { ids }) =>
        answer(
          `${query.slice(0, 5)} nodes`,
          () => ({ nodes: (ids as string[]).map((id) => nodeAt(now, id)) }),
          {},
        ),
      sent: 0,
    },
  };
}

function dataAt(now: Hub, path: string): unknown {
  const login = /collaborators\/(.+)\/permission$/.exec(path)?.[1] as Login | undefined;
  if (login) return { permission: now.permissions[login] ?? 'none', user: userOf(login) };
  if (path === 'GET /pulls/7') return { state: now.state, head: { sha: now.head }, user: userOf(now.author) };
  const run = /^GET \/actions\/runs\/(\d+)$/.exec(path)?.[1];
  return run ? now.runs.find(({ id }) => id === Number(run)) : {};
}

function nodeAt(now: Hub, id: string): object {
  return { id, lastEditedAt: now.edited.includes(id) ? '2026-11-21T12:00:00Z' : null };
}

function listAt(now: Hub, path: string): unknown {
  if (path.endsWith('/comments')) return now.comments;
  return path.endsWith('/reviews') ? now.reviews : now.runs;
}
