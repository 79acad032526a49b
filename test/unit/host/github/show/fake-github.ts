/** GitHub behind the client, as far as showing needs it: what was written, by whom, and faults when asked for. */
import type { Answer, Api, Fault, FaultKind, Parameters } from '../../../../../src/host/github/api/api.ts';
import type { PullOccasion } from '../../../../../src/host/github/occasion.ts';
import { SURFACES } from '../../../../../src/host/github/show/receipt.ts';
import type { Showing } from '../../../../../src/host/github/show/showing.ts';

export const HEAD = '9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6';
const ACTIONS = { id: 15368, slug: 'github-actions' };
export const BOT = 'github-actions[bot]';

export interface Comment {
  readonly id: number;
  readonly node_id: string;
  readonly html_url: string;
  body: string;
  readonly user: { readonly login: string };
  readonly performed_via_github_app: { readonly id: number } | null;
  minimized?: boolean;
}

export interface Check {
  readonly id: number;
  readonly head_sha: string;
  readonly external_id: string;
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
  readonly annotations: Record<string, unknown>[];
}

export interface ReviewComment {
  readonly id: number;
  readonly body: string;
  readonly path: string;
  line: number | null;
  readonly start_line?: number;
  readonly user: { readonly login: string };
  readonly node_id: string;
  /** Who resolved its thread; empty for an account that is gone. */
  resolvedBy?: string;
}

/** What goes wrong: the next `times` requests whose route begins so. `applied`: it happened all the same. */
interface Trouble {
  readonly route: string;
  readonly kind: FaultKind;
  readonly applied?: boolean;
  /** For requests with such a body alone. */
  readonly when?: (body: Parameters) => boolean;
  times: number;
}

interface Output {
  readonly title: string;
  readonly summary: string;
  readonly annotations: Record<string, unknown>[];
}

export class FakeGithub implements Api {
  readonly comments: Comment[] = [];
  readonly checks: Check[] = [];
  readonly reviewComments: ReviewComment[] = [];
  readonly sarifs: Parameters[] = [];
  readonly requests: string[] = [];
  readonly bodies: Parameters[] = [];
  readonly troubles: Trouble[] = [];
  /** How the next uploads end, after so many answers that say pending. */
  sarif = { pending: 0, status: 'complete', errors: [] as string[] };
  viewer: string | null = BOT;
  /** Comes between a request and its effect. */
  gate: () => Promise<void> = async () => undefined;
  #id = 100;

  get sent(): number {
    return this.requests.length;
  }

  /** Somebody else's comment, or an old one of ours. */
  say(body: string, login = 'ada'): Comment {
    const id = this.#id++;
    const comment: Comment = {
      ...{
        id,
        node_id: `IC_${id}`,
        html_url: `https://github.com/acme/shop/pull/7#issuecomment-${id}`,
        body,
      },
      ...{ user: { login }, performed_via_github_app: login === BOT ? { id: ACTIONS.id } : null },
    };
    this.comments.push(comment);
    return comment;
  }

  fail(route: string, kind: FaultKind, more: Partial<Trouble> = {}): void {
    this.troubles.push({ route, kind, times: 1, ...more });
  }

  async request<T>(route: string, parameters: Parameters = {}): Promise<Answer<T>> {
    this.requests.push(route);
    this.bodies.push(parameters);
    await this.gate();
    const trouble = this.troubles.find(
      (each) => each.times > 0 && route.startsWith(each.route) && (each.when?.(parameters) ?? true),
    );
    if (trouble) trouble.times--;
    if (trouble && !trouble.applied) return faultOf(trouble);
    const data = this.#answer(route, parameters);
    if (data === null) return faultOf({ kind: 'absent' });
    return trouble ? faultOf(trouble) : { ok: true, data: data as T };
  }

  async list<T>(route: string, parameters: Parameters = {}): Promise<Answer<readonly T[]>> {
    return this.request<readonly T[]>(route, parameters);
  }

  async graphql<T>(query: string, variables: Parameters): Promise<Answer<T>> {
    const known = ['viewer', 'reviewThreads'].find((field) => query.includes(field));
    return this.request<T>(known ?? 'minimizeComment', variables);
  }

