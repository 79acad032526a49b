/** Where the clone came from, and which token may be sent there. */
export interface Address {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
}

/** The address behind the url of `origin` and a token for its server, or one sentence on what is missing. */
export function addressOf(url: string, env: NodeJS.ProcessEnv): Address | string {
  const place = parseRemote(url);
  if (!place) return 'its remote origin is not on a server that has an API';
  const server = serverOf(place.host, env);
  if (!server) {
    return `its remote origin is on ${place.host}, which neither GH_HOST nor GITHUB_SERVER_URL names, so no token is sent there`;
  }
  const token = server.tokens.map((name) => env[name]).find(Boolean);
  if (!token) return `there is no token in ${server.tokens.join(' or ')}`;
  const { apiUrl, graphqlUrl } = server;
  return { apiUrl, graphqlUrl, owner: place.owner, repo: place.repo, token };
}

interface Remote {
  /** With its port, if it has one. */
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

/** `https://host/owner/repo.git`, `ssh://git@host/owner/repo`, `git@host:owner/repo.git`; null for anything else. */
export function parseRemote(url: string): Remote | null {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/)([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url);
  const long = /^(https?|ssh):\/\/(?:[^@/]*@)?([\w.-]+(?::\d+)?)\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
    url,
  );
  const [host, owner, repo] = short ? short.slice(1) : long ? long.slice(2) : [];
  if (!host || !owner || !repo) return null;
  // The port of ssh says nothing of where the API is.
  return { host: (long?.[1] === 'ssh' ? host.replace(/:\d+$/, '') : host).toLowerCase(), owner, repo };
}

type Server = Pick<Address, 'apiUrl' | 'graphqlUrl'> & { readonly tokens: readonly string[] };

/**
 * A clone can name any server as its origin, so a token goes to github.com, or to the one that the environment names.
 * Names as `gh` (GH_HOST, GH_TOKEN, GH_ENTERPRISE_TOKEN) and the runner (GITHUB_SERVER_URL, GITHUB_API_URL) have them.
 */
function serverOf(host: string, env: NodeJS.ProcessEnv): Server | null {
  const tokens = ['GH_TOKEN', 'GITHUB_TOKEN'];
  if (host === 'github.com') {
    return { apiUrl: 'https://api.github.com', graphqlUrl: 'https://api.github.com/graphql', tokens };
  }
  const named = env['GITHUB_SERVER_URL'] ?? '';
  if (URL.canParse(named) && new URL(named).host === host) {
    const apiUrl = env['GITHUB_API_URL'] ?? apiOf(host);
    return { apiUrl, graphqlUrl: env['GITHUB_GRAPHQL_URL'] ?? graphqlOf(host), tokens };
  }
  if (env['GH_HOST']?.toLowerCase() !== host) return null;
  const enterprise = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
  // As `gh` has it, GH_TOKEN is for github.com and its data-resident tenants.
  return { apiUrl: apiOf(host), graphqlUrl: graphqlOf(host), tokens: isTenant(host) ? tokens : enterprise };
}

const isTenant = (host: string): boolean => host.endsWith('.ghe.com');
const apiOf = (host: string): string => (isTenant(host) ? `https://api.${host}` : `https://${host}/api/v3`);
const graphqlOf = (host: string): string =>
  isTenant(host) ? `https://api.${host}/graphql` : `https://${host}/api/graphql`;
