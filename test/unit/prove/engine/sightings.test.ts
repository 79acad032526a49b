/** What Semgrep or Opengrep reports becomes what the security validator says, in our words. */
import fs from 'node:fs';
import pack from 'virtual:security-files';
import { describe, expect, it } from 'vitest';
import { unpacked } from '../../../../src/kit/packed.ts';
import { judgeBy, told } from './judging.ts';

const FILES = { 'src/a.js': 'const a = ask();\nshout(a);\ntell(a);\n' };

describe.skipIf(process.platform === 'win32')('a finding of a program', () => {
  it('is one of the rule that it names, at its place, with its message', async () => {
    const answer = await judgeBy(FILES, { scan: "report([result('no-shout', 'src/a.js', [2, 1, 2, 9])])" });
    expect(answer).toMatchObject({
      kind: 'completed',
      observations: [
        {
          rule: 'security/no-shout',
          at: { path: 'src/a.js', line: 2, column: 1, endLine: 2, endColumn: 9 },
          message: 'said of src/a.js',
        },
      ],
    });
  });

  it('of the pack is known by its folder, whatever path its file is put before its id', async () => {
    const [first] = unpacked(pack) as { folder: string; rules: { id: string; languages: string[] }[] }[];
    const { folder: rule = '', rules: [{ id, languages } = { id: '', languages: [] }] = [] } = first ?? {};
    const file = `src/a.${{ java: 'java', python: 'py', go: 'go' }[languages[0] ?? ''] ?? 'js'}`;
    const scan = `report([result('tmp.rules.gatewright.${id}', './${file}', [1, 1, 1, 5])])`;
    expect(told(await judgeBy({ [file]: 'x = f(1)\n' }, { scan }))).toEqual([`security/${rule} ${file}:1`]);
  });

  it('of a rule of the maintainers’ is theirs, though one of the pack is called the same', async () => {
    const [first] = unpacked(pack) as { rules: { id: string }[] }[];
    const id = first?.rules[0]?.id ?? '';
    const rules = `rules:\n  - { id: ${id}, languages: [js], severity: ERROR, message: M., pattern: shout($X) }\n`;
    const scan = `report([result('${id}', 'src/a.js', [2, 1, 2, 9])])`;
    expect(told(await judgeBy(FILES, { rules, scan }))).toEqual([`security/${id} src/a.js:2`]);
  });

  it('carries its flow in the phrases of our rule, and its fix', async () => {
    const fix = `{ fixes: [{ artifactChanges: [{ artifactLocation: { uri: 'src/a.js' }, replacements:
      [{ deletedRegion: region([2, 1, 2, 9]), insertedContent: { text: 'whisper(a)' } }] }] }] }`;
    const answer = await judgeBy(FILES, {
      scan: `report([
        result('asked-and-told', 'src/a.js', [3, 1, 3, 8], flow('src/a.js', [1, 11, 1, 16], [2, 7, 2, 8], [3, 6, 3, 7])),
        result('no-shout', 'src/a.js', [2, 1, 2, 9], ${fix}),
      ])`,
    });
    const [flowing, shouted] = answer.kind === 'completed' ? answer.observations : [];
    expect(shouted?.fix).toEqual([
      { path: 'src/a.js', start: 17, end: 25, expect: 'shout(a)', replace: 'whisper(a)' },
    ]);
    expect(flowing?.flow?.map(({ line, column, note }) => `${line}:${column} ${note}`)).toEqual([
      '1:11 comes from a question',
      '2:7 is passed on',
      '3:6 is told',
    ]);
  });

  it('counts columns in bytes, and never leaves its line', async () => {
    const scan = "report([result('no-shout', 'a.js', [1, 10, 1, 19])])";
    const answer = await judgeBy({ 'a.js': 'f("名前");shout(a)\n' }, { scan });
    expect(answer.kind === 'completed' && answer.observations[0]?.at).toMatchObject({
      column: 6,
      endColumn: 15,
    });
  });

  it('[T35] is silenced by no comment that the change adds', async () => {
    const scan = "report([result('no-shout', 'a.js', [1, 1, 1, 9])])";
    const answer = await judgeBy({ 'a.js': 'shout(a); // nosemgrep\n' }, { scan });
    expect(answer.kind === 'completed' && answer.observations[0]).toMatchObject({
      suppressed: '// nosemgrep',
      suppressedByChange: true,
    });
  });

  it('of a file that was parsed in part is told beside a note on what was not', async () => {
    const note = `{ toolExecutionNotifications: [{ descriptor: { id: 'PartialParsing' }, level: 'warning',
      message: { text: 'Syntax error at line src/a.js:3:\\n odd' } }] }`;
    const scan = `report([result('no-shout', 'src/a.js', [2, 1, 2, 9])], ${note})`;
    const judged = await judgeBy(FILES, { scan });
    expect(told(judged)).toEqual(['security/no-shout src/a.js:2']);
    expect(JSON.stringify(judged)).toContain('as far as it could be parsed, and not at line 3.');
  });
});

