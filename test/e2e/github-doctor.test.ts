/** `gatewright doctor` with a token: what the branch requires, and what a green is worth, as GitHub tells it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runBundle, type Ran } from '../support/bundle.ts';
import { startGithub, type Github } from '../support/github/github.ts';
import { makeProject, type Project } from '../support/project.ts';

const REQUIRED = (context: string) => ({
  type: 'required_status_checks',
  parameters: {
    strict_required_status_checks_policy: false,
    required_status_checks: [{ context, integration_id: 15368 }],
  },
});

let project: Project;
let github: Github;
beforeAll(async () => {
  project = makeProject({ 'a.js': 'export const a = 1;\n' });
  await runBundle(['init'], { cwd: project.dir });
  project.commit('set the gate up', {});
  project.git('branch', '--force', 'main', 'HEAD');
  github = await startGithub({ from: project.dir });
  project.git('remote', 'add', 'origin', github.git);
  project.git('fetch', '--quiet', project.dir, 'main:refs/remotes/origin/main');
});
afterAll(() => project.remove());
beforeEach(() => {
  github.protect('main', []);
  github.permit({ contents: 'read', metadata: 'read' });
});

const doctor = (env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  runBundle(['doctor'], {
    cwd: project.dir,
    env: {
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
      GITHUB_TOKEN: github.token,
      ...env,
    },
  });

describe('doctor, asking GitHub', () => {
  it('says that nothing requires the job, and how to require it', async () => {
    const { code, stdout, stderr } = await doctor();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('No rule of main requires gatewright: its red stops nobody.');
    expect(stdout).toContain('within the last seven days');
  });

  it('says what the green of a required job is worth, and by whom it can be forged', async () => {
    github.protect('main', [REQUIRED('gatewright')]);
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toMatch(/note +What its green is worth: forgeable\. This workflow/);
    expect(stdout).not.toContain('was not read');
  });

  it('calls a rule that requires the display a problem', async () => {
    github.protect('main', [REQUIRED('Gatewright report')]);
    expect(await doctor()).toMatchObject({ code: 1, stdout: expect.stringContaining('which only displays') });
  });

  it('says what could not be read when GitHub refuses, and claims nothing', async () => {
    github.faults.push({
      match: 'GET /repos/acme/shop/rules/*',
      status: 403,
      body: { message: 'no' },
      times: 9,
    });
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toContain('What the branch requires was not read:');
    expect(stdout).not.toContain('worth');
    github.faults.length = 0;
  });

  it('sends no token to a server that only the clone names', async () => {
    const before = github.requests.length;
    const { stdout } = await doctor({ GITHUB_SERVER_URL: '', GITHUB_API_URL: '' });
    expect(stdout).toContain('no token is sent there');
    expect(github.requests).toHaveLength(before);
  });

  it('never shows the token', async () => {
    const { stdout, stderr } = await doctor();
    expect(stdout + stderr).not.toContain(github.token);
  });
});
