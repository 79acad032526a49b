/** What the runner says about where a step runs. */
import { describe, expect, it } from 'vitest';
import { readSurroundings } from '../../../../src/host/github/surroundings.ts';

const env = {
  GITHUB_SERVER_URL: 'https://git.example',
  GITHUB_API_URL: 'https://git.example/api/v3',
  GITHUB_GRAPHQL_URL: 'https://git.example/api/graphql',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_REPOSITORY_ID: '42',
  GITHUB_RUN_ID: '17',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/gate@home.yml@refs/pull/7/merge',
  GITHUB_JOB: 'gate',
};
const payload = { repository: { default_branch: 'trunk' } };

describe('readSurroundings', () => {
  it('knows place, run and addresses, on an enterprise’s server as well', () => {
    expect(readSurroundings(env, payload)).toEqual({
      place: { owner: 'acme', repo: 'shop', defaultBranch: 'trunk', server: 'https://git.example' },
      run: {
        id: 17,
        attempt: 2,
        workflow: '.github/workflows/gate@home.yml',
        job: 'gate',
        url: 'https://git.example/acme/shop/actions/runs/17',
      },
      elsewhere: false,
      repositoryId: 42,
      apiUrl: 'https://git.example/api/v3',
      graphqlUrl: 'https://git.example/api/graphql',
    });
  });

  it('tells a workflow of another repository, by its name as a whole', () => {
    const of = (ref: string) => readSurroundings({ ...env, GITHUB_WORKFLOW_REF: ref }, payload).elsewhere;
    expect(of('acme/shop-policies/.github/workflows/gate.yml@refs/heads/main')).toBe(true);
    expect(of('')).toBe(false);
  });

  it('has no place outside of GitHub', () => {
    expect(readSurroundings({}, {})).toMatchObject({ place: null, run: { id: 0, attempt: 1 } });
  });
});
