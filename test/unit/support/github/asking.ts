/** A small shop on the local GitHub, and plain requests to it. */
import { startGithub, type Github, type GithubOptions } from '../../../support/github/github.ts';
import { TestRepository } from '../../../support/repository.ts';

export interface Shop {
  readonly github: Github;
  readonly repository: TestRepository;
  readonly head: string;
  readonly base: string;
}

/** Thirty lines on `main`; `feature` changes the second and the last but one, and adds a file. */
export async function openShop(options: Partial<GithubOptions> = {}): Promise<Shop> {
  const repository = new TestRepository();
  const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
  repository.write('a.txt', `${lines.join('\n')}\n`);
  const base = repository.commitAll();
  repository.git('checkout', '--quiet', '-b', 'feature');
  lines[1] = 'changed';
  lines[28] = 'changed';
  repository.write('a.txt', `${lines.join('\n')}\n`);
  repository.write('b.txt', 'new\n');
  const head = repository.commitAll();
  const github = await startGithub({ from: repository.root, pull: {}, ...options });
  return { github, repository, head, base };
}

export interface Answer {
  readonly status: number;
  readonly message: string;
  readonly errors: unknown;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** `METHOD /path`, where `{repo}` is the shop. */
export async function ask(
  github: Github,
  line: string,
  body?: unknown,
  token = github.token,
): Promise<Answer> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const login = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(`${github.apiUrl}${path.replace('{repo}', '/repos/acme/shop')}`, {
    method,
    headers: { ...login, 'x-github-api-version': '2026-03-10', 'user-agent': 'test' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const said = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  const { status, headers } = response;
  return { status, message: String(said['message'] ?? ''), errors: said['errors'], body: said, headers };
}

/** What a test refuses on purpose is no fault of the action. */
export function forgive(github: Github): string[] {
  const found = github.violations();
  github.requests.length = 0;
  return found;
}