describe.skipIf(process.platform === 'win32')('a program', () => {
  const TELL = (what: string) =>
    `report([result('no-shout', 'src/a.js', [1, 1, 1, 2], { message: { text: JSON.stringify(${what}) } })])`;
  const heard = async (what: string, given: Parameters<typeof judgeBy>[1] = {}) => {
    const answer = await judgeBy(FILES, { ...given, scan: TELL(what) });
    if (answer.kind !== 'completed') throw new Error(answer.message);
    return JSON.parse(answer.observations[0]?.message ?? '') as unknown;
  };

  it('is given the changed files and an empty list of what to leave out', async () => {
    expect(await heard('[files(), fs.readFileSync(".semgrepignore", "utf8")]')).toEqual([['src/a.js'], '']);
  });

  it('[I9] gets nothing of the environment that could be secret, and no folder of what is judged', async () => {
    const names = (await heard('Object.keys(process.env)')) as string[];
    expect(names.filter((name) => /TOKEN|KEY|SECRET|PROXY|GITHUB|ACTIONS/i.test(name))).toEqual([]);
    expect(await heard('process.env.HOME === path.resolve("../home")')).toBe(true);
    expect(
      await heard('process.env.PATH.split(path.delimiter).map((one) => path.basename(path.dirname(one)))'),
    ).toEqual([expect.stringContaining('gatewright-engine-test-')]);
  });

  it('is told to ask no network, obey no comment and pass over no size', async () => {
    const asked = (await heard(
      'args.map((arg) => arg.split("=")[0] + (/off|bytes/.test(arg) ? "=" + arg.split("=")[1] : ""))',
    )) as string[];
    expect(asked).toEqual([
      ...[
        'scan',
        '--sarif',
        '--json-output',
        '--dataflow-traces',
        '--metrics=off',
        '--disable-version-check',
      ],
      ...['--no-git-ignore', '--disable-nosem', '--no-rewrite-rule-ids', '--max-target-bytes=0', '--quiet'],
      ...['--config', expect.stringContaining('rules'), '.'],
    ]);
  });

  it('that is Opengrep is not told of metrics, which it does not know', async () => {
    const asked = await heard('args', { name: 'opengrep', engine: 'opengrep', version: '1.30.0' });
    expect(asked).not.toContain('--metrics=off');
  });

  it('gets the pack, and of the maintainers’ rules those that are right', async () => {
    const rules = `
rules:
  - { id: no-shout, languages: [js], severity: ERROR, message: M., pattern: shout($X) }
  - { id: broken, languages: [js], severity: ERROR, message: M. }
`;
    const what = `fs.readdirSync(option('--config')).flatMap((file) =>
      JSON.parse(fs.readFileSync(path.join(option('--config'), file), 'utf8')).rules.map(({ id }) => [file.split('-')[0], id]))
      .filter(([from]) => from === 'own')`;
    expect(await heard(what, { rules })).toEqual([['own', 'no-shout']]);
    const shipped =
      "JSON.parse(fs.readFileSync(path.join(option('--config'), 'pack.yml'), 'utf8')).rules.length";
    expect(await heard(shipped, { rules })).toBeGreaterThan(100);
  });

  it('leaves nothing behind', async () => {
    const home = (await heard('path.resolve("..")')) as string;
    expect(home).toContain('gatewright-engine-');
    expect(fs.existsSync(home)).toBe(false);
  });
});
