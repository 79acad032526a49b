/** Semgrep's place, taken by a program of a test, through the bundle: found, run, tried by, and never taken from the change. */
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MACHINE_NODE, runBundle } from '../support/bundle.ts';
import { install } from '../support/engine-program.ts';
import { makeProject } from '../support/project.ts';

const RULES = `rules:
  - id: no-shout
    languages: [javascript]
    severity: ERROR
    message: shout() is told $X.
    pattern: shout($X)
    fix: whisper($X)
`;
/** Finds `shout(a)` at the start of a line, in whatever file. */
const SCAN = `
const edit = (file, at) => ({ fixes: [{ artifactChanges: [{ artifactLocation: { uri: file },
  replacements: [{ deletedRegion: region(at), insertedContent: { text: 'whisper(a)' } }] }] }] });
const seen = files().flatMap((file) => fs.readFileSync(file, 'utf8').split('\\n').flatMap((line, at) =>
  line.startsWith('shout(a)') ? [result('no-shout', file, [at + 1, 1, at + 1, 9], edit(file, [at + 1, 1, at + 1, 9]))] : []));
account(files());
report(seen);
`;

const project = makeProject(
  {
    '.github/gatewright.yml': 'rules: [rules]\n',
    'rules/a.yml': RULES,
    'a.js': 'shout(a);\n',
    'sub/b.txt': 'b\n',
  },
  { 'a.js': 'shout(a);\nlet b = 1;\nshout(a);\n', 'b.js': 'f(1);\n' },
);
afterAll(() => project.remove());

const CHANGE = ['--base', 'main', '--head', 'feature', '--only', 'security', '--format', 'json'];

async function judged(command: string, bin: string, { engine = 'semgrep', from = '.' } = {}) {
  const env = { PATH: [bin, process.env['PATH']].join(path.delimiter) };
  const args = [command, ...CHANGE, '--security-engine', engine];
  const ran = await runBundle(args, { cwd: path.join(project.dir, from), node: MACHINE_NODE, env });
  return { code: ran.code, report: JSON.parse(ran.stdout) as Report };
}

interface Report {
  readonly verdict: { readonly decision: string };
  readonly validators: readonly { readonly id: string; readonly message: string | null }[];
  readonly findings: readonly { readonly rule: string; readonly line: number; readonly standing: string }[];
  readonly proposals: readonly { readonly title: string; readonly fate: string }[];
}

describe.skipIf(process.platform === 'win32')('a program that matches the rules', () => {
  it('says what is new, and is asked again about each fix', async () => {
    const bin = `${project.dir}.home/bin`;
    install(bin, { scan: SCAN });
    const { code, report } = await judged('fix', bin);
    expect(code).toBe(1);
    expect(report.findings.map(({ rule, line, standing }) => `${rule} ${line} ${standing}`)).toEqual([
      'security/no-shout 1 outside-diff',
      'security/no-shout 3 new',
    ]);
    expect(report.proposals).toMatchObject([{ title: 'Write whisper(a) instead of shout(a)', fate: 'kept' }]);
  });

  it('[I9] is not taken from the repository, though the PATH names it', async () => {
    const bin = path.join(project.dir, 'node_modules/.bin');
    install(bin, { name: 'opengrep', version: '1.30.0', scan: SCAN });
    const { code, report } = await judged('check', bin, { engine: 'opengrep', from: 'sub' });
    expect(code).toBe(2);
    const [said] = report.validators.filter(({ id }) => id === 'security');
    expect(said?.message).toMatch(/^opengrep is not on the PATH/);
  });
});
