/** Where commits come from that are not here, when it is not the repository's own origin. */
import type { RunOptions } from '../kit/git/git.ts';
import type { Setting } from '../kit/git/profile.ts';

export interface Remote {
  /** Without user or password. */
  readonly url: string;
  /** What the server asks for; null where it lets anybody read. */
  readonly login: { readonly user: string; readonly password: string } | null;
}

/** git starts a helper of its own to ask, which inherits the descriptor: see git-credential(1), gitcredentials(7). */
const HELPER = '!f() { cat <&3; }; f';

/**
 * How git reaches the remote. The login stands on no command line, in no URL, no configuration and no environment: the
 * helper reads it from descriptor 3. It is bound to this server, and no redirect is followed to another one.
 */
export function reach(
  { url, login }: Remote,
  env: NodeJS.ProcessEnv,
): Pick<RunOptions, 'settings' | 'aside' | 'env'> {
  const { protocol, origin } = new URL(url);
  const settings: Setting[] = [
    [`protocol.${protocol.replace(':', '')}.allow`, 'always'],
    ['http.followRedirects', 'false'],
  ];
  const way = { settings, env: networkOf(env) };
  if (login === null) return way;
  settings.push([`credential.${origin}.helper`, HELPER]);
  return { ...way, aside: `username=${login.user}\npassword=${login.password}\n` };
}

/** How the machine gets out, and whom it trusts: its proxy, and the certificates of an enterprise's own server. */
const NETWORK =
  /^(?:https?_proxy|HTTPS_PROXY|all_proxy|ALL_PROXY|no_proxy|NO_PROXY|GIT_SSL_CAINFO|GIT_SSL_CAPATH|SSL_CERT_FILE|SSL_CERT_DIR)$/;

export function networkOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const known = Object.entries(env).filter(([name, value]) => NETWORK.test(name) && value);
  return Object.fromEntries(known) as Record<string, string>;
}
