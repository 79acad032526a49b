/** Security through the bundle: the pack and the maintainers' rules, a change that would have its own, and what is broken. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MACHINE_NODE, runBundle, type Ran } from '../support/bundle.ts';
import { makeProject, type Project } from '../support/project.ts';

const RULES = `rules:
  - id: no-shout
    languages: [javascript]
    severity: ERROR
    message: shout() is told $X.
    pattern: shout($X)
  - id: cannot
    languages: [javascript]
    severity: ERROR
    message: It cannot.
    mode: join
`;
const BROKEN = `rules:
  - { id: half, languages: [javascript], severity: ERROR, pattern: half() }
`;
const HANDLER = `import { exec } from 'node:child_process';

export function list(req, res) {
  const folder = req.query.folder;
  exec('ls ' + folder, (_, out) => res.end(out)); // nosemgrep
}
`;

const made: Project[] = [];
afterAll(() => made.forEach((project) => project.remove()));

function project(policy: string, head: Record<string, string>): Project {
  const base = {
    '.github/gatewright.yml': policy,
    'rules/a.yml': RULES,
    'broken/b.yml': BROKEN,
    'package.json': '{ "name": "p", "type": "module" }\n',
  };
  const one = makeProject(base, head);
  made.push(one);
  return one;
}

interface Json {
  readonly verdict: { readonly decision: string; readonly reasons: string[] };
  readonly findings: { readonly rule: string; readonly standing: string; readonly line: number }[];
}

const JSON_FORMAT = ['--format', 'json'];
const CHANGE = ['--base', 'main', '--head', 'feature', '--only', 'security'];
const check = ({ dir }: Project, more: readonly string[] = JSON_FORMAT, node?: string): Promise<Ran> =>
  runBundle(['check', ...CHANGE, ...more], { cwd: dir, ...(node && { node }) });
const parsed = ({ stdout }: Ran): Json => JSON.parse(stdout) as Json;
const said = (ran: Ran): string[] =>
  parsed(ran).findings.map(({ rule, standing, line }) => `${rule} ${line} ${standing}`);
const timeless = ({ stdout }: Ran): string => stdout.replace(/"(?:ms|totalMs)": \d+/g, '');

describe('rules that the policy names', () => {
  let own: Project;
  beforeAll(() => {
    own = project('rules: [rules]\n', {
      'src/list.js': HANDLER,
      'src/a.js': 'shout(1);\n',
      'rules/a.yml': 'rules: []\n',
      '.github/gatewright.yml': 'validators: { security: { level: off } }\n',
    });
  });

  it('count as they stand at the base, whatever the change makes of them', async () => {
    const ran = await check(own);
    expect(said(ran)).toEqual(['security/no-shout 1 new', 'security/command-injection 5 new']);
    expect(ran.code).toBe(1);
    expect(parsed(ran).verdict.reasons.join('\n')).toMatch(/The rule cannot \(rules\/a\.yml\) is not run: /);
  });

  it('give the same words cold and warm, on both versions of Node, and through shards', async () => {
    const cold = await check(own);
    expect(timeless(await check(own))).toBe(timeless(cold));
    expect(timeless(await check(own, JSON_FORMAT, MACHINE_NODE))).toBe(timeless(cold));
    const part = path.join(`${own.dir}.runner`, 'part.json');
    fs.mkdirSync(path.dirname(part));
    await check(own, ['--shard', '1/1', '--output', part]);
    const merged = await runBundle(['merge', part, ...CHANGE, ...JSON_FORMAT], { cwd: own.dir });
    expect(timeless(merged)).toBe(timeless(cold));
  });

  it('and are broken end the run as a bad policy, after the others were run', async () => {
    const both = project('rules: [rules, broken]\n', { 'src/a.js': 'shout(1);\n' });
    const ran = await check(both);
    expect(ran.code).toBe(3);
    expect(parsed(ran).verdict.decision).toBe('config');
    expect(parsed(ran).verdict.reasons[0]).toMatch(/^broken\/b\.yml:2:5: half, .*it has no message\.$/);
    expect(said(ran)).toEqual(['security/no-shout 1 new']);
  });

  it('are listed and explained beside those that ship', async () => {
    own.git('checkout', '--quiet', 'main');
    const [list, explained] = await Promise.all(
      [['rules'], ['explain', 'security/no-shout']].map((args) => runBundle(args, { cwd: own.dir })),
    );
    expect(list?.stdout).toMatch(/^error +security\/no-shout +shout\(\) is told \$X$/m);
    expect(list?.stdout).toMatch(/^error +security\/command-injection /m);
    expect(explained?.stdout).toContain("One of the repository's own rules says so (rules/a.yml).");
  });
});
