/** Where a step runs: the repository, the run that it belongs to, and the addresses of the server. */
import type { Place, Run } from './occasion.ts';
import { nameAt, type Payload } from './payload.ts';

export interface Surroundings {
  /** Null outside of GitHub. */
  readonly place: Place | null;
  readonly run: Run;
  /** The workflow file lies in another repository: a ruleset of the organisation runs it, or a workflow calls it. */
  readonly elsewhere: boolean;
  readonly repositoryId: number | null;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
}

/** From the runner's variables; the default branch is the payload's to say, and empty where it does not. */
export function readSurroundings(env: NodeJS.ProcessEnv, payload: Payload): Surroundings {
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const [owner, repo] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const workflow = env['GITHUB_WORKFLOW_REF'] ?? '';
  const id = Number(env['GITHUB_RUN_ID']) || 0;
  const defaultBranch = nameAt(payload, ['repository', 'default_branch']);
  return {
    place: owner && repo ? { owner, repo, defaultBranch, server } : null,
    run: {
      id,
      attempt: Number(env['GITHUB_RUN_ATTEMPT']) || 1,
      workflow: pathOf(workflow),
      job: env['GITHUB_JOB'] ?? '',
      url: `${server}/${owner}/${repo}/actions/runs/${id}`,
    },
    elsewhere: workflow !== '' && !workflow.startsWith(`${owner}/${repo}/`),
    repositoryId: Number(env['GITHUB_REPOSITORY_ID']) || null,
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    graphqlUrl: env['GITHUB_GRAPHQL_URL'] || 'https://api.github.com/graphql',
  };
}

/** `owner/repo/.github/workflows/x.yml@refs/heads/main` without its first two parts and its ref. */
function pathOf(ref: string): string {
  return /^[^/]+\/[^/]+\/(.+?\.ya?ml)@/.exec(ref)?.[1] ?? '';
}
