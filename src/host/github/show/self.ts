/** Who we are on GitHub: the account that a token writes as, so that nobody else's words pass for ours. */
import type { Answer, Api } from '../api/api.ts';

interface Author {
  readonly login?: string;
}

/** What GitHub says of who wrote a comment. */
export interface Written {
  readonly user?: Author | null;
  readonly performed_via_github_app?: { readonly id?: number } | null;
}

export interface App {
  readonly id?: number;
  readonly slug?: string;
}

export interface Self {
  readonly login: string;
  /** The app's id, where the token is an app's (`GITHUB_TOKEN` is GitHub Actions'). */
  readonly app: number | null;
}

/**
 * Asks at most once. `app` is the author of the check run that was just created: then nothing need be asked.
 * `viewer` is the one question that every kind of token may put: `GET /user` refuses `GITHUB_TOKEN`
 * (marocchino/sticky-pull-request-comment#332).
 */
export function whoWeAre(api: Api, app: App | null): () => Promise<Answer<Self>> {
  let asked: Promise<Answer<Self>> | undefined;
  return () => (asked ??= app?.slug ? Promise.resolve(selfOfApp(app)) : askViewer(api));
}

/** An app writes as `<slug>[bot]`: a name that no person can have. */
function selfOfApp({ slug, id }: App): Answer<Self> {
  return { ok: true, data: { login: `${slug}[bot]`, app: id ?? null } };
}

/** Who wrote this. */
export function authorOf({ user, performed_via_github_app: via }: Written): Self {
  return { login: user?.login ?? '', app: via?.id ?? null };
}

async function askViewer(api: Api): Promise<Answer<Self>> {
  const answer = await api.graphql<{ viewer?: Author | null }>('query { viewer { login } }', {});
  if (!answer.ok) return answer;
  const login = answer.data.viewer?.login;
  if (login) return { ok: true, data: { login, app: null } };
  const message = 'GitHub does not say whose token this is.';
  return { ok: false, fault: { kind: 'unavailable', status: 200, message, said: '', maybeApplied: false } };
}

export function isOurs({ user, performed_via_github_app: via }: Written, self: Self): boolean {
  if (user?.login !== self.login) return false;
  // Old comments of an app do not say that they are an app's.
  return self.app === null || via?.id === undefined || via.id === self.app;
}
