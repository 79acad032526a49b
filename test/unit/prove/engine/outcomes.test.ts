/** Everything that can go wrong with a program of others ends as a sentence and could-not-judge, never as a pass. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath } from '../../../../src/domain/path.ts';
import { Lines } from '../../../../src/kit/text.ts';
import { readReport } from '../../../../src/prove/engine/read-report.ts';
import { install } from '../../../support/engine-program.ts';
import { judgeBy, told, type Given } from './judging.ts';

const FILES = { 'a.js': 'shout(a);\n' };
const FOUND = "report([result('no-shout', 'a.js', [1, 1, 1, 9])])";

const outcome = async (given: Given = {}) => told(await judgeBy(FILES, given)).join('\n');

describe.skipIf(process.platform === 'win32')('a program that', () => {
  it('is not installed is named, with what to do', async () => {
    expect(await outcome({ lay: () => undefined })).toBe(
      'crashed: semgrep is not on the PATH (folders of what is judged do not count): install it before Gatewright runs, or set security-engine to embedded.',
    );
    expect(await outcome({ engine: 'opengrep', scan: FOUND })).toContain('opengrep is not on the PATH');
  });

  it('lies in what is judged, or is a link into it, is not taken', async () => {
    const within = (_: string, judged: string) => install(path.join(judged, 'bin'), { scan: FOUND });
    expect(await outcome({ lay: (folder, judged) => void within(folder, judged) })).toContain(
      'not on the PATH',
    );
    const linked = (folder: string, judged: string) =>
      fs.symlinkSync(within(folder, judged), path.join(folder, 'semgrep'));
    expect(await outcome({ lay: linked })).toContain('not on the PATH');
  });

  it.each([
    ['is too old', { version: '1.2.3' }, 'is version 1.2.3, and 1.70 or a newer 1.x is needed'],
    ['is of another kind', { version: '2.0.0' }, 'is version 2.0.0'],
    ['tells no version', { version: 'hello\u001b[2J' }, 'does not tell its version ("hello\\u{1b}[2J")'],
    ['fails', { scan: "console.error('Traceback: no module'); process.exit(2)" }, 'failed (exit code 2)'],
    ['says why', { scan: "console.error('no module'); process.exit(2)" }, 'Its last words: "no module"'],
    ['refuses the rules', { scan: 'process.exit(7)' }, 'does not take the rules (exit code 7)'],
    ['dies', { scan: "process.kill(process.pid, 'SIGKILL')" }, 'was ended by SIGKILL before it reported'],
    ['ends with a stack', { scan: 'process.exit(1)' }, 'failed (exit code 1)'],
    ['prints nothing', { scan: '' }, 'What semgrep reported cannot be relied on: it is empty'],
  ] satisfies [string, Given, string][])('%s has not judged', async (_, given, said) => {
    const end = await outcome(given);
    expect(end).toMatch(/^crashed: /);
    expect(end).toContain(said);
  });

  it('does not end is ended, and named', async () => {
    expect(await outcome({ scan: 'setInterval(() => {}, 1000)', deadline: 500 })).toMatch(
      /^timed-out: semgrep took longer than 0\.5 s/,
    );
  });

  it('[T82] prints without end is not read to the end', async () => {
    const scan = "process.stdout.write(' '.repeat(32e6 + 1))";
    expect(await outcome({ scan })).toContain('it printed more than 32 MB');
  });

  it('did not look at a file has not judged that file', async () => {
    expect(await outcome({ scan: `${FOUND}; account([])` })).toBe(
      'a.js failed: semgrep did not look at a.js',
    );
    expect(await outcome({ scan: `${FOUND}; account(['a.js'])` })).toBe('security/no-shout a.js:1');
  });

  it('could not parse a file has not judged that file', async () => {
    const note = "{ level: 'warning', message: { text: 'Syntax error at line a.js:1' } }";
    expect(await outcome({ scan: `report([], { toolExecutionNotifications: [${note}] })` })).toBe(
      'a.js failed: semgrep could not look at all of it: Syntax error at line a.js:1',
    );
  });

  it('would be steered by a file does not get it, and has not judged it', async () => {
    const rules =
      'rules:\n  - { id: any, languages: [regex], severity: ERROR, message: M., pattern-regex: x }\n';
    const answer = await judgeBy({ 'a.js': 'x', '.semgrepignore': '*.js\n' }, { rules, scan: 'report([])' });
    expect(told(answer)).toEqual([
      '.semgrepignore failed: a program that reads it would leave out what it names',
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('a file whose name no report could hold', () => {
  it('has not been judged, and keeps no other from it', async () => {
    const scan = "report([result('no-shout', 'a.js', [1, 1, 1, 9])])";
    expect(told(await judgeBy({ ...FILES, 'b\udcff.js': 'shout(a);\n' }, { scan }))).toEqual([
      'security/no-shout a.js:1',
      'b\udcff.js failed: its name is not UTF-8, so that no report could name it',
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('auto', () => {
  it('takes either program', async () => {
    expect(await outcome({ engine: 'auto', scan: FOUND })).toBe('security/no-shout a.js:1');
    const open: Given = { engine: 'auto', name: 'opengrep', version: '1.30.0', scan: FOUND };
    expect(await outcome(open)).toBe('security/no-shout a.js:1');
  });

  it('falls back to the embedded engine where there is none, and says so', async () => {
    const answer = await judgeBy(FILES, { engine: 'auto', lay: () => undefined });
    expect(answer.kind === 'completed' && answer.notes).toEqual([
      'Neither semgrep nor opengrep is on the PATH (folders of what is judged do not count): the embedded engine matched the security rules.',
    ]);
    expect(told(answer)).toEqual(['security/no-shout a.js:1']);
  });

  it('does not fall back where one is there and fails', async () => {
    expect(await outcome({ engine: 'auto', scan: 'process.exit(3)' })).toContain('failed (exit code 3)');
    expect(await outcome({ engine: 'auto', version: '0.1.0' })).toContain('is version 0.1.0');
  });
});

describe('a report', () => {
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 9 };
  const location = { physicalLocation: { artifactLocation: { uri: 'a.js' }, region } };
  const sound = { ruleId: 'x', message: { text: 'm' }, locations: [location] };
  const given = {
    copy: { files: new Map([[repoPath('a.js'), new Lines('shout(a);\n')]]), failed: new Map() },
    names: new Map([['x', 'x']]),
    folder: '/tmp/x',
  };
  const readText = (printed: string, account: string | null = null) =>
    readReport({ program: 'semgrep', printed, account }, given);
  const read = (run: unknown) => readText(JSON.stringify({ version: '2.1.0', runs: [run] }));
  const at = (more: object, uri = 'a.js') => ({
    ...sound,
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { ...region, ...more } } }],
  });
  const saying = (level: string, text: string) => ({
    results: [],
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level, message: { text } }] }],
  });

  it.each([
    ['of words', 'no findings :-)', 'it ends before it is complete'],
    ['of other JSON', '{"results":[]}', 'it is no SARIF: version'],
    ['of no run', '{"version":"2.1.0","runs":[]}', 'it is no SARIF: runs'],
    ['of a run without results', '{"version":"2.1.0","runs":[{}]}', 'it is no SARIF: runs.0.results'],
    ['that is cut', '{"version":"2.1.0","runs":[{', 'it ends before it is complete'],
    ['that is garbled', '{"version":"2.1.0" "runs":[]}', 'it is no JSON'],
  ])('%s is refused', (_, printed, said) => expect(readText(printed)).toContain(said));

  it.each([
    ['another rule', { ...sound, ruleId: 'other' }, 'it names the rule other, which it was not given'],
    ['another file', at({}, '../b.js'), 'it speaks of ../b.js, which it was not given'],
    ['another line', at({ startLine: 9, endLine: 9 }), 'it names lines 9 to 9 of a.js, which are not there'],
    ['an end before the start', at({ startColumn: 9, endColumn: 2 }), 'which are not there'],
    ['a line 0', at({ startLine: 0 }), 'it is no SARIF: runs.0.results.1.locations.0'],
    ['no place', { ...sound, locations: [] }, 'it is no SARIF: runs.0.results.1.locations'],
  ])('with a result of %s is refused', (_, result, said) =>
    expect(read({ results: [sound, result] })).toContain(said),
  );

  it('with a column past its line is about the rest of the line', () => {
    expect(read({ results: [at({ endColumn: 99 })] })).toMatchObject({
      sighted: new Map([['a.js', { seen: [{ start: 0, end: 9 }] }]]),
    });
  });

  it('[T82] may have very many results on one long line', () => {
    const text = `${'é'.repeat(200_000)}\n`;
    const copy = { files: new Map([[repoPath('a.js'), new Lines(text)]]), failed: new Map() };
    const results = Array.from({ length: 20_000 }, (_, index) =>
      at({ startColumn: 2 * index + 1, endColumn: 2 * index + 3 }),
    );
    const printed = JSON.stringify({ version: '2.1.0', runs: [{ results }] });
    const sights = readReport({ program: 'semgrep', printed, account: null }, { ...given, copy });
    const seen = typeof sights === 'string' ? [] : (sights.sighted.get(repoPath('a.js'))?.seen ?? []);
    expect(seen).toHaveLength(20_000);
    expect(seen.at(-1)).toMatchObject({ start: 19_999, end: 20_000 });
  });

  it('with very many warnings is refused', () => {
    const one = { level: 'warning', message: { text: 'a.js' } };
    const invocations = [{ executionSuccessful: true, toolExecutionNotifications: Array(1001).fill(one) }];
    expect(read({ results: [], invocations })).toBe('it has 1001 warnings');
  });

  it('that says that the run failed is refused', () => {
    expect(read({ results: [], invocations: [{ executionSuccessful: false }] })).toBe(
      'it says that the run failed',
    );
    expect(read(saying('error', 'oom'))).toBe('it says that the run failed: oom');
    expect(read(saying('warning', 'odd'))).toBe('it warns of what it may not have looked at: odd');
    expect(read(saying('note', 'odd'))).toMatchObject({ failed: new Map() });
  });

  it('with an account that is wrong is refused', () => {
    const printed = JSON.stringify({ version: '2.1.0', runs: [{ results: [] }] });
    for (const account of ['', '{', '{"paths":[]}'])
      expect(readText(printed, account)).toEqual(expect.any(String));
    expect(readText(printed, '{"paths":{"scanned":["./a.js"]}}')).toMatchObject({ failed: new Map() });
  });

  it('[T95] never makes its reader throw, and speaks only of what was given, whatever it holds', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const odd = (keys: object) => fc.tuple(fc.constantFrom(...Object.keys(keys)), value);
    const run = fc.oneof(
      value,
      fc.record({ results: fc.array(fc.oneof(value, fc.constant(sound))) }),
      fc.record({ results: fc.constant([sound]), invocations: value }),
      odd(sound).map(([key, wrong]) => ({ results: [{ ...sound, [key]: wrong }] })),
      odd(region).map(([key, wrong]) => ({ results: [at({ [key]: wrong })] })),
    );
    fc.assert(
      fc.property(run, (one) => {
        const sights = read(one);
        if (typeof sights === 'string') expect(sights).not.toBe('');
        else {
          expect([...sights.sighted.keys(), ...sights.failed.keys()]).toEqual(['a.js']);
          for (const { start, end } of sights.sighted.get(repoPath('a.js'))?.seen ?? [])
            expect(0 <= start && start <= end && end <= 10).toBe(true);
        }
      }),
      { seed: 95, numRuns: 500 },
    );
  });

  it('[T83] nested without end is refused', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(readText(`{"version":"2.1.0","runs":[{"results":${deep}}]}`)).toEqual(expect.any(String));
  });
});