  #answer(route: string, asked: Parameters): unknown {
    const [method, path = ''] = route.split(' ');
    if (route === 'viewer') return { viewer: this.viewer === null ? null : { login: this.viewer } };
    if (route === 'reviewThreads') return this.#threads(asked);
    if (route === 'minimizeComment') return this.#minimise(asked);
    if (path.endsWith('/issues/{issue_number}/comments')) {
      return method === 'GET'
        ? this.comments.map((one) => ({ ...one }))
        : this.say(String(asked['body']), BOT);
    }
    if (path.includes('/issues/comments/'))
      return method === 'GET' ? this.#comment(asked) : this.#edit(asked);
    if (path.includes('check-runs')) return this.#check(method ?? '', asked);
    if (path.endsWith('/reviews')) return this.#review((asked['comments'] ?? []) as Parameters[]);
    if (method === 'DELETE') {
      const at = this.reviewComments.findIndex(({ id }) => id === asked['comment_id']);
      return at < 0 ? null : this.reviewComments.splice(at, 1);
    }
    if (path.includes('/pulls/')) return method === 'GET' ? [...this.reviewComments] : this.#review([asked]);
    return method === 'GET' ? this.#progress() : this.#upload(asked);
  }

  /** Two on a page. */
  #threads({ after }: Parameters): unknown {
    const from = Number(after ?? 0);
    const nodes = this.reviewComments.slice(from, from + 2).map(({ node_id: id, resolvedBy }) => ({
      ...{
        isResolved: resolvedBy !== undefined,
        resolvedBy: resolvedBy === '' ? null : { login: resolvedBy },
      },
      comments: { nodes: [{ id }] },
    }));
    const pageInfo = { hasNextPage: from + 2 < this.reviewComments.length, endCursor: `${from + 2}` };
    return { repository: { pullRequest: { reviewThreads: { pageInfo, nodes } } } };
  }

  #minimise({ id }: Parameters): unknown {
    const found = this.comments.find((comment) => comment.node_id === id);
    if (found) found.minimized = true;
    return {};
  }

  #comment({ comment_id: id }: Parameters): Comment | null {
    return this.comments.find((comment) => comment.id === id) ?? null;
  }

  #edit({ body, ...asked }: Parameters): unknown {
    const found = this.#comment(asked);
    if (!found) return null;
    found.body = String(body);
    return { ...found };
  }

  #check(method: string, asked: Parameters): unknown {
    if (method === 'GET') return this.checks.filter(({ head_sha: head }) => head === asked['ref']);
    const { title, summary, annotations } = asked['output'] as Output;
    if (method === 'PATCH') {
      const found = this.checks.find(({ id }) => id === asked['check_run_id']);
      found?.annotations.push(...annotations);
      return found ?? null;
    }
    const { head_sha, external_id, conclusion } = asked as unknown as Check;
    const check = { id: this.#id++, head_sha, external_id, conclusion, title, summary };
    this.checks.push({ ...check, annotations: [...annotations], ...{ app: ACTIONS } });
    return { ...this.checks.at(-1) };
  }

  #review(comments: readonly Parameters[]): unknown {
    for (const comment of comments) {
      const [id, user] = [this.#id++, { login: BOT }];
      const given = comment as unknown as ReviewComment;
      this.reviewComments.push({ ...given, id, node_id: `PRRC_${id}`, user });
    }
    return { html_url: 'https://github.com/acme/shop/pull/7#pullrequestreview-1' };
  }

  #upload(asked: Parameters): unknown {
    this.sarifs.push(asked);
    return { id: `sarif-${this.sarifs.length}` };
  }

  #progress(): unknown {
    const { status, errors } = this.sarif;
    return this.sarif.pending-- > 0
      ? { processing_status: 'pending' }
      : { processing_status: status, errors };
  }
}

function faultOf({ kind, applied }: Partial<Trouble>): { ok: false; fault: Fault } {
  const message = `GitHub said ${kind}.`;
  const maybeApplied = applied ?? kind === 'unavailable';
  return { ok: false, fault: { kind: kind ?? 'unavailable', status: 0, message, said: '', maybeApplied } };
}

export const pull: PullOccasion = {
  kind: 'pull',
  trusted: false,
  number: 7,
  base: { ref: 'main', commit: '1'.repeat(40) },
  head: { ref: 'feature', commit: HEAD, fork: false },
  author: { id: 1, login: 'ada', bot: false },
  draft: false,
};

/** A pull request of the same repository, with every surface. */
export function showingOn(api: Api | null, parts: Partial<Showing> = {}): Showing {
  return {
    api,
    place: { owner: 'acme', repo: 'shop', defaultBranch: 'main', server: 'https://github.com' },
    run: {
      ...{ id: 4711, attempt: 1, workflow: '.github/workflows/gatewright.yml', job: 'gatewright' },
      url: 'https://github.com/acme/shop/actions/runs/4711',
    },
    occasion: pull,
    head: HEAD,
    headNow: async () => HEAD,
    surfaces: SURFACES,
    worth: null,
    print: () => undefined,
    signal: new AbortController().signal,
    timeLeft: () => 300_000,
    ...parts,
  };
}
