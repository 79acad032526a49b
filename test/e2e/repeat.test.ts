/** The same question has the same answer: cold, warm, on either Node, and from any folder. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DIST, MACHINE_NODE, NODE_24, runBundle } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const BASE = {
  'package.json': '{ "name": "p", "dependencies": { "zod": "^4" } }\n',
  'src/a.ts': 'export const a = 1;\n',
};
const HEAD = {
  'src/b.ts':
    "import { a } from './a.ts';\nimport x from 'no-such-package-anywhere';\n\nexport function b(v) {\n  if (!!v) return a;\n  return x;\n}\n",
  'src/c.py': 'from . import nothing_here\n',
};

let project: Project;
afterEach(() => project.remove());

/** The report without its times. */
function timeless(stdout: string): unknown {
  const report = JSON.parse(stdout);
  for (const validator of report.validators) delete validator.ms;
  delete report.timings;
  return report;
}

describe('a report', () => {
  it('is the same cold and warm, on both Nodes', async () => {
    project = makeProject(BASE, HEAD);
    const run = (node: string) => runBundle(['check', '--format', 'json'], { cwd: project.dir, node });
    const cold = await run(NODE_24);
    const [warm, other] = [await run(NODE_24), await run(MACHINE_NODE)];
    expect(cold.code).toBe(1);
    expect(timeless(warm.stdout)).toEqual(timeless(cold.stdout));
    expect(timeless(other.stdout)).toEqual(timeless(cold.stdout));
  });

  it('comes from a bare copy of dist/ with no node_modules above it', async () => {
    project = makeProject(BASE, HEAD);
    const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright dist-'));
    fs.cpSync(DIST, copy, { recursive: true });
    try {
      const ran = await runBundle(['check', '--format', 'json'], { cwd: project.dir, dist: copy });
      expect(ran.stderr).toBe('');
      expect(JSON.parse(ran.stdout).verdict.decision).toBe('block');
    } finally {
      fs.rmSync(copy, { recursive: true, force: true });
    }
  });

  it('writes every format that was asked for, each into its file', async () => {
    project = makeProject(BASE, HEAD);
    const formats = ['json', 'sarif', 'markdown', 'github', 'pretty'];
    const args = formats.flatMap((format) => ['--format', format, '--output', `out/${format}`]);
    const ran = await runBundle(['check', ...args], { cwd: project.dir });
    expect(ran.code).toBe(1);
    for (const format of formats)
      expect(fs.statSync(path.join(project.dir, 'out', format)).size).toBeGreaterThan(100);
    expect(ran.stdout).toMatch(/^BLOCKED/);
  });
});
